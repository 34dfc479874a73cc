import type { Http } from '#base/http'
import { bookVisit } from './book-visit.ts'
import { cancelBooking, changeBooking } from './change-booking.ts'
import { Booking, BookingId, BookVisit, ChangeBooking, HallId, HallQuery, Halls, OwnBookings, ShownBooking, SlotQuery, Slots } from './contract.ts'
import { findOwnBookings, showBooking } from './find-bookings.ts'
import { findHalls, findSlots } from './find-halls.ts'

const params = { bookingId: '01930000-0000-7000-8000-0000000b0001' }
const make = 'booking.booking.make'

export function routes(http: Http): void {
  http.get('/booking/halls', {
    config: { may: 'public', example: { query: { item: 'old-age-allowance' } } },
    schema: { querystring: HallQuery, response: { 200: Halls } },
  }, (request) => request.read((deed) => findHalls(deed, request.query)))

  http.get('/booking/halls/:hall/slots', {
    config: { may: 'public', example: { params: { hall: 'hexi' }, query: { item: 'old-age-allowance' } } },
    schema: { params: HallId, querystring: SlotQuery, response: { 200: Slots } },
  }, (request) => request.read((deed) => findSlots(deed, request.params.hall, request.query.item)))

  http.post('/booking/bookings', {
    config: { may: make, idempotency: 'optional', example: { body: { id: params.bookingId, hall: 'hexi', item: 'old-age-allowance', startsAt: '2026-12-01T01:00:00Z' } } },
    schema: { body: BookVisit, response: { 201: Booking } },
  }, (request) => request.perform((deed) => bookVisit(deed, request.body)))

  http.get('/booking/bookings', { config: { may: make, example: {} }, schema: { response: { 200: OwnBookings } } }, (request) => request.read(findOwnBookings))

  http.get('/booking/bookings/:bookingId', {
    config: { may: make, example: { params } },
    schema: { params: BookingId, response: { 200: ShownBooking } },
  }, (request) => request.read((deed) => showBooking(deed, request.params.bookingId)))

  http.post('/booking/bookings/:bookingId/change', {
    config: { may: make, idempotency: 'optional', example: { params, body: { startsAt: '2026-12-02T01:00:00Z' } } },
    schema: { params: BookingId, body: ChangeBooking, response: { 200: Booking } },
  }, (request) => request.perform((deed) => changeBooking(deed, request.params.bookingId, request.body.startsAt)))

  http.post('/booking/bookings/:bookingId/cancel', {
    config: { may: make, idempotency: 'optional', example: { params } },
    schema: { params: BookingId, response: { 200: Booking } },
  }, (request) => request.perform((deed) => cancelBooking(deed, request.params.bookingId)))
}
