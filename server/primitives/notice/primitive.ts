import type { Home } from '#base/home'
import { followMerge } from '#primitives/party'
import { deliverNotices } from './deliver-notices.ts'
import { forgetParked } from './parked-notices.ts'
import { routes } from './routes.ts'
import { notice } from './tables.ts'
import { holdings } from './notice-holdings.ts'

export const primitive: Home = {
  name: 'notice',
  chinese: '通知',
  permissions: ['notice.parked.read', 'notice.parked.retry'],
  listeners: [followMerge('notice', notice, [{ table: 'notice.notice', column: 'recipient', prefix: 'party:' }, { table: 'notice.seen', column: 'party_id', unique: ['notice_id'] }])],
  routes: [routes],
  jobs: [
    { name: 'notice.deliver', everySeconds: 2, perform: deliverNotices },
    { name: 'notice.forget', everySeconds: 3600, perform: forgetParked },
  ],
  contributions: holdings,
}
