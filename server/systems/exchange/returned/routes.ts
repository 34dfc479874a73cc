import type { Http } from '#base/http'
import { PageReturned, ResourceId, ReturnedEntries, ReturnedRows } from '../contract.ts'
import { findReturned, RETURNED } from './find-returned.ts'
import { pageReturned } from './page-returned.ts'

export function returnedRoutes(http: Http): void {
  http.get('/exchange/returned', { config: { may: RETURNED, example: {} }, schema: { response: { 200: ReturnedEntries } } }, (request) => request.read(findReturned))

  // a POST, since a page is counted and leaves a leaf
  http.post('/exchange/returned/:code/pages', {
    config: { may: RETURNED, idempotency: 'none', example: { params: { code: '100000000001' }, body: { limit: 100 } } },
    schema: { params: ResourceId, body: PageReturned, response: { 200: ReturnedRows } },
  }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.perform((deed) => pageReturned(deed, request.params.code, request.body))
  })
}
