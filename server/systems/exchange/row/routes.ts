import type { Http } from '#base/http'
import { sentSheet } from '#base/sent-sheet'
import { CheckedRows, CheckRows, GrantId, LandedRows, LandRows, QueriedRows, QueryRows, ResourceId } from '../contract.ts'
import { askPlatform } from '../drawn/ask-platform.ts'
import { checkColumns, checkQuestion, checkRows } from './check-rows.ts'
import { grantInForce } from './grant-in-force.ts'
import { landRows } from './land-rows.ts'
import { columnsOf, ownResource } from './own-resource.ts'
import { queryTogether } from './query-together.ts'
import { readSentTable } from './read-sent-table.ts'

const MOST_ROWS = 100_000
const MOST_BYTES = 50_000_000
const MOST_CHECKED = 5000
const land = 'exchange.row.land'
const query = 'exchange.row.query'

export function rowRoutes(http: Http): void {
  http.post('/exchange/resources/:code/rows', {
    config: { may: land, idempotency: 'none', example: { params: { code: '100000000001' }, headers: { 'content-type': 'multipart/form-data' } } },
    schema: { params: ResourceId, querystring: LandRows, response: { 200: LandedRows } },
  }, async (request) => {
    const resource = await request.read((deed) => ownResource(deed, request.params.code))
    const table = await readSentTable(await sentSheet(request, MOST_BYTES), columnsOf(resource), MOST_ROWS)
    return request.perform((deed) => landRows(deed, resource, table, request.query.full ?? false))
  })

  http.post('/exchange/grants/:grantId/checks', {
    config: { may: query, idempotency: 'none', example: { params: { grantId: '01930000-0000-7000-8000-00000000e001' }, query: { matter: '2611250000017' }, headers: { 'content-type': 'multipart/form-data' } } },
    schema: { params: GrantId, querystring: CheckRows, response: { 200: CheckedRows } },
  }, async (request, reply) => {
    const grant = await request.read((deed) => grantInForce(deed, request.params.grantId, 'batch_check'))
    const table = await readSentTable(await sentSheet(request), checkColumns(grant), MOST_CHECKED)
    void reply.header('cache-control', 'no-store')
    const question = grant.drawn_from === null ? null : await request.read((deed) => checkQuestion(deed, request.params.grantId, request.query, table))
    const live = question ? await askPlatform(question) : undefined
    return request.perform((deed) => checkRows(deed, request.params.grantId, request.query, table, live))
  })

  http.post('/exchange/grants/:grantId/queries', {
    config: { may: query, idempotency: 'none', example: { params: { grantId: '01930000-0000-7000-8000-00000000e001' }, body: { field: 'groom_number', value: '120199197904120029', matter: '2611250000017' } } },
    schema: { params: GrantId, body: QueryRows, response: { 200: QueriedRows } },
  }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return queryTogether(request.actor, (work) => request.perform(work), request.params.grantId, { ...request.body, requestId: request.id })
  })
}
