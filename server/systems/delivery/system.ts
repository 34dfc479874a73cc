import type { Home } from '#base/home'
import { bindKind } from '#primitives/matter'
import { followMerge } from '#primitives/party'
import { eraseAddresses } from './choice/erase-addresses.ts'
import { holdings } from './delivery-holdings.ts'
import { loadSettings } from './delivery-settings.ts'
import { listeners } from './listeners.ts'
import { actions, KIND, permissions, states } from './parcel-actions.ts'
import { parcelRoutes } from './parcel/parcel-routes.ts'
import { routes } from './routes.ts'
import { delivery } from './tables.ts'
import { askCarriers } from './word/ask-carriers.ts'
import { wordRoutes } from './word/word-routes.ts'

export { useCarriers } from './carriers.ts'

bindKind({ kind: KIND, actions, states })

export const system: Home = {
  name: 'delivery',
  chinese: '送达',
  needs: ['application', 'counter', 'licence', 'service-item'],
  permissions: [...permissions],
  events: ['delivery.way_chosen', 'delivery.parcel_ordered', 'delivery.parcel_packed'],
  routes: [routes, parcelRoutes, wordRoutes],
  listeners: [followMerge('delivery', delivery, ['choice', 'parcel', 'opening'].map((table) => ({ table: `delivery.${table}`, column: 'person_id' }))), ...listeners],
  jobs: [{ name: 'delivery.ask_carriers', everySeconds: 60, perform: askCarriers }, { name: 'delivery.erase_addresses', everySeconds: 86_400, perform: eraseAddresses }],
  seeds: [{ file: 'delivery.yaml', schema: 'delivery', load: loadSettings }],
  contributions: holdings,
}
