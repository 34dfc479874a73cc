import type { Home } from '#base/home'
import { routes } from './routes.ts'

export const primitive: Home = {
  name: 'credential',
  chinese: '凭证',
  routes: [routes],
  events: ['credential.issued', 'credential.revoked'],
}
