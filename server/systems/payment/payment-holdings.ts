import { holding } from '#primitives/registry'
import { openWaiver } from './charge/waive-charge.ts'
import { payment } from './tables.ts'

/** What is kept of a person here: what they owed and paid, why it was reduced, and what went back. 持有登记 */
export const holdings = [
  holding('payment.charges', payment, { table: 'payment.charge', whose: ['person_id', 'agent_id'], at: 'brought_at', order: 'id', href: '/applications', fields: { item_name: 'text', unit_id: 'unit', amount: 'text', brought_at: 'instant', paid_at: 'instant', cancelled_at: 'instant' } }),
  holding('payment.waivers', payment, { table: 'payment.waiver', whose: ['person_id'], at: 'decided_at', order: 'charge_id', href: '/applications', fields: { unit_id: 'unit', amount: 'text', reason: 'text', words: openWaiver, decided_at: 'instant' } }),
  holding('payment.refunds', payment, { table: 'payment.refund', whose: ['person_id'], at: 'asked_at', order: 'id', href: '/applications', fields: { unit_id: 'unit', amount: 'text', asked_at: 'instant', refunded_at: 'instant' } }),
]
