import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cityNames, places } from '../../../../test/journeys/cast.ts'
import { openTestCity, type TestCity } from '../../../../test/kit/city.ts'
import type { BriefContent } from '../contract.ts'
import { briefPeriod, lastPeriod } from './brief-period.ts'

test('the last week is the one that ended on Sunday, over New Year too', () => {
  expect(lastPeriod('weekly', '2027-01-03')).toEqual({ from: '2026-12-21', to: '2026-12-27' })
  expect(lastPeriod('weekly', '2027-01-04')).toEqual({ from: '2026-12-28', to: '2027-01-03' })
  expect(lastPeriod('daily', '2027-01-01')).toEqual({ from: '2026-12-31', to: '2026-12-31' })
  expect(briefPeriod('weekly', '2027-01-01')).toEqual({ from: '2026-12-28', to: '2027-01-03' })
})

describe.each(cityNames)('briefs of %s', (name) => {
  const at = places[name]
  let city: TestCity
  const step = (login: string, id: string, action: string, body: object = {}) => city.done(login, `/governance/incidents/${id}/${action}`, body)
  const report = async (item: string) => {
    const id = randomUUIDv7()
    const answer = await (await city.as('li'))({ method: 'POST', url: '/governance/incidents', payload: { id, words: '李晓梅说水管漏水 13800009999', divisionCode: at.community, itemCode: item } })
    expect(answer.statusCode).toBe(201)
    return id
  }
  const make = async (login: string, payload: object) => (await city.as(login))({ method: 'POST', url: '/governance/briefs', payload })
  const read = async (login: string, id: string): Promise<BriefContent> => (await (await city.as(login))({ url: `/governance/briefs/${id}` })).json().content

  beforeAll(async () => {
    city = await openTestCity({ city: name, at: '2026-11-24T02:00:00Z' })
    for (let n = 0; n < 3; n++) {
      const id = await report(at.item)
      await step('zhao', id, 'climb', { reason: '要派遣' })
      await step('chen', id, 'dispatch', { unitId: at.department('urban-management') })
      if (n < 2) await step('liu', id, 'return', { reason: '不归我们' })
    }
    await report(at.ordinary)
  })
  afterAll(() => city?.close())

  test('a period that is not over has no brief, another district\'s leader gets none, and who may not is told so', async () => {
    expect((await make('dong', { kind: 'daily', on: '2026-11-24' })).json()).toMatchObject({ code: 'governance.brief_not_over', to: '2026-11-24' })
    expect((await make('dong', { kind: 'daily', division: at.otherDistrict })).statusCode).toBe(403)
    expect((await make('wang', { kind: 'daily' })).statusCode).toBe(403)
    expect((await (await city.as('dong'))({ url: `/governance/briefs?division=${at.otherDistrict}` })).statusCode).toBe(403)
    expect((await (await city.as('dong'))({ url: `/governance/briefs/${randomUUIDv7()}` })).statusCode).toBe(404)
  })

  test('made by itself once the hour has come, once', async () => {
    city.setNow('2026-11-24T22:00:00Z') // six in the morning of the city's 25th
    await city.tick()
    expect(await city.sql("select 1 from governance.brief where from_on = '2026-11-24'")).toEqual([])
    city.setNow('2026-11-25T02:00:00Z')
    await city.tick()
    await city.tick()
    const made = await city.sql<{ division_path: string; made_by: string }>("select division_path, made_by from governance.brief where kind = 'daily' and from_on = '2026-11-24' order by 1")
    expect(made.map(({ division_path }) => division_path)).toEqual(expect.arrayContaining(['', at.district, at.otherDistrict]))
    expect(new Set(made.map(({ division_path }) => division_path)).size).toBe(made.length)
    expect(await city.sql("select from_on, to_on from governance.brief where kind = 'weekly' and division_path = ''")).toEqual([expect.objectContaining({ to_on: '2026-11-22' })])
  })

  test('says what happened that day, what is oldest, what came again, who returned; and is the statistics\' own figures', async () => {
    const { items } = (await (await city.as('dong'))({ url: '/governance/briefs?kind=daily' })).json()
    expect(items).toHaveLength(name === 'tianjin' ? 1 : 3) // the district's; and its streets' where the city wants them
    const [line] = items.filter((one: { division: string }) => !one.division.includes(' '))
    const content = await read('dong', line.id)
    expect(content).toMatchObject({ from: '2026-11-24', to: '2026-11-24', before: { from: '2026-11-23', to: '2026-11-23' }, open: 4, figures: { opened: 4, dispatched: 3, returned: 2, handled: 0 }, figuresBefore: { opened: 0 } })
    expect(content.oldest).toHaveLength(4)
    expect(content.oldest[0]).toMatchObject({ days: 1 })
    expect(content.repeated).toMatchObject([{ count: 3 }])
    expect(content.returns).toMatchObject([{ returned: 2, dispatched: 3 }])
    const screen = (await (await city.as('chen'))({ url: '/governance/statistics?by=division&from=2026-11-24&to=2026-11-24' })).json()
    expect(content.figures).toEqual(screen.total)
    expect(JSON.stringify(content)).not.toMatch(/李晓梅|13800009999/)
  })

  test('is a PDF of the same bytes each time, also after more has happened', async () => {
    const { items } = (await (await city.as('dong'))({ url: '/governance/briefs?kind=daily' })).json()
    const draw = async () => (await city.as('dong'))({ url: `/governance/briefs/${items[0].id}/pdf` })
    const first = await draw()
    expect([first.statusCode, first.headers['content-type'], first.rawPayload.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-'])
    await report(at.item)
    expect((await draw()).rawPayload.equals(first.rawPayload)).toBe(true)
    const other = (await city.sql<{ id: string }>('select id from governance.brief where division_path = $1 limit 1', [at.otherDistrict]))[0]!
    expect((await (await city.as('dong'))({ url: `/governance/briefs/${other.id}/pdf` })).statusCode).toBe(404)
  })

  test('of a street on demand; asked again it is the one that is there', async () => {
    const first = (await make('dong', { kind: 'daily', division: at.street, on: '2026-11-24' })).json()
    expect((await make('dong', { kind: 'daily', division: at.street, on: '2026-11-24' })).json()).toMatchObject({ id: first.id, made: false })
    expect((await read('dong', first.id)).figures.opened).toBe(4)
    const empty = (await make('dong', { kind: 'weekly', division: at.street, on: '2026-10-01' })).json()
    expect(await read('dong', empty.id)).toMatchObject({ from: '2026-09-28', to: '2026-10-04', figures: { opened: 0, medianMinutes: null }, places: [], repeated: [], returns: [] })
  })
})
