import { Type } from 'typebox'
import type { Http } from '#base/http'
import { sendDocument } from '#primitives/file'
import { DeskKinds, DeskLicence, DeskLicencePage, DeskLicenceQuery, IssueByHand, LicenceId, LicenceLeaks, OneDeskLicence, ReplaceLicence, RevokeLicence } from './contract.ts'
import { deskKinds, deskSaid, findDeskLicence, findDeskLicences, findLicenceLeaks, issueByHand, openDocument } from './desk-licences.ts'
import { ISSUE } from './issuing-unit.ts'
import { replaceLicence } from './replace-licence.ts'
import { REVOKE, revokeLicence } from './revoke-licence.ts'

const params = { licenceId: '01930000-0000-7000-8000-0000000c0001' }

/** What the post of the issuing unit does. */
export function issuingRoutes(http: Http): void {
  http.get('/licence/desk/kinds', { config: { may: ISSUE, example: {} }, schema: { response: { 200: DeskKinds } } }, (request) => request.read(deskKinds))

  http.get('/licence/desk/licences', {
    config: { may: ISSUE, example: { query: { kind: 'elder_card' } } },
    schema: { querystring: DeskLicenceQuery, response: { 200: DeskLicencePage } },
  }, (request) => request.read((deed) => findDeskLicences(deed, request.query)))

  http.get('/licence/desk/leaks', { config: { may: ISSUE, example: {} }, schema: { response: { 200: LicenceLeaks } } }, (request) => request.read(findLicenceLeaks))

  http.post('/licence/desk/licences', {
    config: { may: ISSUE, idempotency: 'optional', example: { body: { id: '01930000-0000-7000-8000-0000000c0002', kind: 'elder_card', number: '120199194809030056', values: {} } } },
    schema: { body: IssueByHand, response: { 201: DeskLicence } },
  }, (request) => request.perform((deed) => issueByHand(deed, request.body)))

  http.get('/licence/desk/licences/:licenceId', {
    config: { may: ISSUE, example: { params } },
    schema: { params: LicenceId, response: { 200: OneDeskLicence } },
  }, (request) => request.read((deed) => findDeskLicence(deed, request.params.licenceId)))

  http.post('/licence/desk/licences/:licenceId/revoke', {
    config: { may: REVOKE, idempotency: 'required', example: { params, body: { reason: 'ended', words: '户籍迁出本市' } } },
    schema: { params: LicenceId, body: RevokeLicence, response: { 200: DeskLicence } },
  }, (request) => request.perform(async (deed) => (await deskSaid(deed, [await revokeLicence(deed, { id: request.params.licenceId, ...request.body })]))[0]!))

  http.post('/licence/desk/licences/:licenceId/replace', {
    config: { may: ISSUE, idempotency: 'optional', example: { params, body: { id: '01930000-0000-7000-8000-0000000c0003', why: 'lost', words: '手机遗失，重新签发' } } },
    schema: { params: LicenceId, body: ReplaceLicence, response: { 201: DeskLicence } },
  }, (request) => request.perform(async (deed) => {
    const { id: newId, ...replacing } = request.body
    return (await deskSaid(deed, [await replaceLicence(deed, { id: request.params.licenceId, newId, ...replacing })]))[0]!
  }))

  http.post('/licence/desk/licences/:licenceId/document', {
    config: { may: ISSUE, idempotency: 'none', example: { params } },
    schema: { params: LicenceId, response: { 200: Type.Any() } },
  }, async (request, reply) => sendDocument(reply, await request.perform((deed) => openDocument(deed, request.params.licenceId))))
}
