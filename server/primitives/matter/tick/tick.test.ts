import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobActor } from '#base/jobs'
import type { JobRun } from '#base/home'
import { openTestDatabase, type TestDatabase } from '../../../../test/kit/database.ts'
import { actors, at, district, place } from '../../../../test/kit/matter-cast.ts'
import { advance, answerOversight, findMatters, matterStatistics, matterTrace, mayDo, openMatter, orderOversight, type Input, type Opening } from '../index.ts'
import { rollUpFacts } from '../statistics/roll-up-facts.ts'
import { renewDeadlines } from './renew-deadlines.ts'
import { tickMatters } from './tick-matters.ts'
import { tickShares } from './tick-shares.ts'

let db: TestDatabase
beforeAll(async () => { db = await openTestDatabase() })
afterAll(() => db.close())

const run = (now: Date): JobRun => ({ now, stopping: new AbortController().signal, perform: (work) => db.deed(work, { actor: jobActor('matter.tick'), now }), read: (work) => db.read(work, { actor: jobActor('matter.tick'), now }) })
const tick = async (wall: string) => { await tickMatters(run(at(wall))); await tickShares(run(at(wall))) }
const open = (more: Partial<Opening> = {}, wall = '2026-11-25 09:00') => db.deed((deed) => openMatter(deed, { id: randomUUIDv7(), kind: 'incident', divisionPath: place, holder: { level: 'district', path: district }, ...more }), { actor: actors.resident, now: at(wall) })
const act = (who: keyof typeof actors, id: string, action: string, input: Input, wall: string) => db.deed((deed) => advance(deed, id, action, input), { actor: actors[who], now: at(wall) })
const reminders = async (id: string) => (await db.sql<{ name: string }>("select detail->>'name' as name from event.event where name = 'matter.escalated' and subject_id = $1 order by seq", [id])).map(({ name }) => name)

test('reminders come at fractions of the limit, in working time, and only once', async () => {
  const { id } = await open({}, '2026-11-25 17:00') // review: 2 working hours, so until 09:30
  await tick('2026-11-25 23:00')
  expect(await reminders(id)).toEqual([])
  await tick('2026-11-26 09:06')
  expect(await reminders(id)).toEqual(['临期提醒'])
  await tick('2026-11-26 09:07')
  await tick('2026-11-26 09:31')
  await tick('2026-11-26 09:40')
  expect(await reminders(id)).toEqual(['临期提醒', '环节超时'])
  const { items } = await db.read((deed) => findMatters(deed, { ids: [id], overdue: true }), { now: at('2026-11-26 09:40') })
  expect(items).toMatchObject([{ id, overdue: true, version: 1 }])
  await act('desk', id, 'accept', {}, '2026-11-26 09:45')
  expect((await db.read((deed) => findMatters(deed, { ids: [id], overdue: true }), { now: at('2026-11-26 09:46') })).items).toEqual([])
})

test('an urgent one is told of at any hour', async () => {
  const { id } = await open({ urgent: true }, '2026-11-28 02:00')
  await tick('2026-11-28 02:16')
  expect(await reminders(id)).toEqual(['环节超时'])
})

test('a suspension ends by itself, and what is verified is closed by the clock', async () => {
  const { id } = await open({ start: 'accepted' })
  await act('desk', id, 'dispatch', { assignTo: { unitId: 'water' }, supporting: [{ unitId: 'street' }] }, '2026-11-25 09:10')
  await act('water', id, 'receive', {}, '2026-11-25 09:20')
  await act('water', id, 'suspend', { reason: '等待上级批复', until: at('2026-11-27 09:00') }, '2026-11-25 10:00')
  await tick('2026-11-27 09:01')
  expect(await db.sql('select state from matter.matter where id = $1', [id])).toEqual([{ state: 'handling' }])
  await tick('2026-11-30 18:01')
  expect(await reminders(id)).toContain('协办到期')
  await act('water', id, 'handle', {}, '2026-11-30 18:05')
  await act('worker', id, 'verify', {}, '2026-12-01 09:00')
  await tick('2026-12-02 18:01')
  expect(await db.sql('select state from matter.matter where id = $1', [id])).toEqual([{ state: 'closed' }])
})

