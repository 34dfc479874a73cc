import type { Home } from '#base/home'
import { bindKind } from '#primitives/matter'
import { followMerge } from '#primitives/party'
import { closingListeners } from './closing/end-account.ts'
import { closingRoutes } from './closing/routes.ts'
import { dropCopies, makeOwnCopies } from './copy/make-own-copies.ts'
import { copyRoutes } from './copy/routes.ts'
import { checkSettings, loadSettings } from './data-settings.ts'
import { heldRoutes } from './held/routes.ts'
import { holdings } from './my-data-holdings.ts'
import { myData } from './tables.ts'

bindKind({ kind: 'account_closing', actions: ['take_back', 'close'], states: ['waiting', 'closed'], limits: ['wait'] })

export const system: Home = {
  name: 'my-data',
  chinese: '我的数据',
  needs: ['account', 'exchange', 'service-item'],
  permissions: ['my_data.own.read', 'my_data.copy.take', 'my_data.account.close', 'my_data.desk.serve'],
  events: ['my_data.copy_asked', 'my_data.copy_made', 'my_data.copy_taken', 'my_data.account_closed'],
  listeners: [followMerge('my_data', myData, [{ table: 'my_data.copy', column: 'person_id' }, { table: 'my_data.closing', column: 'person_id' }]), ...closingListeners],
  routes: [heldRoutes, copyRoutes, closingRoutes],
  jobs: [{ name: 'my_data.make_copies', everySeconds: 5, perform: makeOwnCopies }, { name: 'my_data.drop_copies', everySeconds: 3600, perform: dropCopies }],
  seeds: [{ file: 'my-data.yaml', schema: 'my-data', load: loadSettings }],
  contributions: holdings,
  warm: checkSettings,
}
