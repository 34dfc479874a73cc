import type { Http } from '#base/http'
import { Application, BeganApplication, DisputeField, DraftSaved, PrefillDraft, SaveDraft, SubmittedApplication } from '#contracts/application'
import { BeginOnCall, BroughtPapers, CallerCodeSent, CallerOnLine, CallId, FiledId, IdentifiedCaller, IdentifyCaller, OpenedOnCall } from '../contract.ts'
import { beginFiling, disputeFiling, openFiling, prefillFiling, saveFiling, showFiling, submitFiling, tellPapers } from './file-application.ts'
import { identifyCaller } from './identify-caller.ts'
import { makeCallerCode, sendCallerCode } from './send-caller-code.ts'
import { showCaller } from './show-caller.ts'

const may = 'hotline.call.file'
const params = { callId: '01930000-0000-7000-8000-0000000b1001' }
const filed = { ...params, applicationId: '01930000-0000-7000-8000-0000000ad001' }
const draft = { version: 1, values: { allowance_account: '6217000010001234569', living: 'home' } }
const path = '/hotline/calls/:callId/applications/:applicationId'

/** What an operator files for whoever is on the line: only while the call lasts, and only once it is proven who that is. */
export function filingRoutes(http: Http): void {
  http.post('/hotline/calls/:callId/code', {
    config: { may, idempotency: 'none', rateLimit: { max: 30, timeWindow: 60_000 }, example: { params } },
    schema: { params: CallId, response: { 202: CallerCodeSent } },
  }, async (request) => sendCallerCode(await request.perform((deed) => makeCallerCode(deed, request.params.callId))))

  http.post('/hotline/calls/:callId/caller', {
    config: { may, idempotency: 'none', rateLimit: { max: 30, timeWindow: 60_000 }, example: { params, body: { code: '000000', name: '孙德福', number: '120199194809030056' } } },
    schema: { params: CallId, body: IdentifyCaller, response: { 200: IdentifiedCaller } },
  }, (request) => request.perform((deed) => identifyCaller(deed, request.params.callId, request.body)))

  http.get('/hotline/calls/:callId/caller', { config: { may, example: { params } }, schema: { params: CallId, response: { 200: CallerOnLine } } }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.read((deed) => showCaller(deed, request.params.callId))
  })

  http.post('/hotline/calls/:callId/applications', {
    config: { may, idempotency: 'optional', example: { params, body: { id: filed.applicationId, item: 'old-age-allowance', division: '{community}' } } },
    schema: { params: CallId, body: BeginOnCall, response: { 201: BeganApplication } },
  }, (request) => request.perform((deed) => beginFiling(deed, request.params.callId, request.body)))

  http.get(path, { config: { may, example: { params: filed } }, schema: { params: FiledId, response: { 200: Application } } }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.read((deed) => showFiling(deed, request.params.callId, request.params.applicationId))
  })

  http.put(`${path}/draft`, {
    config: { may, idempotency: 'none', example: { params: filed, body: draft } },
    schema: { params: FiledId, body: SaveDraft, response: { 200: DraftSaved } },
  }, (request) => request.perform((deed) => saveFiling(deed, request.params.callId, request.params.applicationId, request.body)))

  http.post(`${path}/prefill`, {
    config: { may, idempotency: 'none', example: { params: filed, body: { version: 1, take: true } } },
    schema: { params: FiledId, body: PrefillDraft, response: { 200: DraftSaved } },
  }, (request) => request.perform((deed) => prefillFiling(deed, request.params.callId, request.params.applicationId, request.body)))

  http.post(`${path}/dispute`, {
    config: { may, idempotency: 'none', example: { params: filed, body: { version: 1, field: 'household_here', value: true } } },
    schema: { params: FiledId, body: DisputeField, response: { 200: DraftSaved } },
  }, (request) => request.perform((deed) => disputeFiling(deed, request.params.callId, request.params.applicationId, request.body)))

  http.post(`${path}/open`, {
    config: { may, idempotency: 'none', example: { params: filed } },
    schema: { params: FiledId, response: { 200: OpenedOnCall } },
  }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.perform((deed) => openFiling(deed, request.params.callId, request.params.applicationId))
  })

  http.post(`${path}/papers`, {
    config: { may, idempotency: 'none', example: { params: filed, body: { ...draft, papers: ['合同或者发票'] } } },
    schema: { params: FiledId, body: BroughtPapers, response: { 200: DraftSaved } },
  }, (request) => request.perform((deed) => tellPapers(deed, request.params.callId, request.params.applicationId, request.body)))

  http.post(`${path}/submit`, {
    config: { may, idempotency: 'required', example: { params: filed, body: draft } },
    schema: { params: FiledId, body: SaveDraft, response: { 200: SubmittedApplication } },
  }, (request) => request.perform((deed) => submitFiling(deed, request.params.callId, request.params.applicationId, request.body)))
}
