import type { Home } from '#base/home'
import { checkSettings, loadSettings } from './data-settings.ts'
import { heldRoutes } from './held/routes.ts'

export const system: Home = {
  name: 'my-data',
  chinese: '我的数据',
  needs: ['account', 'exchange', 'service-item'],
  permissions: ['my_data.own.read'],
  routes: [heldRoutes],
  seeds: [{ file: 'my-data.yaml', schema: 'my-data', load: loadSettings }],
  warm: checkSettings,
}
