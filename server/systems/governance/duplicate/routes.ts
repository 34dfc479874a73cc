import { Type } from 'typebox'
import type { Http } from '#base/http'
import { nullable, object, ShortText, Uuid } from '#base/shapes'
import { IncidentId, JoinIncident, MasterCandidates, NearIncidents, NearQuery } from '../contract.ts'
import { findMasters } from './find-masters.ts'
import { findNear } from './find-near.ts'
import { joinIncident } from './join-incident.ts'

export function duplicateRoutes(http: Http): void {
  http.get('/governance/near-incidents', {
    config: { may: 'public', example: { query: { item: 'E51002', longitude: 117.22, latitude: 39.1, crs: 'WGS84' } }, rateLimit: { max: 120, timeWindow: 60_000 } },
    schema: { querystring: NearQuery, response: { 200: NearIncidents } },
  }, (request) => request.read((deed) => findNear(deed, request.query)))

  http.get('/governance/incidents/:incidentId/masters', {
    config: { may: 'governance.incident.merge', example: { params: { incidentId: '01930000-0000-7000-8000-000000000000' } } }, schema: { params: IncidentId, response: { 200: MasterCandidates } },
  }, (request) => request.read((deed) => findMasters(deed, request.params.incidentId)))

  http.post('/governance/incidents/:incidentId/join', {
    config: {
      may: 'public', idempotency: 'optional', rateLimit: { max: 20, timeWindow: 60_000 },
      example: { params: { incidentId: '01930000-0000-7000-8000-000000000000' }, body: { id: '01930000-0000-7000-8000-00000000000c', words: '我家也没水' } },
    },
    schema: { params: IncidentId, body: JoinIncident, response: { 201: object({ id: Uuid, incidentId: Uuid, number: ShortText(20), token: nullable(Type.String({ maxLength: 64 })) }) } },
  }, (request) => request.perform((deed) => joinIncident(deed, request.params.incidentId, request.body)))
}
