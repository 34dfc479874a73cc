import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { JobRun } from '#base/home'
import { jobRun } from '#base/jobs'
import { openTestDatabase, type TestDatabase } from '../../../test/kit/database.ts'
import { appendBatchLeaf } from './append-batch-leaf.ts'
import { appendLeaf, appendLeaves } from './append-leaf.ts'
import { checkpointSigners, newCheckpointSecret } from './checkpoint-keys.ts'
import { writeCheckpoint } from './checkpoint.ts'
import { findLeavesAbout } from './find-leaves-about.ts'
import { proveConsistency, proveEntry } from './prove-entry.ts'
import { purgePayloads } from './purge-payloads.ts'
import { sequenceEntries } from './sequence-entries.ts'
import { writeNote } from './signed-note.ts'
import { signers } from './signers.ts'
import { emptyRoot, leafHash } from './tree.ts'
import { consistent, includes } from './verify-proof.ts'
import { verifyLedger } from './verify-ledger.ts'

let db: TestDatabase
let run: JobRun
const person = randomUUID()
const bytes = (text: string): Buffer => Buffer.from(text, 'base64')
const faults = async (): Promise<string[]> => (await db.read((deed) => verifyLedger(deed))).faults
const append = (count: number): Promise<string[]> =>
  db.deed((deed) => appendLeaves(deed, Array.from({ length: count }, (_, n) => ({ kind: 'test.done', subjects: [person], payload: { n, words: '井盖丢失' } }))))

beforeAll(async () => {
  db = await openTestDatabase()
  await db.sql('alter table ledger.payload no force row level security') // so that the owner can tamper
  run = jobRun(db.database, 'ledger.sequence', new Date())
  await sequenceEntries(run)
}, 120_000)
afterAll(() => db.close())

test('a leaf whose deed fails was never owed', async () => {
  const before = await db.sql('select count(*) from ledger.entry')
  await expect(db.deed(async (deed) => { await appendLeaf(deed, { kind: 'test.done', payload: {} }); throw new Error('no') })).rejects.toThrow('no')
  expect(await db.sql('select count(*) from ledger.entry')).toEqual(before)
})

test('a kind that is no kind is a bug', async () => {
  await expect(db.deed((deed) => appendLeaf(deed, { kind: 'Robert; drop', payload: {} }))).rejects.toThrow('no kind')
})

test('an entry that waits has no proof yet; placed, it proves itself, and the tree its past', async () => {
  const [first] = await append(3)
  await expect(db.read((deed) => proveEntry(deed, first!))).rejects.toMatchObject({ code: 'ledger.entry_not_placed_yet' })
  await expect(db.read((deed) => proveEntry(deed, randomUUID()))).rejects.toMatchObject({ status: 404 })
  await sequenceEntries(run)
  const earlier = await db.read((deed) => proveEntry(deed, first!))
  const root = (note: string): Buffer => bytes(note.split('\n')[2]!)
  await append(700)
  await sequenceEntries(run)
  const later = await db.read((deed) => proveEntry(deed, first!))
  expect(leafHash(bytes(later.entry)).equals(bytes(later.leafHash))).toBe(true)
  expect(includes(later.path.map(bytes), bytes(later.leafHash), later.leafIndex, later.treeSize, root(later.checkpoint))).toBe(true)
  const { path } = await db.read((deed) => proveConsistency(deed, earlier.treeSize, undefined))
  expect(consistent(path.map(bytes), earlier.treeSize, later.treeSize, root(earlier.checkpoint), root(later.checkpoint))).toBe(true)
  await expect(db.read((deed) => proveConsistency(deed, 1, 1_000_000))).rejects.toMatchObject({ status: 404 })
})

test('each row of a batch proves that it was among the rows of its one leaf', async () => {
  const rows = Array.from({ length: 1000 }, () => Buffer.from(randomUUID()))
  const { root, proofs } = await db.deed((deed) => appendBatchLeaf(deed, 'test.rows', rows))
  expect(proofs.every(({ path, index, size }) => includes(path, leafHash(rows[index]!), index, size, root))).toBe(true)
  expect(includes(proofs[5]!.path, leafHash(rows[6]!), 5, 1000, root)).toBe(false)
})

test('a person is shown the leaves about them and no other', async () => {
  const other = randomUUID()
  await db.deed((deed) => appendLeaf(deed, { kind: 'access.unmasked', subjects: [other, person], payload: { fields: ['phone'] } }), { purpose: 'handle_incident' })
  const { items, next } = await db.read((deed) => findLeavesAbout(deed, other))
  expect(items).toMatchObject([{ kind: 'access.unmasked', purpose: 'handle_incident', by: 'job' }])
  expect(next).toBeNull()
  const page = await db.read((deed) => findLeavesAbout(deed, person, { limit: 2 }))
  expect(page.items[0]!.kind).toBe('access.unmasked')
  expect((await db.read((deed) => findLeavesAbout(deed, person, { limit: 200, after: page.next! }))).items).toHaveLength(200)
  const [kept] = await db.sql('select sealed from ledger.payload where entry_id = $1', [items[0]!.entryId])
  expect(kept!.sealed.includes('phone')).toBe(false)
})

