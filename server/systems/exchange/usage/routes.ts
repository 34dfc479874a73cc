import { Type } from 'typebox'
import type { Http } from '#base/http'
import { Usage, UsageFilter } from '../contract.ts'
import { findUsage } from './find-usage.ts'
import { usageSheet } from './usage-sheet.ts'

const may = 'exchange.request.read'
const example = { query: { by: 'grant', view: 'mine' } }

export function usageRoutes(http: Http): void {
  http.get('/exchange/usage', {
    config: { may, example },
    schema: { querystring: UsageFilter, response: { 200: Usage } },
  }, (request) => request.read((deed) => findUsage(deed, request.query)))

  http.get('/exchange/usage.xlsx', {
    config: { may, example },
    schema: { querystring: UsageFilter, response: { 200: Type.Any() } },
  }, async (request, reply) => {
    const usage = await request.read((deed) => findUsage(deed, request.query))
    return reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').header('content-disposition', `attachment; filename="usage-${usage.by}-${usage.from}-${usage.to}.xlsx"`).send(usageSheet(usage))
  })
}
