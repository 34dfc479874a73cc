import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSheet } from '#base/spreadsheet'
import { cityNames, places } from '../../../../test/journeys/cast.ts'
import { openTestCity, type Client, type TestCity } from '../../../../test/kit/city.ts'
import type { Figures, Statistics } from '../contract.ts'
import { rateOf, statisticsColumns } from './statistics-sheet.ts'

type Roll = (below: number) => number
const rolls = (seed: number): Roll => (below) => { seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0; return seed % below }
const counted = ['opened', 'accepted', 'dispatched', 'handled', 'onTime', 'late', 'returned', 'sentBack', 'closed', 'reopened', 'rated', 'satisfied'] as const

describe.each(cityNames)('figures of %s', (name) => {
  const at = places[name]
  let city: TestCity
  const as = (login: string): Promise<Client> => city.as(login)
  const ask = async (login: string, query: string): Promise<Statistics> => {
    const answer = await (await as(login))({ url: `/governance/statistics?${query}` })
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.json()
  }
  const step = async (login: string, id: string, action: string, body: object = {}): Promise<boolean> =>
    (await (await as(login))({ method: 'POST', url: `/governance/incidents/${id}/${action}`, payload: body })).statusCode === 200
  const units = { 'urban-management': 'liu', water: 'yang', 'housing-construction': 'huang' } as const

  /** A life that may be cut short anywhere, may be returned, sent back, rated, opened again. */
  async function live(roll: Roll): Promise<void> {
    const id = randomUUIDv7()
    const worker = roll(4) === 0
    await (await as(worker ? 'wang' : 'li'))({ method: 'POST', url: '/governance/incidents', payload: { id, words: '路边垃圾没人清', divisionCode: [at.community, at.street, at.district][worker ? 0 : roll(3)], itemCode: roll(2) ? at.item : at.ordinary } })
    if (roll(8) === 0) { await step('zhao', id, 'reject', { reason: '不属于范围' }); return }
    if (roll(3)) await step('zhao', id, 'accept')
    await step('zhao', id, 'climb', { reason: '要派遣' })
    for (let tries = 0; tries < 3; tries++) {
      const unit = (['urban-management', 'water', 'housing-construction'] as const)[roll(3)]!
      await step('chen', id, 'dispatch', { unitId: at.department(unit) })
      if (roll(3) === 0) { await step(units[unit], id, 'return', { reason: '不归我们' }); continue }
      if (roll(4) === 0) return
      await step(units[unit], id, 'receive')
      city.setNow(new Date(city.now().getTime() + roll(40) * 3_600_000))
      await step(units[unit], id, 'survey', { note: '看过现场' })
      await step(units[unit], id, 'handle', { note: '已处理' })
      if (roll(4) === 0) { await step('bai', id, 'send-back', { reason: '还有' }); await step(units[unit], id, 'handle', { note: '又处理' }) }
      await step('bai', id, 'verify')
      await step('chen', id, 'close')
      if (roll(2)) await step('li', id, 'rate', { score: 1 + roll(5) })
      if (roll(4) === 0) await step('li', id, 'reopen', { reason: '又有了' })
      return
    }
  }

  beforeAll(async () => {
    city = await openTestCity({ city: name, at: '2026-12-30T02:00:00Z' })
    const roll = rolls(name.length * 7919)
    for (let n = 0; n < 14; n++) {
      await live(roll)
      city.setNow(new Date(city.now().getTime() + (1 + roll(20)) * 3_600_000)) // over New Year, through nights
      if (n === 7) await city.tick() // half of it lies in the tally, half does not yet
    }
  }, 180_000)
  afterAll(() => city?.close())

  const period = 'from=2026-12-28&to=2027-02-28'
  const questions = ['by=division', 'by=unit', 'by=item', 'by=period&every=day', 'by=period&every=week', 'by=period&every=month', `by=period&every=day&item=${at.item}`, `by=unit&division=${at.street}`]

  test.each(questions)('screen and sheet say the same: %s', async (question) => {
    for (const login of ['chen', 'dong']) {
      const screen = await ask(login, `${question}&${period}`)
      const sheet = await (await as(login))({ url: `/governance/statistics.xlsx?${question}&${period}` })
      expect(sheet.statusCode).toBe(200)
      const lines = await readSheet(sheet.rawPayload, statisticsColumns(screen.by), 20_000)
      expect(lines).toHaveLength(screen.rows.length + 1)
      const told = [...screen.rows, { ...screen.total, name: '合计', code: null }]
      for (const [index, { cells }] of lines.entries()) {
        const row = told[index] as Figures & { code: string | null }
        for (const field of [...counted, 'medianMinutes', 'meanMinutes'] as const) expect(`${field} ${cells[field]}`).toBe(`${field} ${row[field] ?? ''}`)
        expect([cells.code, cells.onTimeRate, cells.satisfiedRate]).toEqual([row.code ?? '', rateOf(row.onTime, row.onTime + row.late), rateOf(row.satisfied, row.rated)])
      }
    }
  })

  test('whatever they are cut by, the parts sum up to the whole', async () => {
    const totals = await Promise.all(questions.slice(0, 6).map((question) => ask('chen', `${question}&${period}`)))
    for (const { total, rows } of totals) {
      expect(total).toEqual(totals[0]!.total)
      for (const field of counted) expect(rows.reduce((sum, row) => sum + row[field], 0), field).toBe(total[field])
    }
    expect(totals[0]!.total.handled).toBeGreaterThan(0)
  })

  test('they are what the trace says, counted anew', async () => {
    const { total } = await ask('chen', `by=period&every=week&${period}`)
    const [trace] = await city.sql<Record<string, number>>(`select count(*) filter (where action = 'opened')::int as opened, count(*) filter (where action in ('dispatch', 'designate'))::int as dispatched,
      count(*) filter (where action in ('handle', 'mend'))::int as handled, count(*) filter (where action = 'return')::int as returned, count(*) filter (where action = 'send_back')::int as "sentBack",
      count(*) filter (where action in ('close', 'mend'))::int as closed, count(*) filter (where action in ('reopen', 'recheck_fail'))::int as reopened, count(*) filter (where action = 'rate')::int as rated,
      (count(distinct s.matter_id) filter (where from_state = 'reported' and to_state not in ('reported', 'rejected', 'withdrawn', 'merged')) + count(*) filter (where action = 'opened' and to_state <> 'reported'))::int as accepted
      from matter.step s join matter.matter m on m.id = s.matter_id where m.kind = 'incident'`)
    expect(total).toMatchObject(trace!)
    expect(total.onTime + total.late).toBe(total.handled)
  })

  test('they stay the same when the tail is rolled up', async () => {
    const before = await ask('chen', `by=unit&${period}`)
    await city.tick()
    const after = await ask('chen', `by=unit&${period}`)
    expect({ ...after.total, closed: 0 }).toEqual({ ...before.total, closed: 0 }) // the clock may close what is verified
  })

  test('a leader asks for no other district, a street for no other street, a list of a unit for no other unit', async () => {
    for (const [login, query] of [['dong', `division=${at.otherDistrict}`], ['zhao', `division=${at.district}`]] as const)
      expect((await (await as(login))({ url: `/governance/statistics?${query}` })).statusCode, login).toBe(403)
    expect((await (await as('li'))({ url: '/governance/statistics' })).statusCode).toBe(403)
    expect((await city.anonymous({ url: '/governance/statistics' })).statusCode).toBe(401)
    const [bound] = await city.sql("select 1 from access.role where code = 'department_head' and bound")
    if (!bound) return // a city may let its units see each other
    expect((await (await as('fan'))({ url: `/governance/statistics?unit=${at.department('water')}` })).statusCode).toBe(403)
    const own = await ask('fan', `by=unit&${period}`)
    for (const row of own.rows) expect(row.code).toBe(at.department('urban-management'))
  })

  test('an empty period is full of zeroes, and a wrong one is refused in words', async () => {
    const empty = await ask('chen', 'by=period&every=day&from=2025-06-01&to=2025-08-31')
    expect(empty.rows).toHaveLength(92)
    expect(empty.total).toMatchObject({ opened: 0, medianMinutes: null, meanMinutes: null })
    expect((await (await as('chen'))({ url: '/governance/statistics?from=2026-12-02&to=2026-12-01' })).json()).toMatchObject({ code: 'governance.period_backwards' })
    expect((await (await as('chen'))({ url: '/governance/statistics?unit=nobody' })).statusCode).toBe(404)
    expect((await (await as('chen'))({ url: '/governance/statistics?from=2026-02-30' })).statusCode).toBe(400)
  })
})
