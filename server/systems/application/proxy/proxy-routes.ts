import { Type } from 'typebox'
import type { Http } from '#base/http'
import { sendDocument } from '#primitives/file'
import { OneLicence, ShowLicence, ShownLicence } from '#contracts/licence'
import { make } from '../application-actions.ts'
import { ItemAsked, LicenceOf, Subjects } from '../contract.ts'
import { findSubjects } from './find-subjects.ts'
import { licenceDocumentOf, licenceOf, showLicenceOf } from './licence-of.ts'

const params = { applicationId: '01930000-0000-7000-8000-0000000ad001', licenceId: '01930000-0000-7000-8000-0000000c0001' }
const path = '/application/applications/:applicationId/licences/:licenceId'

/** For whom one may begin, and the licence that an application brought: the person's, and whoever applied for them sees it while the delegation covers the item. */
export function proxyRoutes(http: Http): void {
  http.get('/application/items/:item/subjects', {
    config: { may: make, example: { params: { item: 'old-age-allowance' } } },
    schema: { params: ItemAsked, response: { 200: Subjects } },
  }, (request) => request.read((deed) => findSubjects(deed, request.params.item)))

  http.get(path, {
    config: { may: make, example: { params } },
    schema: { params: LicenceOf, response: { 200: OneLicence } },
  }, (request) => request.read((deed) => licenceOf(deed, request.params)))

  http.post(`${path}/show`, {
    config: { may: make, idempotency: 'none', example: { params, body: { facts: ['over_80'] } } },
    schema: { params: LicenceOf, body: ShowLicence, response: { 200: ShownLicence } },
  }, (request) => request.perform((deed) => showLicenceOf(deed, request.params, request.body.facts)))

  http.get(`${path}/document`, {
    config: { may: make, example: { params } },
    schema: { params: LicenceOf, response: { 200: Type.Any() } },
  }, async (request, reply) => sendDocument(reply, await request.read((deed) => licenceDocumentOf(deed, request.params))))
}
