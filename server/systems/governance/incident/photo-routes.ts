import { Type } from 'typebox'
import { notFound } from '#base/errors'
import type { Http } from '#base/http'
import { copyOf, fileFor, sendCopy } from '#primitives/file'
import { PhotoOfIncident, PhotoSize } from '../contract.ts'
import { requireReach } from './require-reach.ts'

/** Pictures of an incident for whoever may see the incident; the public ones are served by their file's own address once they were blurred. */
export function photoRoutes(http: Http): void {
  http.get('/governance/incidents/:incidentId/photos/:fileId', {
    config: { may: 'governance.incident.read', example: { params: { incidentId: '01930000-0000-7000-8000-000000000000', fileId: '01930000-0000-7000-8000-000000000001' } } },
    schema: { params: PhotoOfIncident, querystring: PhotoSize, response: { 200: Type.Any() } },
  }, async (request, reply) => {
    const { incidentId, fileId } = request.params
    const file = await request.read(async (deed) => {
      await requireReach(deed, 'governance.incident.read', incidentId)
      const found = await fileFor(deed, fileId)
      if (found.home !== 'governance' || found.subjectId !== incidentId) throw notFound('file.not_found')
      return found
    })
    return sendCopy(reply, copyOf(file, request.query.size ?? 'work'))
  })
}
