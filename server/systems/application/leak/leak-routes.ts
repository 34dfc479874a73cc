import type { Http } from '#base/http'
import { readLeaks } from '../application-actions.ts'
import { ApplicationId, ApplicationLeakChosen, ApplicationLeakCounts, ApplicationLeakOf, ApplicationLeakOfKind, ApplicationLeaks, LeakedApplication } from '../contract.ts'
import { countApplicationLeaks, findApplicationLeaks, showLeakedApplication } from './find-application-leaks.ts'

/** What slips through, for whoever answers for a unit and for the authority of a place. */
export function leakRoutes(http: Http): void {
  http.get('/application/leaks', {
    config: { may: readLeaks, example: { query: { kind: 'late' } } },
    schema: { querystring: ApplicationLeakChosen, response: { 200: ApplicationLeakCounts } },
  }, (request) => request.read((deed) => countApplicationLeaks(deed, request.query)))

  http.get('/application/leaks/:kind', {
    config: { may: readLeaks, example: { params: { kind: 'late' }, query: { item: 'old-age-allowance' } } },
    schema: { params: ApplicationLeakOfKind, querystring: ApplicationLeakOf, response: { 200: ApplicationLeaks } },
  }, (request) => request.read((deed) => findApplicationLeaks(deed, request.params.kind, request.query)))

  http.get('/application/leaked/:applicationId', {
    config: { may: readLeaks, example: { params: { applicationId: '01930000-0000-7000-8000-0000000ad001' } } },
    schema: { params: ApplicationId, response: { 200: LeakedApplication } },
  }, (request) => request.read((deed) => showLeakedApplication(deed, request.params.applicationId)))
}
