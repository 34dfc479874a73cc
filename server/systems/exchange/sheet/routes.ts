import { Type } from 'typebox'
import type { Http } from '#base/http'
import { forbidden } from '#base/errors'
import { sentSheet } from '#base/sent-sheet'
import { CatalogueImport, CatalogueSheet, ImportedCatalogue } from '../contract.ts'
import { readSentTable } from '../row/read-sent-table.ts'
import { catalogueColumns } from './catalogue-columns.ts'
import { catalogueSheet, ownResources } from './catalogue-sheet.ts'
import { importCatalogue } from './import-catalogue.ts'
import { judgeCatalogue } from './judge-catalogue.ts'

const MOST_ROWS = 5000
const may = 'exchange.change.draft'

export function sheetRoutes(http: Http): void {
  http.get('/exchange/catalogue.xlsx', {
    config: { may, example: { query: { empty: true } } },
    schema: { querystring: CatalogueSheet, response: { 200: Type.Any() } },
  }, async (request, reply) => {
    const empty = request.query.empty ?? false
    const own = empty ? [] : await request.read(ownResources)
    return reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').header('content-disposition', `attachment; filename="catalogue${empty ? '-empty' : ''}.xlsx"`).send(catalogueSheet(own, empty))
  })

  http.post('/exchange/catalogue/import', {
    config: { may, idempotency: 'none', example: { query: { reason: '年度梳理', effectiveOn: '2030-01-01' }, headers: { 'content-type': 'multipart/form-data' } } },
    schema: { querystring: CatalogueImport, response: { 200: ImportedCatalogue } },
  }, async (request) => {
    const unit = request.actor.departmentId
    if (unit === null) throw forbidden('exchange.no_unit')
    const judged = judgeCatalogue(unit, await readSentTable(await sentSheet(request), catalogueColumns, MOST_ROWS))
    return request.perform((deed) => importCatalogue(deed, judged, request.query))
  })
}
