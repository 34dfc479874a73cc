import type { Http } from '#base/http'
import { arrive } from './arrive.ts'
import { bookForPerson } from './book-for-person.ts'
import { closeSlot } from './close-slot.ts'
import { Arrive, Arrived, BookForPerson, Booking, ClosedSlot, CloseSlot, DeskDay, DeskDayQuery, HallId, Halls, TakeTicket, Ticket } from './contract.ts'
import { deskDay, deskHalls } from './desk-day.ts'
import { takeTicket } from './take-ticket.ts'

const params = { hall: 'hexi' }
const [serve, keep] = ['booking.booking.serve', 'booking.hall.keep']

/** What the counter of a hall does, and the hotline for whoever calls. */
export function counterRoutes(http: Http): void {
  http.post('/booking/desk/bookings', {
    config: { may: serve, idempotency: 'optional', example: { body: { id: '01930000-0000-7000-8000-0000000b0002', hall: 'hexi', item: 'old-age-allowance', startsAt: '2026-12-01T01:00:00Z', number: '120199194809030056', here: true } } },
    schema: { body: BookForPerson, response: { 201: Booking } },
  }, (request) => request.perform((deed) => bookForPerson(deed, request.body)))

  http.get('/booking/desk/halls', { config: { may: keep, example: {} }, schema: { response: { 200: Halls } } }, (request) => request.read(deskHalls))

  http.get('/booking/desk/halls/:hall/day', {
    config: { may: keep, example: { params, query: { on: '2026-12-01' } } },
    schema: { params: HallId, querystring: DeskDayQuery, response: { 200: DeskDay } },
  }, (request) => request.read((deed) => deskDay(deed, request.params.hall, request.query.on)))

  http.post('/booking/desk/halls/:hall/arrive', {
    config: { may: keep, idempotency: 'optional', example: { params, body: { said: '12345678' } } },
    schema: { params: HallId, body: Arrive, response: { 200: Arrived } },
  }, (request) => request.perform((deed) => arrive(deed, request.params.hall, request.body.said)))

  http.post('/booking/desk/halls/:hall/tickets', {
    config: { may: keep, idempotency: 'optional', example: { params, body: { id: '01930000-0000-7000-8000-0000000b0003', counter: 'general' } } },
    schema: { params: HallId, body: TakeTicket, response: { 201: Ticket } },
  }, (request) => request.perform((deed) => takeTicket(deed, request.params.hall, request.body)))

  http.post('/booking/desk/halls/:hall/close', {
    config: { may: keep, idempotency: 'required', example: { params, body: { counter: 'general', startsAt: '2026-12-01T01:00:00Z', reason: '设备检修' } } },
    schema: { params: HallId, body: CloseSlot, response: { 200: ClosedSlot } },
  }, (request) => request.perform((deed) => closeSlot(deed, request.params.hall, request.body)))
}
