import type { Home } from '#base/home'
import { routes } from './routes.ts'

export const system: Home = {
  name: 'open311',
  chinese: '开放接口 Open311',
  needs: ['governance'],
  permissions: ['open311.request.create'],
  routes: [routes],
}
