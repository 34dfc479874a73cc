import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keys } from '#base/keys'
import { openTestDatabase, testActor, type TestDatabase } from '../../../../test/kit/database.ts'
import { countRows, finishLanding, removeRows, type Whole } from './finish-landing.ts'
import { judgeChunk, landChunk, writeChunk } from './land-chunk.ts'
import { openLanding } from './landing.ts'
import { landRows } from './land-rows.ts'
import { openRow } from './open-row.ts'
import { exchange } from '../tables.ts'

const organisations = { code: '307012000301', sent: ['credit_code', 'name', 'registered_on', 'state'] }
let database: TestDatabase
let source: Parameters<TestDatabase['deed']>[1]
beforeAll(async () => {
  database = await openTestDatabase()
  const [{ unit_id }] = await database.sql<{ unit_id: string }>('select unit_id from exchange.resource where code = $1', [organisations.code]) as [{ unit_id: string }]
  source = { actor: testActor({ departmentId: unit_id }) }
})
afterAll(() => database?.close())
const code = (at: number): string => `51${String(at).padStart(16, '0')}`
const land = (id: string, rows: (string | null)[][], number = 1, lastCounts = false) => database.deed(async (deed) =>
  landChunk(deed, await openLanding(deed, { ...organisations, id, lastCounts }), rows.map((cells, at) => ({ line: at + 1, cells })), { number, mostFaults: 10, sample: 2 }), source)
const finish = (id: string, whole: Whole | null) => database.deed(async (deed) => finishLanding(deed, await openLanding(deed, { ...organisations, id }), whole), source)

test('a chunk lands once however often it comes, a changed row is changed, a bad cell and a key twice are told, and signs that COPY knows arrive as they are', async () => {
  const id = randomUUIDv7()
  const rows = [[code(1), '甲\t乙\\n"丙"\n丁', '2020-01-01', '正常'], [code(2), '乙', '2020-02-30', '正常'], [code(1), '又', '2020-01-01', '正常'], [null, '丙', '2020-01-01', '正常'], [code(3), '　丁 ', '2020年3月1日', null]]
  const first = await land(id, rows)
  expect(first).toMatchObject({ sent: 5, good: 2, changed: 2, rejected: 3, faults: [{ line: 2, code: 'not_date', value: '2020-02-30' }, { line: 3, code: 'repeated', value: '= 1' }, { line: 4, code: 'required' }] })
  expect(first.sample.map(({ name }) => name)).toEqual(['甲\t乙\\n"丙"\n丁', '丁'])
  expect(await land(randomUUIDv7(), rows)).toMatchObject({ changed: 0, content: first.content })
  expect(await land(randomUUIDv7(), [[code(3), '丁', '2020-03-01', '注销']])).toMatchObject({ good: 1, changed: 1 })
  const lying = await database.read((deed) => exchange(deed.tx).selectFrom('exchange.row').select(['sealed', 'plain']).where('resource_code', '=', organisations.code).orderBy('id').execute(), source)
  expect(lying.map((row) => openRow(row))).toMatchObject([{ name: '甲\t乙\\n"丙"\n丁' }, { registered_on: '2020-03-01', state: '注销' }])
})

test('a whole copy that brought half of the rows or more removes the others; fewer than half is an outage; sums of both sides agree and a row changed in between is seen', async () => {
  const whole = Array.from({ length: 10 }, (_, at) => [code(at), `第${at}`, '2020-01-01', null])
  const id = randomUUIDv7()
  const [first, second] = [await land(id, whole.slice(0, 5), 1), await land(id, whole.slice(5), 2)]
  const both = await finish(id, { before: 2, sent: { rows: 10, content: BigInt.asUintN(64, first.content + second.content) } })
  expect(both.gone).toBe(0)
  expect(both.sent).toEqual(both.there)
  const few = randomUUIDv7()
  await land(few, whole.slice(0, 4))
  await expect(finish(few, { before: 10, sent: { rows: 4, content: 0n } })).rejects.toMatchObject({ code: 'exchange.too_many_would_go', detail: { gone: 6, rows: 10 } })
  const most = randomUUIDv7()
  const { content } = await land(most, whole.slice(0, 6))
  expect((await finish(most, { before: 10, sent: { rows: 6, content } })).gone).toBe(4)
  await database.sql(`update exchange.row set plain = json_build_object('credit_code', 'x') where id = (select id from exchange.row where resource_code = $1 limit 1)`, [organisations.code])
  const seen = await finish(most, { before: 6, sent: { rows: 6, content } })
  expect([seen.sent.rows, seen.there.rows, seen.sent.content === seen.there.content]).toEqual([6, 6, false])
})

test('of changes the last of a key counts, a removal removes, and what lies there is what the changes say', async () => {
  const id = randomUUIDv7()
  await land(id, [[code(1), '一', '2020-01-01', null], [code(1), '二', '2020-01-01', null]], 1, true)
  await land(id, [[code(1), '三', '2020-01-01', null], [code(20), '新', '2020-01-01', null]], 2, true)
  expect(await database.deed(async (deed) => removeRows(deed, await openLanding(deed, { ...organisations, id }), [{ credit_code: code(20) }, { credit_code: code(999) }], 3), source)).toBe(1)
  const { sent, there } = await finish(id, null)
  expect([sent.rows, sent]).toEqual([1, there])
})

