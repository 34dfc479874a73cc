import type { Home } from '#base/home'
import { followMerge } from '#primitives/party'
import { counterRoutes } from './counter-routes.ts'
import { loadHalls } from './halls.ts'
import { inviteRating } from './invite-rating.ts'
import { ownBookings } from './own-bookings.ts'
import { inviteWalkIn } from './queue/invite-walk-in.ts'
import { queueRoutes } from './queue/routes.ts'
import { routes } from './routes.ts'
import { markMissed, remind } from './tick-bookings.ts'
import { booking } from './tables.ts'
import { holdings } from './booking-holdings.ts'

export const system: Home = {
  name: 'booking',
  chinese: '预约',
  needs: ['rating', 'service-item'],
  permissions: ['booking.booking.make', 'booking.booking.serve', 'booking.hall.keep'],
  events: ['booking.booked', 'booking.changed', 'booking.cancelled', 'booking.arrived', 'booking.missed', 'booking.paused', 'booking.slot_closed', 'booking.ticket_taken', 'booking.ticket_called', 'booking.ticket_ended', 'booking.ticket_back'],
  listeners: [followMerge('booking', booking, [{ table: 'booking.booking', column: 'person_id' }, { table: 'booking.pause', column: 'person_id', unique: ['since_on'] }]), { name: 'booking.invite_rating', on: 'booking.arrived', perform: inviteRating }, { name: 'booking.invite_walk_in', on: 'booking.ticket_ended', where: { how: ['served'] }, perform: inviteWalkIn }],
  routes: [routes, counterRoutes, queueRoutes],
  jobs: [{ name: 'booking.mark_missed', everySeconds: 60, perform: markMissed }, { name: 'booking.remind', everySeconds: 60, perform: remind }],
  seeds: [{ file: 'catalogues/halls.yaml', schema: 'halls', load: loadHalls }],
  contributions: [ownBookings, ...holdings],
}
