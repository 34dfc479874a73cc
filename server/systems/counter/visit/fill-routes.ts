import { Type } from 'typebox'
import type { Http } from '#base/http'
import { keepFile, standardLimits, storePaper, takeUpload } from '#primitives/file'
import { drawPaperForm } from '#systems/service-item'
import { Application, BeganApplication, DisputeField, DraftSaved, KeepPaperForm, PrefillDraft, SaveDraft, SubmittedApplication, TakenPaper, TakePaper } from '#contracts/application'
import { BeginHere, VisitApplicationId, VisitId } from '../contract.ts'
import { disputeHere, keepPaperHere, openHere, prefillHere, printFormHere, saveHere, submitHere, supplyHere } from './fill-here.ts'
import { beginHere } from './serve-person.ts'

const may = 'counter.visit.serve'
const params = { visitId: '01930000-0000-7000-8000-0000000ce001', applicationId: '01930000-0000-7000-8000-0000000ad001' }
const draft = { version: 1, values: { allowance_account: '6217000010001234569', living: 'home' } }
const path = '/counter/visits/:visitId/applications/:applicationId'

/** An application as the person at the window fills it in through the clerk: begun here or gone on with, under one number for counter and phone. */
export function fillRoutes(http: Http): void {
  http.post('/counter/visits/:visitId/applications', {
    config: { may, idempotency: 'optional', example: { params: { visitId: params.visitId }, body: { id: params.applicationId, item: 'old-age-allowance', division: '{community}' } } },
    schema: { params: VisitId, body: BeginHere, response: { 201: BeganApplication } },
  }, (request) => request.perform((deed) => beginHere(deed, request.params.visitId, request.body)))

  http.get(path, { config: { may, example: { params } }, schema: { params: VisitApplicationId, response: { 200: Application } } }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.perform((deed) => openHere(deed, request.params.visitId, request.params.applicationId))
  })

  http.put(`${path}/draft`, {
    config: { may, idempotency: 'none', example: { params, body: draft } },
    schema: { params: VisitApplicationId, body: SaveDraft, response: { 200: DraftSaved } },
  }, (request) => request.perform((deed) => saveHere(deed, request.params.visitId, request.params.applicationId, request.body)))

  http.post(`${path}/prefill`, {
    config: { may, idempotency: 'none', example: { params, body: { version: 1, take: true } } },
    schema: { params: VisitApplicationId, body: PrefillDraft, response: { 200: DraftSaved } },
  }, (request) => request.perform((deed) => prefillHere(deed, request.params.visitId, request.params.applicationId, request.body)))

  http.post(`${path}/dispute`, {
    config: { may, idempotency: 'none', example: { params, body: { version: 1, field: 'household_here', value: true } } },
    schema: { params: VisitApplicationId, body: DisputeField, response: { 200: DraftSaved } },
  }, (request) => request.perform((deed) => disputeHere(deed, request.params.visitId, request.params.applicationId, request.body)))

  for (const [name, step] of [['submit', submitHere], ['supply', supplyHere]] as const)
    http.post(`${path}/${name}`, {
      config: { may, idempotency: 'required', example: { params, body: draft } },
      schema: { params: VisitApplicationId, body: SaveDraft, response: { 200: SubmittedApplication } },
    }, (request) => request.perform((deed) => step(deed, request.params.visitId, request.params.applicationId, request.body)))

  http.get(`${path}/form.pdf`, {
    config: { may, example: { params } },
    schema: { params: VisitApplicationId, response: { 200: Type.Any() } },
  }, async (request, reply) => {
    const paper = await request.perform((deed) => printFormHere(deed, request.params.visitId, request.params.applicationId))
    const pdf = await drawPaperForm(paper, `${request.protocol}://${request.host}`)
    return reply.type('application/pdf').header('cache-control', 'private, no-store').header('content-disposition', `inline; filename="${paper.item}.pdf"`).send(pdf)
  })

  http.post('/counter/papers', {
    config: { may, idempotency: 'none', example: { headers: { 'content-type': 'multipart/form-data' } }, rateLimit: { max: 60, timeWindow: '1 minute' } },
    schema: { querystring: TakePaper, response: { 201: TakenPaper } },
  }, async (request) => {
    const stored = await storePaper(await takeUpload(request, standardLimits.bytes))
    return request.perform((deed) => keepFile(deed, stored, request.query.id))
  })

  http.put(`${path}/paper`, {
    config: { may, idempotency: 'none', example: { params, body: { papers: [] } } },
    schema: { params: VisitApplicationId, body: KeepPaperForm, response: { 200: KeepPaperForm } },
  }, (request) => request.perform((deed) => keepPaperHere(deed, request.params.visitId, request.params.applicationId, request.body)))
}
