import { holding } from '#primitives/registry'
import { openContact } from './choice/find-choice.ts'
import { delivery } from './tables.ts'

/** What is kept of a person here: how they receive things and where to, what was sent, and what waits in a cabinet. 持有登记 */
export const holdings = [
  holding('delivery.choices', delivery, { table: 'delivery.choice', whose: ['person_id'], at: 'chosen_at', order: 'application_id', href: '/applications', fields: { unit_id: 'unit', contact: (sealed) => Object.values(openContact(sealed)).join(' '), chosen_at: 'instant' } }),
  holding('delivery.parcels', delivery, { table: 'delivery.parcel', whose: ['person_id'], at: 'opened_at', order: 'id', href: '/applications', fields: { item_name: 'text', unit_id: 'unit', opened_at: 'instant', ended_at: 'instant' } }),
  holding('delivery.boxes', delivery, { table: 'delivery.opening', whose: ['person_id'], at: null, order: 'parcel_id', href: '/applications', fields: { cabinet: 'text', box: 'text' } }),
]
