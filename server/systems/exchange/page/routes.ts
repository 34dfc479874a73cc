import type { Http } from '#base/http'
import { GrantId, PagedRows, PageRows } from '../contract.ts'
import { pageRows } from './page-rows.ts'

export function pageRoutes(http: Http): void {
  // a POST, since a page is counted and leaves a leaf
  http.post('/exchange/grants/:grantId/pages', {
    config: { may: 'exchange.row.query', idempotency: 'none', example: { params: { grantId: '01930000-0000-7000-8000-00000000e001' }, body: { matter: '2611250000017', limit: 100 } } },
    schema: { params: GrantId, body: PageRows, response: { 200: PagedRows } },
  }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.perform((deed) => pageRows(deed, request.params.grantId, request.body))
  })
}
