import { holding } from '#primitives/registry'
import { hotline } from '../tables.ts'

/** What is kept of whoever had something filed on a call. 持有登记 */
export const heldFilings = [
  holding('hotline.proven', hotline, { table: 'hotline.filing', whose: ['person_id'], at: 'proven_at', order: 'call_id', href: '/mine', fields: { department_id: 'unit', proven_at: 'instant' } }),
  holding('hotline.filed', hotline, { table: 'hotline.filed', whose: ['person_id'], at: 'began_at', order: 'application_id', href: '/applications', fields: { item_code: 'item', began_at: 'instant', prefill_yes: 'yes', submitted_at: 'instant' } }),
]
