import { makePublicCopy, publishFile, fileFor } from '#primitives/file'
import { conflict, notFound } from '#base/errors'
import type { Http } from '#base/http'
import { BlurPhoto, DeclinePublication, IncidentId, PhotoOfIncident, PublicationReviews, Published, PublishIncident, ReviewFilter, Withdrawn } from '../contract.ts'
import { requireReach } from '../incident/require-reach.ts'
import { findReviews } from './find-reviews.ts'
import { declinePublication, publishIncident, withdrawPublication } from './publish-incident.ts'

const params = { incidentId: '01930000-0000-7000-8000-000000000000' }
const may = 'governance.publication.review'

export function publicationRoutes(http: Http): void {
  http.post('/governance/incidents/:incidentId/publication', {
    config: { may, idempotency: 'optional', example: { params, body: { description: '路边自来水管破裂，路面积水' } } },
    schema: { params: IncidentId, body: PublishIncident, response: { 200: Published } },
  }, (request) => request.perform((deed) => publishIncident(deed, request.params.incidentId, request.body.description)))

  http.get('/governance/publication-reviews', {
    config: { may, example: {} }, schema: { querystring: ReviewFilter, response: { 200: PublicationReviews } },
  }, (request) => request.read((deed) => findReviews(deed, request.query)))

  http.post('/governance/incidents/:incidentId/publication/decline', {
    config: { may, idempotency: 'optional', example: { params, body: { reason: '照片拍到家里' } } },
    schema: { params: IncidentId, body: DeclinePublication, response: { 200: Withdrawn } },
  }, (request) => request.perform((deed) => declinePublication(deed, request.params.incidentId, request.body.reason)))

  http.delete('/governance/incidents/:incidentId/publication', {
    config: { may, idempotency: 'optional', example: { params } },
    schema: { params: IncidentId, response: { 200: Withdrawn } },
  }, (request) => request.perform((deed) => withdrawPublication(deed, request.params.incidentId)))

  // faces and plates are blurred in boxes that a person drew; none says that a person looked and found none
  http.post('/governance/incidents/:incidentId/photos/:fileId/publication', {
    config: { may, idempotency: 'optional', example: { params: { ...params, fileId: params.incidentId }, body: { boxes: [{ x: 0.1, y: 0.1, w: 0.2, h: 0.2 }] } } },
    schema: { params: PhotoOfIncident, body: BlurPhoto, response: { 200: Withdrawn } },
  }, async (request) => {
    const kept = await request.read(async (deed) => {
      const incident = await requireReach(deed, may, request.params.incidentId)
      if (!incident.publishable) throw conflict('governance.never_public')
      const file = await fileFor(deed, request.params.fileId)
      if (file.home !== 'governance' || file.subjectId !== request.params.incidentId) throw notFound('file.not_found')
      return file
    })
    const copy = await makePublicCopy(kept, request.body.boxes) // drawn before the transaction
    return request.perform(async (deed) => {
      await requireReach(deed, may, request.params.incidentId)
      await publishFile(deed, kept.id, copy, request.body.boxes)
      return { id: kept.id }
    })
  })
}
