import type { Http } from '#base/http'
import { FrontEntries, FrontEntryFilter, FrontShown, MapDepartment, MappedDepartment } from './contract.ts'
import { mapDepartment } from './map-department.ts'
import { findFrontEntries, showFront } from './show-front.ts'

export function routes(http: Http): void {
  http.get('/front', { config: { may: 'front.entry.read', example: {} }, schema: { response: { 200: FrontShown } } }, (request) => request.read(showFront))

  http.get('/front/entries', {
    config: { may: 'front.entry.read', example: { query: { view: 'faulty' } } },
    schema: { querystring: FrontEntryFilter, response: { 200: FrontEntries } },
  }, (request) => request.read((deed) => findFrontEntries(deed, request.query)))

  http.post('/front/departments', {
    config: { may: 'front.department.map', idempotency: 'optional', example: { body: { code: 'MZ', unitId: 'city-civil-affairs' } } },
    schema: { body: MapDepartment, response: { 201: MappedDepartment } },
  }, (request) => request.perform((deed) => mapDepartment(deed, request.body)))
}
