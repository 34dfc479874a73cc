import type { Http } from '#base/http'
import { AtPoint, Boundaries, City, Division, DivisionList, DivisionParams, DivisionQuery, MakeGrid, PlacesAtPoint, RenameGrid, RetireGrid } from './contract.ts'
import { makeGrid } from './make-grid.ts'
import { renameGrid } from './rename-grid.ts'
import { retireGrid } from './retire-grid.ts'
import { searchDivisions } from './search-divisions.ts'
import { placesAtPoint, readBoundaries, readCity, readDivision, showDivision } from './show-division.ts'

export function routes(http: Http): void {
  http.get('/city', { config: { may: 'public', example: {} }, schema: { response: { 200: City } } }, (request) => request.read(readCity))

  http.get('/divisions', {
    config: { may: 'public', example: { query: { q: 'dwz' } } },
    schema: { querystring: DivisionQuery, response: { 200: DivisionList } },
  }, (request) => request.read(async (deed) => {
    const { query } = request
    const found = await searchDivisions(deed, { text: query.q, under: query.under, levels: query.level && [query.level], limit: query.limit })
    return { items: await Promise.all(found.map((one) => showDivision(deed, one))) }
  }))

  http.get('/divisions/:code', {
    config: { may: 'public', example: { params: { code: '{district}' } } },
    schema: { params: DivisionParams, response: { 200: Division } },
  }, (request) => request.read((deed) => readDivision(deed, request.params.code)))

  http.get('/boundaries', { config: { may: 'public', example: {} }, schema: { response: { 200: Boundaries } } },
    (request, reply) => { void reply.header('cache-control', 'public, max-age=3600'); return request.read(readBoundaries) })

  // A point is told in a body, so that no log of addresses becomes a log of where people were.
  http.post('/divisions/at-point', {
    config: { may: 'public', idempotency: 'none', example: { body: { at: { longitude: 117.2, latitude: 39.12, crs: 'WGS84' } } } },
    schema: { body: AtPoint, response: { 200: PlacesAtPoint } },
  }, (request) => request.read((deed) => placesAtPoint(deed, request.body.at, request.body.street)))

  http.post('/divisions/:code/grids', {
    config: { may: 'place.grid.manage', idempotency: 'required', example: { params: { code: '{community}' }, body: { name: '第一网格' } } },
    schema: { params: DivisionParams, body: MakeGrid, response: { 201: Division } },
  }, (request) => request.perform(async (deed) => showDivision(deed, await makeGrid(deed, request.params.code, request.body.name))))

  http.post('/grids/:code/rename', {
    config: { may: 'place.grid.manage', idempotency: 'required', example: { params: { code: '{grid}' }, body: { name: '东里网格' } } },
    schema: { params: DivisionParams, body: RenameGrid, response: { 200: Division } },
  }, (request) => request.perform(async (deed) => showDivision(deed, await renameGrid(deed, request.params.code, request.body.name, request.body.version))))

  http.post('/grids/:code/retire', {
    config: { may: 'place.grid.manage', idempotency: 'required', example: { params: { code: '{grid}' }, body: {} } },
    schema: { params: DivisionParams, body: RetireGrid, response: { 200: Division } },
  }, (request) => request.perform(async (deed) => showDivision(deed, await retireGrid(deed, request.params.code, request.body.version))))
}
