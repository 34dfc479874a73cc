import type { Http } from '#base/http'
import { languageOf } from '#base/texts'
import { EntryCode, Held, HeldRows, HoldingId, OwnEntryRows, PageByIdQuery } from '../contract.ts'
import { findHeld } from './find-held.ts'
import { readEntry, readHeld } from './read-held.ts'

const may = 'my_data.own.read'

export function heldRoutes(http: Http): void {
  http.get('/my-data/held', { config: { may, example: {} }, schema: { response: { 200: Held } } }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.read((deed) => findHeld(deed, languageOf(request.headers['accept-language'])))
  })
  http.get('/my-data/held/:holding', {
    config: { may, example: { params: { holding: 'party.person' }, query: { limit: 20 } } }, schema: { params: HoldingId, querystring: PageByIdQuery, response: { 200: HeldRows } },
  }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.read((deed) => readHeld(deed, request.params.holding, request.query, languageOf(request.headers['accept-language'])))
  })
  http.get('/my-data/entries/:code', {
    config: { may, example: { params: { code: '101004000001' } } }, schema: { params: EntryCode, response: { 200: OwnEntryRows } },
  }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.read((deed) => readEntry(deed, request.params.code, languageOf(request.headers['accept-language'])))
  })
}
