import type { Home } from '#base/home'
import { deliverNotices } from './deliver-notices.ts'
import { forgetParked } from './parked-notices.ts'
import { routes } from './routes.ts'

export const primitive: Home = {
  name: 'notice',
  chinese: '通知',
  permissions: ['notice.parked.read', 'notice.parked.retry'],
  routes: [routes],
  jobs: [
    { name: 'notice.deliver', everySeconds: 2, perform: deliverNotices },
    { name: 'notice.forget', everySeconds: 3600, perform: forgetParked },
  ],
}
