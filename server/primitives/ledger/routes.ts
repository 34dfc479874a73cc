import { Type } from 'typebox'
import type { Http } from '#base/http'
import { Refusal } from '#base/errors'
import { ConsistencyProof, ConsistencyQuery, EntryId, EntryProof, Hour, LeavesAbout, MineQuery, PublicLog, TilePath } from './contract.ts'
import { findLeavesAbout } from './find-leaves-about.ts'
import { proveConsistency, proveEntry } from './prove-entry.ts'
import { checkpointOfHour, publicLog, readHead, readTile } from './read-log.ts'

const anEntry = '01920000-0000-7000-8000-000000000000'
const forever = 'public, max-age=31536000, immutable'
const Text = Type.String({ maxLength: 10_000 })
const Bytes = Type.Any({ description: 'application/octet-stream' })

export async function routes(http: Http): Promise<void> {
  http.get('/ledger/checkpoint', { config: { may: 'public', example: {} }, schema: { response: { 200: Text } } }, async (request, reply) => {
    const { note } = await request.read(readHead)
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'public, max-age=1').send(note)
  })
  http.get('/ledger/tile/*', { config: { may: 'public', example: { params: { '*': '0/000.p/1' } } }, schema: { params: TilePath, response: { 200: Bytes } } }, async (request, reply) => {
    const bytes = await request.read((deed) => readTile(deed, request.params['*']))
    return reply.type('application/octet-stream').header('cache-control', forever).send(bytes)
  })
  http.get('/ledger/checkpoints/:hour', { config: { may: 'public', example: { params: { hour: '2026-11-25T04:00:00Z' } } }, schema: { params: Hour, response: { 200: Text } } }, async (request, reply) => {
    const note = await request.read((deed) => checkpointOfHour(deed, new Date(request.params.hour)))
    return reply.type('text/plain; charset=utf-8').send(note)
  })
  http.get('/ledger/entries/:entryId/proof', { config: { may: 'link', example: { params: { entryId: anEntry } } }, schema: { params: EntryId, response: { 200: EntryProof } } },
    (request) => request.read((deed) => proveEntry(deed, request.params.entryId)))
  http.get('/ledger/consistency', { config: { may: 'public', example: { query: { from: 1 } } }, schema: { querystring: ConsistencyQuery, response: { 200: ConsistencyProof } } },
    (request) => request.read((deed) => proveConsistency(deed, request.query.from, request.query.to)))
  http.get('/ledger', { config: { may: 'public', example: {} }, schema: { response: { 200: PublicLog } } }, (request) => request.read(publicLog))
  http.get('/ledger/mine', { config: { may: 'public', example: { query: { limit: 20 } } }, schema: { querystring: MineQuery, response: { 200: LeavesAbout } } }, (request) => {
    if (request.actor.kind === 'anonymous') throw new Refusal(401, 'base.not_signed_in')
    return request.read(async (deed) => {
      const { items, next } = await findLeavesAbout(deed, request.actor.id, request.query)
      return { items: items.map(({ detail: _kept, withheldBy: _by, ...leaf }) => leaf), next }
    })
  })
}
