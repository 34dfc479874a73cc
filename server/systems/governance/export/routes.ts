import { Type } from 'typebox'
import type { Http } from '#base/http'
import { countMatters } from '#primitives/matter'
import { IncidentCount, IncidentFilter, OpenPoints, OpenPointsQuery } from '../contract.ts'
import { askedIncidents } from '../incident/find-incidents.ts'
import { exportIncidents, prepareExport } from './export-incidents.ts'
import { openPoints } from './open-points.ts'

const read = 'governance.incident.read'

export function exportRoutes(http: Http): void {
  http.get('/governance/incident-count', {
    config: { may: read, example: { query: { view: 'all', division: '{district}' } } },
    schema: { querystring: IncidentFilter, response: { 200: IncidentCount } },
  }, (request) => request.read(async (deed) => {
    const counted = await countMatters(deed, await askedIncidents(deed, request.query), 'kind')
    return { count: counted.reduce((sum, one) => sum + one.count, 0), overdue: counted.reduce((sum, one) => sum + one.overdue, 0) }
  }))

  http.get('/governance/incidents.xlsx', {
    config: { may: 'governance.incident.export', example: { query: { view: 'all', division: '{district}' } } },
    schema: { querystring: IncidentFilter, response: { 200: Type.Any() } },
  }, async (request, reply) => {
    // the snapshot stays open until the last row is written; the count of its rows goes ahead in a header
    await request.read(async (deed) => {
      const prepared = await prepareExport(deed, request.query)
      await exportIncidents(deed, prepared, (sheet) => {
        void reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').header('content-disposition', 'attachment; filename="incidents.xlsx"').header('x-row-count', String(prepared.count)).send(sheet)
      })
    })
    return reply
  })

  http.get('/governance/open-points', {
    config: { may: read, example: { query: { division: '{district}' } } },
    schema: { querystring: OpenPointsQuery, response: { 200: OpenPoints } },
  }, (request) => request.read((deed) => openPoints(deed, request.query.division)))
}
