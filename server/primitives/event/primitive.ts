import type { Home } from '#base/home'
import { routes } from './routes.ts'

export const primitive: Home = {
  name: 'event',
  chinese: '消息',
  permissions: ['event.parked.read', 'event.parked.retry', 'event.stream.read'],
  routes: [routes],
}
