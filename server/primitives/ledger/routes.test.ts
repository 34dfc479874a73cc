import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../../../test/kit/city.ts'
import { appendLeaves } from './append-leaf.ts'
import { readCheckpoint } from './checkpoint.ts'
import { verifierOf } from './checkpoint-keys.ts'
import { openNote } from './signed-note.ts'
import { decodeBundle, tilePath } from './tile.ts'
import { leafHash, rootOf } from './tree.ts'
import { includes } from './verify-proof.ts'

let city: TestCity
let ids: string[]
const get = (url: string) => city.anonymous({ method: 'GET', url })

beforeAll(async () => {
  city = await openTestCity({})
  ids = await city.deed((deed) => appendLeaves(deed, Array.from({ length: 600 }, (_, n) => ({ kind: 'test.done', payload: { n } }))))
  await city.tick()
}, 120_000)
afterAll(() => city.close())

test('a tile beyond the tree, or one that the specification does not know, is not found', async () => {
  for (const path of ['0/999', '0/000.p/256', '63/000', 'entries/003', 'entries/002.p/255', '../../etc/passwd', '0/001.p/0', '%00'])
    expect([path, (await get(`/ledger/tile/${path}`)).statusCode]).toEqual([path, path === '%00' ? 400 : 404])
  expect((await get('/ledger/entries/01920000-0000-7000-8000-000000000000/proof')).statusCode).toBe(404)
  expect((await get('/ledger/consistency?from=0')).statusCode).toBe(400)
  expect((await get('/ledger/consistency?from=7&to=5')).statusCode).toBe(404)
  for (const hour of ['2020-01-01T00:00:00Z', '2016-12-31T23:59:60Z']) expect((await get(`/ledger/checkpoints/${hour}`)).statusCode).toBe(404)
  expect((await get('/ledger/mine')).statusCode).toBe(401)
})

test('a stranger with nothing but the published key rebuilds the tree from entry bundles and arrives at the signed root', async () => {
  const page = (await get('/ledger')).json()
  const checkpoint = await get('/ledger/checkpoint')
  expect(checkpoint.headers['content-type']).toBe('text/plain; charset=utf-8')
  const opened = openNote(checkpoint.payload, [verifierOf(page.verifierKeys.ed25519), verifierOf(page.verifierKeys.sm2)])
  expect(opened?.signedBy).toHaveLength(2)
  const { size, root } = readCheckpoint(opened!.text)!
  const [{ leaves }] = (await city.sql<{ leaves: number }>('select count(*)::int as leaves from ledger.entry')) as [{ leaves: number }] // the cast's grants and ours
  expect([size, page.size]).toEqual([leaves, leaves])
  const entries: Buffer[] = []
  for (let index = 0; index * 256 < size; index++) {
    const width = Math.min(256, size - index * 256)
    const bundle = decodeBundle((await get(`/ledger/tile/${tilePath({ level: 'entries', index, width })}`)).rawPayload)
    const tile = await get(`/ledger/tile/${tilePath({ level: 0, index, width })}`)
    expect(tile.headers['content-type']).toBe('application/octet-stream')
    expect(tile.headers['cache-control']).toContain('immutable')
    expect(tile.rawPayload.equals(Buffer.concat(bundle.map(leafHash)))).toBe(true)
    entries.push(...bundle)
  }
  expect(rootOf(entries.map(leafHash)).equals(root)).toBe(true)
  expect(entries.every((entry) => entry.length === 32)).toBe(true)
  expect(page.kinds).toContainEqual({ kind: 'test.done', leaves: 600, purged: 0 })
})

test('an entry proves itself to whoever knows its number', async () => {
  const proof = (await get(`/ledger/entries/${ids[42]}/proof`)).json()
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64')
  const { root } = readCheckpoint(proof.checkpoint)!
  expect(createHash('sha256').update(Buffer.of(0)).update(bytes(proof.entry)).digest('base64')).toBe(proof.leafHash)
  expect(includes(proof.path.map(bytes), bytes(proof.leafHash), proof.leafIndex, proof.treeSize, root)).toBe(true)
  expect((await get('/ledger/consistency?from=256&to=512')).json()).toMatchObject({ from: 256, to: 512 })
})

test('a person pages through the leaves about them: which fields, for what, and the number that proves each', async () => {
  const [li] = await city.sql<{ party_id: string }>(`select party_id from access.account where login = 'li'`)
  const leaf = (fields: unknown) => ({ kind: 'party.unmasked', subjects: [li!.party_id], payload: { fields } })
  const written = await city.deed((deed) => appendLeaves(deed, [leaf(['phone', 'name']), leaf('phone'), leaf([1])]), { purpose: 'ask_reporter' })
  const mine = async (query: string) => (await city.as('li'))({ method: 'GET', url: `/ledger/mine?${query}` })
  expect((await mine('after=nobody')).statusCode).toBe(400)
  const first = (await mine('limit=2')).json()
  const rest = (await mine(`limit=2&after=${first.next}`)).json()
  const all = [...first.items, ...rest.items] as { entryId: string; purpose: string; fields: string[] }[]
  expect(all.slice(0, 3).map(({ entryId, purpose, fields }) => [entryId, purpose, fields])).toEqual(written.toSorted().toReversed().map((id) => [id, 'ask_reporter', id === written[0] ? ['phone', 'name'] : []]))
})