test('a log with purged contents is whole, and says how many went', async () => {
  const ids = await append(5)
  await sequenceEntries(run)
  expect(await db.deed((deed) => purgePayloads(deed, [...ids.slice(0, 2), randomUUID()], 'retention'))).toEqual(ids.slice(0, 2).sort())
  expect(await db.deed((deed) => purgePayloads(deed, ids.slice(0, 2), 'retention'))).toEqual([])
  const waiting = await append(1)
  await db.deed((deed) => purgePayloads(deed, waiting, 'retention')) // one that is not in the tree yet
  const [purgeLeaf] = await db.sql(`select id from ledger.entry where kind = 'ledger.purged'`)
  expect(await db.deed((deed) => purgePayloads(deed, [purgeLeaf!.id], 'to hide it'))).toEqual([])
  expect(await db.read((deed) => verifyLedger(deed))).toMatchObject({ faults: [], purged: 3, purgeLeaves: 2, signatures: 2 })
  await sequenceEntries(run)
  expect(await db.read((deed) => verifyLedger(deed))).toMatchObject({ faults: [], purged: 3, purgeLeaves: 2, signatures: 2, waiting: 0 })
})

test('a log whose past was written anew is found out by a checkpoint that somebody kept', async () => {
  const [{ note }] = (await db.sql<{ note: string }>('select note from ledger.head')) as [{ note: string }]
  const other = await db.read((deed) => verifyLedger(deed, { earlier: [note] }))
  expect(other).toMatchObject({ faults: [], earlier: 2 })
  const stranger = checkpointSigners('haihe/other', newCheckpointSecret())
  const forged = writeNote(writeCheckpoint({ origin: 'haihe/other', size: 3, root: emptyRoot }), stranger)
  expect((await db.read((deed) => verifyLedger(deed, { earlier: [forged] }))).faults).toEqual(['the signatures of an earlier checkpoint do not verify'])
  expect((await db.read((deed) => verifyLedger(deed, { earlier: [forged], keys: [...signers(), ...stranger] }))).faults).toEqual(['the first 3 leaves are not those of an earlier checkpoint'])
})

describe('a log is not whole', () => {
  const flip = (column: string): string => `set ${column} = set_byte(${column}, 40 % length(${column}), get_byte(${column}, 40 % length(${column})) # 1)`
  const placed = (at: number): string => `(select id from ledger.entry where kind = 'test.done' and leaf_index is not null order by leaf_index limit 1 offset ${at})` // a city begins with leaves of its own
  const some = placed(50)
  const last = `(select id from ledger.entry where leaf_index = (select size - 1 from ledger.head))`
  const tampering: [string, string, RegExp][] = [
    ['when one byte of sealed contents was changed', `update ledger.payload ${flip('sealed')} where entry_id = ${some}`, /sealed contents were changed/],
    ['when one byte of a commitment was changed', `update ledger.entry ${flip('commitment')} where id = ${some}`, /not what it commits to|root/],
    ['when one byte of a full tile was changed', `update ledger.tile ${flip('hashes')} where level = 0 and index = 1`, /tile 0\/1 /],
    ['when one byte of a growing tile was changed', `update ledger.tile ${flip('hashes')} where level = 1 and index = 0`, /tile 1\/0 /],
    ['when contents are gone that no leaf purged', `delete from ledger.payload where entry_id = ${some}`, /gone and no leaf says/],
    ['when contents were swapped for those of another leaf', `update ledger.payload set sealed = (select sealed from ledger.payload where entry_id = ${placed(51)}) where entry_id = ${some}`, /not what it commits to/],
    ['when an entry was taken out', `delete from ledger.entry where id = ${some}`, /place AT /],
    ['when the last entry was taken out', `delete from ledger.entry where id = ${last}`, /its head says/],
    ['when a kind was changed', `update ledger.entry set kind = 'test.other' where id = ${some}`, /kind or time/],
    ['when a purge leaf lost its contents', `delete from ledger.payload where entry_id in (select id from ledger.entry where kind = 'ledger.purged')`, /purge leaf/],
    ['when purged contents came back', `insert into ledger.payload select entry.id, (select sealed from ledger.payload where entry_id = ${some}) from ledger.entry where not exists (select from ledger.payload where entry_id = entry.id) limit 1`, /although a leaf says/],
    ['when the checkpoint was changed', `update ledger.head set note = replace(note, E'\\n' || size || E'\\n', E'\\n1\\n')`, /signatures of the checkpoint/],
    ['when the checkpoint of an hour is not of this tree', `update ledger.checkpoint set note = replace(note, 'haihe', 'other')`, /earlier checkpoint do not verify/],
    ['when the head was changed', `update ledger.head set size = size - 1`, /its head says/],
  ]
  test.each(tampering)('%s', async (_, statement, words) => {
    expect(await faults()).toEqual([])
    const [{ at }] = (await db.sql<{ at: string }>(`select leaf_index::text as at from ledger.entry where id = ${some}`)) as [{ at: string }]
    const undo = await snapshot()
    await db.sql(statement)
    expect((await faults()).join('\n')).toMatch(new RegExp(words.source.replace('AT', at)))
    await undo()
  })

  /** Keeps the tables aside and puts them back. */
  async function snapshot(): Promise<() => Promise<void>> {
    const tables = ['entry', 'payload', 'tile', 'head', 'checkpoint']
    for (const table of tables) await db.sql(`create table public.kept_${table} as select * from ledger.${table}`)
    return async () => {
      for (const table of tables) await db.sql(`delete from ledger.${table}`)
      for (const table of tables) await db.sql(`insert into ledger.${table} select * from public.kept_${table}`)
      for (const table of tables) await db.sql(`drop table public.kept_${table}`)
    }
  }
})