test('an oversight order has a clock of its own, and only the named answerer answers', async () => {
  const { id } = await open({ start: 'accepted' })
  const order = await db.deed((deed) => orderOversight(deed, id, { note: '三天内拿出办法', answerer: { unitId: 'water' }, limit: { amount: 3, unit: 'working_days' } }), { actor: actors.city, now: at('2026-11-25 09:30') })
  expect(order).toMatchObject({ dueAt: at('2026-11-30 18:00'), overdue: false })
  await expect(db.deed((deed) => answerOversight(deed, id, order.id, '不是我们'), { actor: actors.heat })).rejects.toMatchObject({ status: 403, code: 'matter.not_the_answerer' })
  await tick('2026-11-30 18:01')
  expect(await reminders(id)).toContain('督办到期')
  expect(await db.deed((deed) => answerOversight(deed, id, order.id, '已换阀'), { actor: actors.water, now: at('2026-12-01 09:00') })).toMatchObject({ answer: '已换阀', overdue: false })
  await expect(db.deed((deed) => answerOversight(deed, id, order.id, '再答'), { actor: actors.water })).rejects.toMatchObject({ code: 'matter.already_answered' })
})

test('the public trace names units and never persons; shares add up to the whole, the running one too', async () => {
  const opened = await open({ start: 'accepted' })
  await act('desk', opened.id, 'dispatch', { assignTo: { unitId: 'water' }, because: { rule: 'dispatch', version: 1, row: 12, sentence: '依据派遣规则第 12 条' } }, '2026-11-25 09:02')
  await act('water', opened.id, 'return', { reason: '是供热管道' }, '2026-11-25 09:11')
  const now = { now: at('2026-11-25 11:42') }
  const trace = await db.read((deed) => matterTrace(deed, opened.id, 'public'), now)
  expect(JSON.stringify(trace)).not.toContain(actors.water.id)
  expect(trace.steps.map(({ name }) => name)).toEqual(['上报', '派遣', '退回'])
  expect(trace.cycles).toHaveLength(1)
  expect(trace.cycles[0]!.held.map(({ id, minutes, now: here }) => [id, minutes, here])).toEqual([[district, 153, true], ['water', 9, false]])
  expect(trace.cycles[0]!.minutes).toBe(162)
  expect(trace.ahead.map(({ state }) => state)).toEqual(['accepted', 'dispatched', 'handling', 'handled', 'verified', 'closed'])
  expect(trace.whole).toMatchObject({ name: '总时限', standing: false, explained: { skipped: expect.arrayContaining([{ on: '2026-11-28', why: '星期六' }]) } })
  const doable = await db.read((deed) => mayDo(deed, opened.id), { actor: actors.desk, ...now })
  expect(doable.map(({ action }) => action)).toEqual(expect.arrayContaining(['reject', 'dispatch', 'merge']))
  expect(doable.map(({ action }) => action)).not.toContain('designate')
})

test('a figure is the same before and after it is rolled up', async () => {
  const ask = () => db.read((deed) => matterStatistics(deed, { kinds: ['incident'], scopes: [district], from: '2026-11-25', to: '2026-12-31', by: ['action', 'unit'] }))
  const before = await ask()
  await rollUpFacts(run(at('2026-12-03 09:00')))
  expect(await db.sql('select count(*)::int as n from matter.fact')).toEqual([{ n: 0 }])
  expect(await ask()).toEqual(before)
  expect(before.find(({ action }) => action === 'handle')).toMatchObject({ unit: 'water', resolved: 1, onTime: 1, late: 0 })
  expect(await db.read((deed) => matterStatistics(deed, { kinds: ['incident'], scopes: ['120104'], from: '2026-11-25', to: '2026-12-31', by: [] }))).toEqual([])
})

test('a provisional deadline is counted again when the year is published', async () => {
  const { id, provisional, dueAt } = await open({}, '2026-12-28 09:00')
  expect([provisional, dueAt]).toEqual([true, at('2027-01-06 18:00')])
  await db.sql(`insert into rule.calendar_source values ('calendar/next.yaml', '{"published":[{"year":2027}],"overrides":[{"on":"2027-01-01","kind":"off","reason":"元旦","source":"国务院办公厅"}]}')`)
  const { renewCalendar } = await import('../../rule/keep-calendar.ts')
  await db.deed(renewCalendar, { now: at('2026-12-29 09:00') })
  await renewDeadlines(run(at('2026-12-29 09:10')))
  expect(await db.sql('select provisional, due_at from matter.matter where id = $1', [id])).toEqual([{ provisional: false, due_at: at('2027-01-07 18:00') }])
})
