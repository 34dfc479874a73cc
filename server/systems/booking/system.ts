import type { Home } from '#base/home'
import { counterRoutes } from './counter-routes.ts'
import { loadHalls } from './halls.ts'
import { routes } from './routes.ts'
import { markMissed, remind } from './tick-bookings.ts'

export const system: Home = {
  name: 'booking',
  chinese: '预约',
  needs: ['service-item'],
  permissions: ['booking.booking.make', 'booking.booking.serve', 'booking.hall.keep'],
  events: ['booking.booked', 'booking.changed', 'booking.cancelled', 'booking.arrived', 'booking.missed', 'booking.paused', 'booking.slot_closed', 'booking.ticket_taken'],
  routes: [routes, counterRoutes],
  jobs: [{ name: 'booking.mark_missed', everySeconds: 60, perform: markMissed }, { name: 'booking.remind', everySeconds: 60, perform: remind }],
  seeds: [{ file: 'catalogues/halls.yaml', schema: 'halls', load: loadHalls }],
}
