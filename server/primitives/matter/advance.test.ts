import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../test/kit/database.ts'
import { advance, openMatter, type Input, type Matter, type Opening } from './index.ts'
import { actors, at, district, place } from '../../../test/kit/matter-cast.ts'

let db: TestDatabase
beforeAll(async () => { db = await openTestDatabase() })
afterAll(() => db.close())

type Who = keyof typeof actors
const open = (who: Who = 'resident', more: Partial<Opening> = {}, now = at('2026-11-25 09:00')) => db.deed((deed) =>
  openMatter(deed, { id: randomUUIDv7(), kind: 'incident', divisionPath: place, holder: { level: 'district', path: district }, item: 'E06010', ...more }), { actor: actors[who], now })
const act = (who: Who, matter: { id: string }, action: string, input: Input = {}, now = at('2026-11-25 10:00')): Promise<Matter> => db.deed((deed) => advance(deed, matter.id, action, input), { actor: actors[who], now })
const steps = (id: string) => db.sql<{ action: string; minutes: number; working_minutes: number; held_by: string; held_id: string; cycle: number; on_time: boolean }>('select * from matter.step where matter_id = $1 order by at, id', [id])

describe('from a report to a solved incident', () => {
  test('a matter is opened once, however often it is sent', async () => {
    const id = randomUUIDv7()
    const first = await open('resident', { id }), again = await open('resident', { id })
    expect(first).toMatchObject({ state: 'reported', version: 1, repeated: false, number: expect.stringMatching(/^261125\d{7}$/), dueAt: at('2026-12-04 18:00') })
    expect(again).toMatchObject({ id, number: first.number, repeated: true, token: null })
    expect(await db.sql('select count(*)::int as n from matter.step where matter_id = $1', [id])).toEqual([{ n: 1 }])
    await expect(open('worker', { id })).rejects.toMatchObject({ status: 409, code: 'matter.id_taken' })
  })

  test('returned twice, the third assignment stands; the clock runs through all of it', async () => {
    const matter = await open()
    await act('desk', matter, 'accept', {}, at('2026-11-25 09:10'))
    await act('desk', matter, 'dispatch', { assignTo: { unitId: 'water' } }, at('2026-11-25 09:20'))
    const returned = await act('water', matter, 'return', { reason: '不是自来水' }, at('2026-11-25 09:29'))
    expect(returned).toMatchObject({ state: 'accepted', unitId: null, dueAt: matter.dueAt })
    await act('desk', matter, 'dispatch', { assignTo: { unitId: 'heat' } }, at('2026-11-25 09:40'))
    await act('heat', matter, 'return', { reason: '管道归街道' }, at('2026-11-25 10:00'))
    await act('desk', matter, 'dispatch', { assignTo: { unitId: 'roads' }, supporting: [{ unitId: 'street' }] }, at('2026-11-25 10:05'))
    await act('roads', matter, 'receive', {}, at('2026-11-25 10:30'))
    await act('street', matter, 'support_finish', { note: '铺好防滑垫' }, at('2026-11-25 11:00'))
    await act('roads', matter, 'handle', { note: '换好了' }, at('2026-11-25 15:00'))
    await act('worker', matter, 'verify', {}, at('2026-11-26 09:00'))
    const closed = await act('desk', matter, 'close', {}, at('2026-11-26 09:05'))
    expect(closed).toMatchObject({ state: 'closed', final: true, dueAt: matter.dueAt, resolvedAt: at('2026-11-25 15:00') })
    const trace = await steps(matter.id)
    const share = (id: string) => trace.filter(({ held_id }) => held_id === id).reduce((sum, { minutes }) => sum + minutes, 0)
    expect([share('water'), share('heat'), share('roads')]).toEqual([9, 20, 295])
    expect(trace.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(24 * 60 + 5)
    expect(trace.reduce((sum, { working_minutes }) => sum + working_minutes, 0)).toBe(3 * 60 + 4 * 60 + 35)
    expect(await db.sql('select role, unit_id, end_action from matter.assignment where matter_id = $1 order by assigned_at, role, id', [matter.id])).toEqual([
      { role: 'lead', unit_id: 'water', end_action: 'return' }, { role: 'lead', unit_id: 'heat', end_action: 'return' }, { role: 'lead', unit_id: 'roads', end_action: 'close' }, { role: 'supporting', unit_id: 'street', end_action: 'support_finish' }])
    expect(await db.sql('select 1 from matter.alarm where matter_id = $1', [matter.id])).toEqual([])
  })

  test('after three failed dispatches only designation is left, and a designated unit may not return it', async () => {
    const matter = await open('resident', { start: 'accepted' })
    for (const unit of ['water', 'heat', 'roads'] as const) {
      await act('desk', matter, 'dispatch', { assignTo: { unitId: unit } })
      await act(unit, matter, 'return', { reason: '不归我们管' })
    }
    await expect(act('desk', matter, 'dispatch', { assignTo: { unitId: 'water' } })).rejects.toMatchObject({ status: 409, code: 'matter.too_often' })
    await act('desk', matter, 'designate', { assignTo: { unitId: 'water' }, reason: '三次派遣未成' })
    await expect(act('water', matter, 'return', { reason: '还是不归' })).rejects.toMatchObject({ code: 'matter.designated' })
  })

  test('what is mended on the spot ends in one step', async () => {
    const matter = await open('worker', { holder: { level: 'community', path: place } })
    await expect(act('worker', matter, 'mend')).rejects.toMatchObject({ status: 400, code: 'matter.needs' })
    expect(await act('worker', matter, 'mend', { evidence: [randomUUIDv7(), randomUUIDv7()] })).toMatchObject({ state: 'closed', final: true })
  })

  test('it climbs level by level, and below the district nobody dispatches', async () => {
    const matter = await open('worker', { start: 'accepted', holder: { level: 'community', path: place } })
    await expect(act('desk', matter, 'dispatch', { assignTo: { unitId: 'water' } })).rejects.toMatchObject({ code: 'matter.not_at_this_level' })
    const up = await act('worker', matter, 'climb', { reason: '社区办不了', holder: { level: 'street', path: place.slice(0, place.lastIndexOf('/')) } })
    expect(up).toMatchObject({ state: 'accepted', holder: { level: 'street' }, stateDueAt: at('2026-11-27 18:00') })
  })
})

describe('who may', () => {
  test('another unit may not return what it does not have', async () => {
    const matter = await open('resident', { start: 'accepted' })
    await act('desk', matter, 'dispatch', { assignTo: { unitId: 'water' } })
    await expect(act('heat', matter, 'return', { reason: '不' })).rejects.toMatchObject({ status: 403, code: 'matter.not_yours' })
  })
  test('nobody verifies what they reported or handled', async () => {
    const matter = await open('worker', { start: 'accepted' })
    await act('desk', matter, 'dispatch', { assignTo: { unitId: 'water' } })
    await act('water', matter, 'handle')
    await expect(act('worker', matter, 'verify')).rejects.toMatchObject({ status: 403, code: 'matter.own_matter' })
    expect(await act('desk', matter, 'verify')).toMatchObject({ state: 'verified' })
  })
  test('an old version is refused, and nothing is written', async () => {
    const matter = await open()
    await act('desk', matter, 'accept', { version: 1 })
    await expect(act('desk', matter, 'reject', { version: 1, reason: '不' })).rejects.toMatchObject({ status: 412, code: 'matter.moved_on' })
    expect(await steps(matter.id)).toHaveLength(2)
  })
  test('two dispatchers cannot both win', async () => {
    const matter = await open('resident', { start: 'accepted' })
    const both = await Promise.allSettled(['water', 'heat'].map((unitId) => act('desk', matter, 'dispatch', { assignTo: { unitId }, version: 1 })))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
  test('an unknown matter is not found', async () => {
    await expect(act('desk', { id: randomUUIDv7() }, 'accept')).rejects.toMatchObject({ status: 404, code: 'matter.not_found' })
  })
})

describe('clocks', () => {
  const handling = async () => {
    const matter = await open('resident', { start: 'accepted' }, at('2026-11-25 09:00'))
    await act('desk', matter, 'dispatch', { assignTo: { unitId: 'water' } }, at('2026-11-25 09:00'))
    return act('water', matter, 'receive', {}, at('2026-11-25 09:00'))
  }
  test('a comment, an edit and a hand-over restart nothing', async () => {
    const matter = await handling()
    const commented = await act('resident', matter, 'comment', { note: '还在漏' }, at('2026-11-26 09:00'))
    expect(commented).toMatchObject({ dueAt: matter.dueAt, stateDueAt: matter.stateDueAt })
    const reclassified = await act('desk', matter, 'reclassify', { item: 'C01001', limits: { whole: { amount: 3, unit: 'working_days' } } }, at('2026-11-26 10:00'))
    expect(reclassified.dueAt).toEqual(at('2026-11-30 18:00'))
  })
  test('a suspension from Friday to Monday adds its working time only, and the clock resumes by itself', async () => {
    const matter = await handling()
    const suspended = await act('water', matter, 'suspend', { reason: '受天气季节限制', until: at('2026-11-30 10:30') }, at('2026-11-27 16:00'))
    expect(suspended).toMatchObject({ state: 'suspended', suspended: true, stateDueAt: at('2026-11-30 10:30') })
    await expect(act('water', matter, 'suspend', { reason: '天冷', until: at('2026-12-30 10:00') })).rejects.toMatchObject({ code: 'matter.not_in_this_state' })
    const back = await act('water', matter, 'resume', {}, at('2026-11-30 10:30'))
    expect(back).toMatchObject({ state: 'handling', suspended: false, dueAt: at('2026-12-07 18:00'), stateDueAt: at('2026-12-03 18:00') })
  })
  test('it is extended once, by a head', async () => {
    const matter = await handling()
    await expect(act('water', matter, 'extend', { reason: '缺材料', extension: { amount: 5, unit: 'working_days' } })).rejects.toMatchObject({ code: 'matter.not_yours' })
    const longer = await act('waterHead', matter, 'extend', { reason: '缺材料', extension: { amount: 5, unit: 'working_days' } })
    expect(longer).toMatchObject({ dueAt: at('2026-12-11 18:00'), stateDueAt: at('2026-12-09 18:00') })
    await expect(act('waterHead', matter, 'extend', { reason: '还缺', extension: { amount: 1, unit: 'working_days' } })).rejects.toMatchObject({ code: 'matter.too_often' })
  })
  test('a return comes too late after its limit', async () => {
    const matter = await handling()
    await expect(act('water', matter, 'return', { reason: '不归' }, at('2026-11-26 18:01'))).rejects.toMatchObject({ code: 'matter.too_late' })
  })
  test('sent back after verification, the unit goes on with what is left of its time', async () => {
    const matter = await handling()
    await act('water', matter, 'handle', {}, at('2026-11-30 12:00'))
    const back = await act('worker', matter, 'send_back', { reason: '还在漏' }, at('2026-12-01 12:00'))
    expect(back).toMatchObject({ state: 'handling', dueAt: matter.dueAt, stateDueAt: at('2026-12-03 18:00') })
  })
  test('reopening begins a new cycle, the old one keeps its figures; after the window it is locked', async () => {
    const matter = await handling()
    await act('water', matter, 'handle', {}, at('2026-11-25 10:00'))
    await act('worker', matter, 'verify', {}, at('2026-11-25 10:30'))
    await act('desk', matter, 'close', {}, at('2026-11-25 11:00'))
    await act('resident', matter, 'rate', { score: 2 }, at('2026-11-25 12:00'))
    const before = await steps(matter.id)
    await expect(act('resident', matter, 'reopen', { reason: '又漏了' }, at('2026-12-03 00:01'))).rejects.toMatchObject({ code: 'matter.too_late' })
    const again = await act('resident', matter, 'reopen', { reason: '又漏了' }, at('2026-11-30 09:00'))
    expect(again).toMatchObject({ cycle: 2, state: 'accepted', score: null, resolvedAt: null, dueAt: at('2026-12-09 18:00') })
    const after = await steps(matter.id)
    expect(after.slice(0, before.length)).toEqual(before)
    expect(after.at(-1)).toMatchObject({ cycle: 2, minutes: 0 })
  })
})
