import { Type } from 'typebox'
import type { Http } from '#base/http'
import { sendDocument } from '#primitives/file'
import { stepRoutes } from '#primitives/matter'
import { make, takeIn } from './application-actions.ts'
import { Application, ApplicationId, BeganApplication, BeginApplication, DisputeField, DraftSaved, Letter, LetterId, OwnApplications, Page, PrefillDraft, SaveDraft, StepOnly, SubmittedApplication } from './contract.ts'
import { beginApplication } from './draft/begin-application.ts'
import { disputeField } from './draft/dispute-field.ts'
import { prefillDraft } from './draft/prefill.ts'
import { discardDraft, saveDraft } from './draft/save-draft.ts'
import { submitApplication } from './draft/submit-application.ts'
import { letterDocument } from './letter/draw-letters.ts'
import { showLetter } from './letter/find-letters.ts'
import { bringOwn, supplyMissing, withdrawApplication } from './own-steps.ts'
import { asApplicant } from './proxy/as-applicant.ts'
import { findOwnApplications, showApplication } from './show-application.ts'

const params = { applicationId: '01930000-0000-7000-8000-0000000ad001' }
const item = 'old-age-allowance'
const draft = { version: 1, values: { allowance_account: '6217000010001234569', living: 'home' } }

/** What the applicant does; at a counter a clerk does it with the person, under the same number. */
export function routes(http: Http): void {
  http.post('/application/applications', {
    config: { may: make, idempotency: 'optional', example: { body: { id: params.applicationId, item, division: '{community}' } } },
    schema: { body: BeginApplication, response: { 201: BeganApplication } },
  }, (request) => request.perform((deed) => beginApplication(deed, { ...request.body, person: undefined })))

  http.post('/application/counter/applications', {
    config: { may: takeIn, idempotency: 'optional', example: { body: { id: params.applicationId, item, division: '{community}', person: { number: '120199194809030056', name: '孙德福' } } } },
    schema: { body: BeginApplication, response: { 201: BeganApplication } },
  }, (request) => request.perform((deed) => beginApplication(deed, request.body)))

  http.get('/application/applications', {
    config: { may: make, example: { query: { limit: 20 } } },
    schema: { querystring: Page, response: { 200: OwnApplications } },
  }, (request) => request.read((deed) => findOwnApplications(deed, request.query)))

  http.get('/application/applications/:applicationId', {
    config: { may: make, example: { params } },
    schema: { params: ApplicationId, response: { 200: Application } },
  }, (request) => request.read((deed) => asApplicant(showApplication, { counts: false })(deed, request.params.applicationId)))

  http.put('/application/applications/:applicationId/draft', {
    config: { may: make, idempotency: 'none', example: { params, body: draft } },
    schema: { params: ApplicationId, body: SaveDraft, response: { 200: DraftSaved } },
  }, (request) => request.perform((deed) => asApplicant(saveDraft, { counts: false })(deed, request.params.applicationId, request.body)))

  http.post('/application/applications/:applicationId/discard', {
    config: { may: make, idempotency: 'optional', example: { params } },
    schema: { params: ApplicationId },
  }, async (request, reply) => { await request.perform((deed) => asApplicant(discardDraft)(deed, request.params.applicationId)); return reply.code(204).send() })

  http.post('/application/applications/:applicationId/prefill', {
    config: { may: make, idempotency: 'none', example: { params, body: { version: 1, take: true } } },
    schema: { params: ApplicationId, body: PrefillDraft, response: { 200: DraftSaved } },
  }, (request) => request.perform((deed) => asApplicant(prefillDraft)(deed, request.params.applicationId, request.body)))

  http.post('/application/applications/:applicationId/dispute', {
    config: { may: make, idempotency: 'none', example: { params, body: { version: 1, field: 'household_here', value: true } } },
    schema: { params: ApplicationId, body: DisputeField, response: { 200: DraftSaved } },
  }, (request) => request.perform((deed) => asApplicant(disputeField)(deed, request.params.applicationId, request.body)))

  http.post('/application/applications/:applicationId/submit', {
    config: { may: make, idempotency: 'required', example: { params, body: draft } },
    schema: { params: ApplicationId, body: SaveDraft, response: { 200: SubmittedApplication } },
  }, (request) => request.perform((deed) => asApplicant(submitApplication)(deed, request.params.applicationId, request.body)))

  http.post('/application/applications/:applicationId/supply', {
    config: { may: make, idempotency: 'required', example: { params, body: draft } },
    schema: { params: ApplicationId, body: SaveDraft, response: { 200: SubmittedApplication } },
  }, (request) => request.perform((deed) => asApplicant(supplyMissing)(deed, request.params.applicationId, request.body)))

  http.get('/application/applications/:applicationId/letters/:letterId', {
    config: { may: make, example: { params: { ...params, letterId: params.applicationId } } },
    schema: { params: LetterId, response: { 200: Letter } },
  }, (request) => request.read((deed) => asApplicant(showLetter, { counts: false })(deed, request.params.applicationId, request.params.letterId)))

  http.get('/application/applications/:applicationId/letters/:letterId/pdf', {
    config: { may: make, example: { params: { ...params, letterId: params.applicationId } } },
    schema: { params: LetterId, response: { 200: Type.Any() } },
  }, async (request, reply) => sendDocument(reply, await request.read((deed) => asApplicant(letterDocument, { counts: false })(deed, request.params.applicationId, request.params.letterId))))

  const step = stepRoutes(http, '/application/applications/:applicationId', ApplicationId, params)
  step({ action: 'withdraw', permission: make, body: StepOnly, example: {} }, asApplicant(withdrawApplication))
  step({ action: 'bring_lacking', permission: make, body: StepOnly, example: {} }, asApplicant(bringOwn))
}
