import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../test/kit/database.ts'
import { calendarVersion, currentCalendar, deadline, decide, publishTable, type RuleTable } from './index.ts'
import { renewCalendar } from './keep-calendar.ts'

let db: TestDatabase
beforeAll(async () => { db = await openTestDatabase() })
afterAll(() => db.close())

const later = (minutes: number) => ({ now: new Date(Date.now() + minutes * 60_000) })

test('a table of the folder answers, with rule, version, row and a sentence', async () => {
  const said = await db.read((deed) => decide(deed, 'receive_limits', { risk: false, supply: 'heat' }))
  expect(said).toMatchObject({ rule: 'receive_limits', version: 1, row: 2, outcome: { receive: { amount: 30, unit: 'minutes' } } })
  expect(said.sentence).toBe('依据签收时限第 2 条，因为水电气热，30 分钟内签收（民生供应：热）')
  const unknown = await db.read((deed) => decide(deed, 'receive_limits', { supply: 'gas' }))
  expect(unknown).toMatchObject({ outcome: null, unknown: ['risk'] })
})

const content = async (): Promise<RuleTable> => (await db.sql<{ content: RuleTable }>("select content from rule.table_version where table_name = 'receive_limits' order by version desc"))[0]!.content

test('a table with a failing example is not published', async () => {
  const table = { ...(await content()), examples: [{ given: { risk: true }, expect: { row: 9 } }] }
  await expect(db.deed((deed) => publishTable(deed, table, 'desk'))).rejects.toMatchObject({ status: 422, code: 'rule.table_faulty' })
})

test('a version edited at the desk holds from its day, the folder does not overwrite it, and each version owes a leaf', async () => {
  const old = await content()
  const edited: RuleTable = { ...old, rows: old.rows.map((row) => (row.row === 9 ? { ...row, then: { receive: { amount: 2, unit: 'working_days' } } } : row)) }
  expect(await db.deed((deed) => publishTable(deed, edited, 'desk'))).toEqual({ table: 'receive_limits', version: 2 })
  expect((await db.read((deed) => decide(deed, 'receive_limits', { risk: false, supply: 'none' }), later(1))).outcome).toEqual({ receive: { amount: 2, unit: 'working_days' } })
  expect(await db.deed((deed) => publishTable(deed, { ...old, name: '另一个' }, 'folder', 'rules/receive-limits.yaml'))).toEqual({ table: 'receive_limits', version: 2 })
  expect(await db.sql('select table_name, path from rule.folder_conflict')).toEqual([{ table_name: 'receive_limits', path: 'rules/receive-limits.yaml' }])
  const leaves = await db.sql<{ n: number }>("select count(*)::int as n from ledger.entry where kind = 'rule.published'")
  expect(leaves[0]!.n).toBe((await db.sql('select 1 from rule.table_version')).length)
})

test('a version holds on its days only', async () => {
  const table: RuleTable = { ...(await content()), effective_from: '2090-01-01' }
  await db.deed((deed) => publishTable(deed, table, 'desk'))
  expect((await db.read((deed) => decide(deed, 'receive_limits', { risk: true }), later(2))).version).toBe(2)
  expect((await db.read((deed) => decide(deed, 'receive_limits', { risk: true }, '2090-01-01'), later(2))).version).toBe(3)
})

test('publishing a year makes a new calendar; the old one can still be named', async () => {
  const before = (await db.read(currentCalendar)).version
  expect(await db.deed(renewCalendar)).toBe(false)
  const from = new Date('2026-12-31T02:00:00Z')
  const first = await db.read((deed) => deadline(deed, { from, amount: 1, unit: 'working_days' }))
  expect(first).toMatchObject({ provisional: true, calendar: before, dueAt: new Date('2027-01-01T10:00:00Z') })
  await db.sql(`insert into rule.calendar_source values ('calendar/next.yaml', '{"published":[{"year":2027}],"overrides":[{"on":"2027-01-01","kind":"off","reason":"元旦","source":"国务院办公厅"}]}')`)
  expect(await db.deed(renewCalendar, later(5))).toBe(true)
  const second = await db.read((deed) => deadline(deed, { from, amount: 1, unit: 'working_days' }), later(6))
  expect(second).toMatchObject({ provisional: false, dueAt: new Date('2027-01-04T10:00:00Z') })
  expect((await db.read((deed) => calendarVersion(deed, before))).version).toBe(before)
  expect((await db.read((deed) => deadline(deed, { from, amount: 1, unit: 'working_days', calendar: before }), later(6))).dueAt).toEqual(first.dueAt)
})
