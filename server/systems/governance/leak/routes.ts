import type { Http } from '#base/http'
import { LeakCounts, LeakOfKind, LeakPage, LeakPageQuery, LeakQuery } from '../contract.ts'
import { countLeaks, findLeaks, LEAKS } from './find-leaks.ts'

export function leakRoutes(http: Http): void {
  http.get('/governance/leaks', {
    config: { may: LEAKS, example: { query: { division: '{district}' } } },
    schema: { querystring: LeakQuery, response: { 200: LeakCounts } },
  }, (request) => request.read((deed) => countLeaks(deed, request.query.division)))

  http.get('/governance/leaks/:kind', {
    config: { may: LEAKS, example: { params: { kind: 'unreceived' }, query: { division: '{district}' } } },
    schema: { params: LeakOfKind, querystring: LeakPageQuery, response: { 200: LeakPage } },
  }, (request) => request.read((deed) => findLeaks(deed, request.params.kind, request.query)))
}
