import { Type } from 'typebox'
import type { Http } from '#base/http'
import { CalledTicket, CallNext, HallId, Queue, QueueQuery, TicketId, Waiting, Wall } from '../contract.ts'
import { callAgain, endTicket, waitAgain } from './advance-ticket.ts'
import { callNext } from './call-next.ts'
import { drawNumber } from './draw-number.ts'
import { findQueue, showWall } from './find-queue.ts'
import { numberSlip } from '../window-of-hall.ts'

const [params, ticket] = [{ hall: 'hexi' }, { ticketId: '01930000-0000-7000-8000-0000000b0003' }]
const keep = 'booking.hall.keep'

/** The numbers of a hall: called, called again, served, not there, back. */
export function queueRoutes(http: Http): void {
  http.get('/booking/halls/:hall/wall', { config: { may: 'public', example: { params } }, schema: { params: HallId, response: { 200: Wall } } }, (request) => request.read((deed) => showWall(deed, request.params.hall)))

  http.get('/booking/desk/halls/:hall/queue', {
    config: { may: keep, example: { params, query: { counter: 'general', window: 1 } } },
    schema: { params: HallId, querystring: QueueQuery, response: { 200: Queue } },
  }, (request) => request.read((deed) => findQueue(deed, request.params.hall, request.query)))

  http.post('/booking/desk/halls/:hall/call', {
    config: { may: keep, idempotency: 'optional', example: { params, body: { counter: 'general', window: 1 } } },
    schema: { params: HallId, body: CallNext, response: { 200: CalledTicket } },
  }, (request) => request.perform((deed) => callNext(deed, request.params.hall, request.body)))

  http.get('/booking/desk/tickets/:ticketId/slip', {
    config: { may: keep, example: { params: ticket } },
    schema: { params: TicketId, response: { 200: Type.Any() } },
  }, async (request, reply) => {
    const slip = await request.read((deed) => numberSlip(deed, request.params.ticketId, `${request.protocol}://${request.host}`))
    return reply.type('application/pdf').header('cache-control', 'private, no-store').header('content-disposition', `inline; filename="${slip.ticket}.pdf"`).send(await drawNumber(slip))
  })

  const step = (name: string, advance: typeof callAgain): void => {
    http.post(`/booking/desk/tickets/:ticketId/${name}`, {
      config: { may: keep, idempotency: 'optional', example: { params: ticket } },
      schema: { params: TicketId, response: { 200: Waiting } },
    }, (request) => request.perform((deed) => advance(deed, request.params.ticketId)))
  }
  step('again', callAgain)
  step('served', (deed, id) => endTicket(deed, id, 'served'))
  step('absent', (deed, id) => endTicket(deed, id, 'absent'))
  step('back', waitAgain)
}
