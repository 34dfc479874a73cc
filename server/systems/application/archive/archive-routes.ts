import { Type } from 'typebox'
import type { Http } from '#base/http'
import { sendDocument } from '#primitives/file'
import { readArchive } from '../application-actions.ts'
import { ApplicationId, ArchivedApplications, ArchiveFilter, OpenArchived } from '../contract.ts'
import { findArchive, openArchived } from './find-archive.ts'

/** What is closed and filed. */
export function archiveRoutes(http: Http): void {
  http.get('/application/archive', {
    config: { may: readArchive, example: { query: { limit: 20 } } }, schema: { querystring: ArchiveFilter, response: { 200: ArchivedApplications } },
  }, (request) => request.read((deed) => findArchive(deed, request.query)))

  http.get('/application/archive/:applicationId/package', {
    config: { may: readArchive, example: { params: { applicationId: '01930000-0000-7000-8000-0000000ad001' }, query: { use: 'review' } } }, schema: { params: ApplicationId, querystring: OpenArchived, response: { 200: Type.Any() } },
  }, async (request, reply) => sendDocument(reply, await request.perform((deed) => openArchived(deed, request.params.applicationId, request.query.use))))
}
