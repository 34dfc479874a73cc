import type { Home } from '#base/home'
import { bindKind } from '#primitives/matter'
import { followMerge } from '#primitives/party'
import { chargeRoutes } from './charge-routes.ts'
import { listeners } from './listeners.ts'
import { askOrders } from './order/ask-orders.ts'
import { holdings } from './payment-holdings.ts'
import { permissions } from './payment-permissions.ts'
import { loadSettings } from './payment-settings.ts'
import { fetchReceipts } from './receipt/fetch-receipts.ts'
import { carryOutRefunds } from './refund/carry-out-refunds.ts'
import { actions, KIND, states } from './refund/refund-kind.ts'
import { routes } from './routes.ts'
import { payment } from './tables.ts'

export { usePaymentPlatform } from './order/payment-platform.ts'

bindKind({ kind: KIND, actions, states })

export const system: Home = {
  name: 'payment',
  chinese: '缴费',
  needs: [],
  permissions: [...permissions],
  events: [
    'payment.charge.brought', 'payment.charge.paid', 'payment.charge.overpaid', 'payment.charge.waived', 'payment.charge.cancelled', 'payment.charge.lapsed', 'payment.receipt.fetched',
    'payment.refund.asked', 'payment.refund.approved', 'payment.refund.declined', 'payment.refund.carried_out', 'payment.till.settled',
  ],
  routes: [routes, chargeRoutes],
  listeners: [followMerge('payment', payment, [{ table: 'payment.charge', column: 'person_id' }, { table: 'payment.charge', column: 'agent_id' }, { table: 'payment.waiver', column: 'person_id' }, { table: 'payment.refund', column: 'person_id' }]), ...listeners],
  jobs: [{ name: 'payment.ask_orders', everySeconds: 15, perform: askOrders }, { name: 'payment.fetch_receipts', everySeconds: 10, perform: fetchReceipts }, { name: 'payment.carry_out_refunds', everySeconds: 15, perform: carryOutRefunds }],
  contributions: holdings,
  seeds: [{ file: 'payment.yaml', schema: 'payment', load: loadSettings }],
}
