import { holding } from '#primitives/registry'
import { booking } from './tables.ts'

/** What is kept of a person here: appointments, and when they may make none. 持有登记 */
export const holdings = [
  holding('booking.bookings', booking, { table: 'booking.booking', whose: ['person_id'], at: 'booked_at', order: 'id', href: '/booking', fields: { number: 'text', item_code: 'item', unit_id: 'unit', starts_at: 'instant', arrived_at: 'instant', missed_at: 'instant', cancelled_at: 'instant' } }),
  holding('booking.pauses', booking, { table: 'booking.pause', whose: ['person_id'], at: 'decided_at', order: null, href: '/booking', fields: { since_on: 'day', until_on: 'day' } }),
]
