import { Type } from 'typebox'
import { openCopy } from '#primitives/file'
import { requireUnit } from '#primitives/party'
import type { Http } from '#base/http'
import { receiptSlip } from '#systems/application'
import { hallName } from '#systems/booking'
import { ConfirmedAtCounter } from '#contracts/account'
import { TakeMoney } from '#contracts/payment'
import { AtWindow, BeginVisit, GivePhone, HandOut, Visit, VisitApplicationId, VisitId, VisitPaperId, VisitQuery, WindowNow } from './contract.ts'
import { drawSlip } from './draw-slip.ts'
import { readCard } from './reader/read-card.ts'
import { rateOn } from './visit/invite-rating-of-visit.ts'
import { beginVisit } from './visit/begin-visit.ts'
import { endVisit } from './visit/end-visit.ts'
import { requireOpen } from './visit/find-visit.ts'
import { handOut } from './visit/hand-out.ts'
import { givePhone, printHere } from './visit/serve-person.ts'
import { payOutHere, takeHere } from './visit/take-here.ts'
import { showVisit, windowNow } from './visit/show-visit.ts'

const may = 'counter.visit.serve'
const at = { hall: 'hexi', counter: 'general', window: 1 }
const params = { visitId: '01930000-0000-7000-8000-0000000ce001' }
const application = { ...params, applicationId: '01930000-0000-7000-8000-0000000ad001' }

/** What a clerk does at a window for whoever stands there. */
export function routes(http: Http): void {
  http.get('/counter/window', { config: { may, example: { query: at } }, schema: { querystring: AtWindow, response: { 200: WindowNow } } }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.read((deed) => windowNow(deed, request.query))
  })

  http.post('/counter/visits', {
    config: { may, idempotency: 'optional', example: { body: { id: params.visitId, ...at, person: { name: '孙德福', number: '120199194809030056', document: 'identity_card' } } } },
    schema: { body: BeginVisit, response: { 201: Visit } },
  }, async (request) => {
    const card = request.body.person ? null : await readCard(request.body) // asked before the transaction
    return request.perform((deed) => beginVisit(deed, request.body, card))
  })

  http.get('/counter/visits/:visitId', {
    config: { may, example: { params, query: {} } },
    schema: { params: VisitId, querystring: VisitQuery, response: { 200: Visit } },
  }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.read((deed) => showVisit(deed, request.params.visitId, request.query.number))
  })

  http.post('/counter/visits/:visitId/phone', {
    config: { may, idempotency: 'none', example: { params, body: { phone: '15400009001', code: '000000' } } },
    schema: { params: VisitId, body: GivePhone, response: { 200: ConfirmedAtCounter } },
  }, (request) => request.perform((deed) => givePhone(deed, request.params.visitId, request.body)))

  http.get('/counter/visits/:visitId/applications/:applicationId/slip', {
    config: { may, example: { params: application } },
    schema: { params: VisitApplicationId, response: { 200: Type.Any() } },
  }, async (request, reply) => {
    const { applicationId, visitId } = request.params
    const { slip, hall, rate, now } = await request.perform(async (deed) => { const visit = await requireOpen(deed, visitId); return { slip: await receiptSlip(deed, applicationId, visit.person_id), hall: visit.hall_code === null ? (await requireUnit(deed, visit.unit_id)).name : await hallName(deed, visit.hall_code), rate: await rateOn(deed, visit), now: deed.now } })
    const origin = `${request.protocol}://${request.host}`
    const pdf = await drawSlip(slip, { address: `${origin}/applications/${applicationId}`, rate: rate && `${origin}${rate}`, at: now, hall })
    return reply.type('application/pdf').header('cache-control', 'private, no-store').header('content-disposition', `inline; filename="${slip.number}.pdf"`).send(pdf)
  })

  for (const [path, licence] of [['letters', false], ['licences', true]] as const)
    http.get(`/counter/visits/:visitId/applications/:applicationId/${path}/:paperId`, {
      config: { may, example: { params: { ...application, paperId: application.applicationId } } },
      schema: { params: VisitPaperId, response: { 200: Type.Any() } },
    }, async (request, reply) => {
      const { copy, number } = await request.perform((deed) => printHere(deed, request.params.visitId, { ...request.params, licence }))
      const { bytes } = await openCopy(copy)
      return reply.type('application/pdf').header('cache-control', 'private, no-store').header('content-disposition', `inline; filename="${number}.pdf"`).send(bytes)
    })

  http.post('/counter/visits/:visitId/hand-out', {
    config: { may, idempotency: 'optional', example: { params, body: { id: params.visitId, application: application.applicationId, papers: [application.applicationId] } } },
    schema: { params: VisitId, body: HandOut, response: { 200: Visit } },
  }, (request) => request.perform((deed) => handOut(deed, request.params.visitId, request.body)))

  http.post('/counter/visits/:visitId/applications/:applicationId/take', {
    config: { may: 'payment.charge.take', idempotency: 'optional', example: { params: application, body: { id: application.applicationId, how: 'cash', given: 5000 } } },
    schema: { params: VisitApplicationId, body: TakeMoney, response: { 200: Visit } },
  }, (request) => request.perform((deed) => takeHere(deed, request.params.visitId, request.params.applicationId, request.body)))

  http.post('/counter/visits/:visitId/applications/:applicationId/pay-out', {
    config: { may: 'payment.charge.take', idempotency: 'optional', example: { params: application } },
    schema: { params: VisitApplicationId, response: { 200: Visit } },
  }, (request) => request.perform((deed) => payOutHere(deed, request.params.visitId, request.params.applicationId)))

  http.post('/counter/visits/:visitId/end', {
    config: { may, idempotency: 'optional', example: { params } },
    schema: { params: VisitId, response: { 200: Visit } },
  }, (request) => request.perform((deed) => endVisit(deed, request.params.visitId)))
}
