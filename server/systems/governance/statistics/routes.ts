import { Type } from 'typebox'
import type { Http } from '#base/http'
import { Statistics, StatisticsFilter } from '../contract.ts'
import { STATISTICS } from './ask-statistics.ts'
import { incidentStatistics } from './incident-statistics.ts'
import { statisticsSheet } from './statistics-sheet.ts'

const example = { query: { by: 'division', division: '{district}' } }

export function statisticsRoutes(http: Http): void {
  http.get('/governance/statistics', {
    config: { may: STATISTICS, example },
    schema: { querystring: StatisticsFilter, response: { 200: Statistics } },
  }, (request) => request.read((deed) => incidentStatistics(deed, request.query)))

  http.get('/governance/statistics.xlsx', {
    config: { may: STATISTICS, example },
    schema: { querystring: StatisticsFilter, response: { 200: Type.Any() } },
  }, async (request, reply) => {
    const statistics = await request.read((deed) => incidentStatistics(deed, request.query))
    return reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').header('content-disposition', `attachment; filename="statistics-${statistics.by}-${statistics.from}-${statistics.to}.xlsx"`)
      .send(statisticsSheet(statistics))
  })
}
