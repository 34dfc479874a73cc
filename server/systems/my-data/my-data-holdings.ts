import { holding } from '#primitives/registry'
import { myData } from './tables.ts'

/** What is kept of a person here: which copies they asked for. 持有登记 */
export const holdings = [
  holding('my_data.copies', myData, { table: 'my_data.copy', whose: ['person_id'], at: 'asked_at', order: 'id', href: '/my-data', forgotten: true, fields: { asked_at: 'instant', taken_at: 'instant', expires_at: 'instant' } }),
  holding('my_data.closings', myData, { table: 'my_data.closing', whose: ['person_id'], at: null, order: 'id', href: '/my-data/close', fields: { id: 'text' } }),
]
