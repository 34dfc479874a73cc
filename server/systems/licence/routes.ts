import { Type } from 'typebox'
import type { Http } from '#base/http'
import { sendDocument } from '#primitives/file'
import { DocumentToVerify, DocumentVerdict, LicenceId, OneLicence, OwnLicences, ShowLicence, ShownLicence } from './contract.ts'
import { ownOfd } from './ofd/make-ofd.ts'
import { showLicence } from './show-licence.ts'
import { verifyDocument } from './verify-document.ts'
import { findOwnLicence, findOwnLicences, ownDocument } from './wallet.ts'

const params = { licenceId: '01930000-0000-7000-8000-0000000c0001' }
const may = 'licence.licence.hold'

/** What a holder does with licences, and what anybody may check. */
export function routes(http: Http): void {
  http.get('/licence/licences', { config: { may, example: {} }, schema: { response: { 200: OwnLicences } } }, (request) => request.read(findOwnLicences))

  http.get('/licence/licences/:licenceId', {
    config: { may, example: { params } },
    schema: { params: LicenceId, response: { 200: OneLicence } },
  }, (request) => request.read((deed) => findOwnLicence(deed, request.params.licenceId)))

  http.post('/licence/licences/:licenceId/show', {
    config: { may, idempotency: 'none', example: { params, body: { facts: ['over_60'] } } },
    schema: { params: LicenceId, body: ShowLicence, response: { 200: ShownLicence } },
  }, (request) => request.perform((deed) => showLicence(deed, request.params.licenceId, request.body.facts)))

  http.get('/licence/licences/:licenceId/document', {
    config: { may, example: { params } },
    schema: { params: LicenceId, response: { 200: Type.Any() } },
  }, async (request, reply) => sendDocument(reply, await request.read((deed) => ownDocument(deed, request.params.licenceId))))

  http.get('/licence/licences/:licenceId/ofd', {
    config: { may, example: { params } },
    schema: { params: LicenceId, response: { 200: Type.Any() } },
  }, async (request, reply) => sendDocument(reply, await request.read((deed) => ownOfd(deed, request.params.licenceId))))

  http.post('/licence/documents/verify', {
    config: { may: 'public', idempotency: 'none', example: { body: { sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' } }, rateLimit: { max: 120, timeWindow: '1 minute' } },
    schema: { body: DocumentToVerify, response: { 200: DocumentVerdict } },
  }, (request) => request.read((deed) => verifyDocument(deed, request.body.sha256)))
}