test('rows of an entry that comes to hold personal data are sealed when it lands again, and are found and compared as before', async () => {
  const before = await database.deed((deed) => countRows(deed, organisations.code), source)
  await database.sql(`update exchange.resource set personal = true, share = 'conditional', open = 'closed', version = version + 1 where code = $1`, [organisations.code])
  const version = (await database.sql<{ version: number }>('select version from exchange.resource where code = $1', [organisations.code]))[0]!.version
  const told = await database.deed((deed) => landRows(deed, { code: organisations.code, version }, { rows: [{ line: 2, cells: { credit_code: code(1), name: '三', registered_on: '2020-01-01' } }], faults: [] }, false), source)
  expect(told).toMatchObject({ rows: 1, unchanged: 1, changed: 0 })
  expect(await database.sql('select count(*)::int as n, count(sealed)::int as sealed, count(content)::int as compared from exchange.row where resource_code = $1', [organisations.code])).toEqual([{ n: before, sealed: before, compared: before }])
  expect(await database.sql('select count(*)::int as n from exchange.row_key k where not exists (select from exchange.row r where r.id = k.row_id)')).toEqual([{ n: 0 }])
  expect(await database.sql(`select count(*)::int as n from exchange.landed_key where chunk = 0`)).toEqual([{ n: 0 }])
})

test.each([false, true])('a chunk that was judged before the one in front of it was committed says the last word of a key that both have (sealed: %s)', async (sealed) => {
  await database.sql(`update exchange.resource set personal = $2, share = 'conditional', open = 'closed' where code = $1`, [organisations.code, sealed])
  const told = (name: string, at: number) => [code(at), name, '2020-01-01', null]
  const id = randomUUIDv7()
  const [there, fresh] = sealed ? [5000, 5001] : [6000, 6001]
  await land(id, [told('乙', there)])
  const later = database.deed(async (deed) => {
    const landing = await openLanding(deed, { ...organisations, id })
    const same = await judgeChunk(deed, landing, [{ line: 1, cells: told('乙', there) }], { mostFaults: 1 })
    await land(id, [told('甲', there)], 2)
    const first = await writeChunk(deed, landing, same, 3)
    const unseen = await judgeChunk(deed, landing, [{ line: 1, cells: told('丁', fresh) }], { mostFaults: 1 })
    await land(id, [told('丙', fresh)], 4)
    return [first, await writeChunk(deed, landing, unseen, 5)]
  }, source)
  expect(await later).toEqual([1, 1])
  const lying = await database.read((deed) => exchange(deed.tx).selectFrom('exchange.row').select(['sealed', 'plain']).where('resource_code', '=', organisations.code).execute(), source)
  expect(lying.map((row) => openRow(row)).flatMap((row) => (row['credit_code'] === code(there) || row['credit_code'] === code(fresh) ? [row['name']] : [])).toSorted()).toEqual(['丁', '乙'])
})

test('what a sealed row says is what a plain one would say, sign for sign: quotes, controls, numbers as people write them, truth, what is not there', async () => {
  const [{ fields }] = await database.sql<{ fields: { type: string; field: string }[] }>('select fields from exchange.resource where code = $1', [organisations.code]) as [{ fields: { type: string; field: string }[] }]
  const typed = [...fields, { ...fields[0]!, name: '数', field: 'amount', type: 'integer', key: false, required: false, length: null, personal: null }, { ...fields[0]!, name: '否', field: 'Done', type: 'boolean', key: false, required: false, length: null, personal: null }]
  await database.sql('update exchange.resource set fields = $2 where code = $1', [organisations.code, JSON.stringify(typed)])
  const sent = ['credit_code', 'name', 'registered_on', 'state', 'amount', 'Done']
  const cells = [['甲\t"乙"\\\n\u0001\u001f\u007f\u2028丙', '2020-01-01', '正常', '-0', '是'], ['丁', '2020年1月2日', null, '1,200', 'false'], ['/é😀\b\f\r', null, '\u0008', '-12', null]]
  const texts: string[][] = []
  for (const sealed of [true, false]) {
    await database.sql(`update exchange.resource set personal = $2, share = 'conditional', open = 'closed' where code = $1`, [organisations.code, sealed])
    await database.deed(async (deed) => {
      const landing = await openLanding(deed, { code: organisations.code, sent, id: randomUUIDv7() })
      expect(await landChunk(deed, landing, cells.map(([name, ...rest], at) => ({ line: at + 1, cells: [code(7000 + at), name!, ...rest] })), { number: 1, mostFaults: 10 })).toMatchObject({ good: 3, rejected: 0 })
    }, source)
    const lying = await database.read((deed) => exchange(deed.tx).selectFrom('exchange.row').select(['sealed', sql<string>`plain::text`.as('plain')]).where('resource_code', '=', organisations.code).where(sealed ? 'sealed' : 'plain', 'is not', null).execute(), source)
    texts.push(lying.map((row) => (row.sealed ? keys().open('exchange.row', row.sealed).toString() : row.plain)).filter((text) => text.includes(code(7000).slice(0, -1))).toSorted())
  }
  expect(texts[0]).toHaveLength(3)
  expect(texts[0]).toEqual(texts[1])
})
