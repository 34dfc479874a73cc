import { holding } from '#primitives/registry'
import { exchange } from './tables.ts'

/** What is kept of a person here, beside the rows that sources landed: what was said to be wrong in them. 持有登记 */
export const holdings = [
  holding('exchange.corrections', exchange, { table: 'exchange.correction', whose: ['person_id'], at: 'asked_at', order: 'id', href: '/mine', fields: { resource_code: 'text', source_id: 'unit', field: 'text', asked_at: 'instant' } }),
]
