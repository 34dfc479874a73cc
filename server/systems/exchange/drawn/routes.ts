import type { Http } from '#base/http'
import { LookAtChange, LookedAt, OutsideEntryAsked, ProposedEntry, ResourceId } from '../contract.ts'
import { lookAtChange } from './keep-statement.ts'
import { proposeEntry } from './propose-entry.ts'

const may = 'exchange.change.draft'

export function drawnRoutes(http: Http): void {
  http.get('/exchange/proposed-entry', {
    config: { may, example: { query: { from: 'A/1' } } },
    schema: { querystring: OutsideEntryAsked, response: { 200: ProposedEntry } },
  }, (request) => request.read((deed) => proposeEntry(deed, request.query.from)))

  http.post('/exchange/resources/:code/look', {
    config: { may, idempotency: 'optional', example: { params: { code: '100000000001' }, body: { hash: '0'.repeat(64) } } },
    schema: { params: ResourceId, body: LookAtChange, response: { 200: LookedAt } },
  }, (request) => request.perform((deed) => lookAtChange(deed, request.params.code, request.body.hash)))
}
