import { Type } from 'typebox'
import type { Http } from '#base/http'
import { copyOf, keepFile, sendCopy, standardLimits, storePaper, takeUpload } from '#primitives/file'
import { make, read } from '../application-actions.ts'
import { PaperId, TakenPaper, TakePaper } from '../contract.ts'
import { asApplicant } from '../proxy/as-applicant.ts'
import { openPaper } from './find-papers.ts'

const params = { applicationId: '01930000-0000-7000-8000-0000000ad001', fileId: '01930000-0000-7000-8000-0000000ad002' }

/** Papers that go with an application: scanned or taken, judged before they are kept, and shown to whoever may read it. */
export function paperRoutes(http: Http): void {
  http.post('/application/papers', {
    config: { may: make, idempotency: 'none', example: { headers: { 'content-type': 'multipart/form-data' } }, rateLimit: { max: 60, timeWindow: '1 minute' } },
    schema: { querystring: TakePaper, response: { 201: TakenPaper } },
  }, async (request) => {
    const stored = await storePaper(await takeUpload(request, standardLimits.bytes))
    return request.perform((deed) => keepFile(deed, stored, request.query.id))
  })

  for (const [path, may, own] of [['/application/applications/:applicationId/papers/:fileId', make, true], ['/application/desk/applications/:applicationId/papers/:fileId', read, false]] as const)
    http.get(path, { config: { may, example: { params } }, schema: { params: PaperId, response: { 200: Type.Any() } } },
      async (request, reply) => sendCopy(reply, copyOf(await request.perform((deed) => (own ? asApplicant(openPaper, { counts: false }) : openPaper)(deed, request.params.applicationId, request.params.fileId, own)), 'work')))
}
