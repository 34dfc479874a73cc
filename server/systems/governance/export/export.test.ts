import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSheet } from '#base/spreadsheet'
import { places } from '../../../../test/journeys/cast.ts'
import { openTestCity, type TestCity } from '../../../../test/kit/city.ts'
import { incidentColumns } from './export-incidents.ts'

const at = places.tianjin
let city: TestCity
const report = async (overrides: object = {}): Promise<string> => {
  const id = randomUUIDv7()
  const answer = await (await city.as('li'))({ method: 'POST', url: '/governance/incidents', payload: { id, words: '找李晓梅 13800009999，3号楼501', placeWords: '光明里3号楼', divisionCode: at.community, itemCode: at.item, ...overrides } })
  expect(answer.statusCode, answer.body).toBe(201)
  return id
}
const sheetOf = async (login: string, query: string) => {
  const answer = await (await city.as(login))({ url: `/governance/incidents.xlsx?${query}` })
  expect(answer.statusCode, answer.body.slice(0, 200)).toBe(200)
  return { answer, lines: await readSheet(answer.rawPayload, incidentColumns, 10_000) }
}

beforeAll(async () => {
  city = await openTestCity({ at: '2026-11-25T15:50:00Z' }) // ten minutes before the city's midnight
  for (let n = 0; n < 3; n++) await report({ coordinates: { ...at.point, crs: 'WGS84' } })
  await report({ itemCode: null, divisionCode: at.otherCommunity })
  city.setNow('2026-11-25T16:10:00Z')
  for (let n = 0; n < 4; n++) await report({ itemCode: at.ordinary })
})
afterAll(() => city?.close())

test.each(['zhao', 'chen', 'liu', 'tian'])('%s without the permission, or in another place, gets no sheet', async (login) => {
  const status = (await (await city.as(login))({ url: `/governance/incidents.xlsx?division=${at.otherDistrict}` })).statusCode
  expect(status).toBe(403)
})

test.each(['view=all', 'view=all&state=reported', `view=all&item=${at.ordinary}`, 'view=overdue', 'view=desk', `view=all&division=${at.street}`, 'view=all&to=2026-11-25', 'view=all&from=2026-11-26', 'view=all&from=2027-01-01'])(
  'as many rows as the list counts: %s', async (query) => {
    for (const login of ['zhao', 'chen']) {
      const { count } = (await (await city.as(login))({ url: `/governance/incident-count?${query}` })).json() as { count: number }
      const listed = (await (await city.as(login))({ url: `/governance/incidents?${query}&limit=200` })).json() as { items: { number: string }[] }
      const { answer, lines } = await sheetOf(login, query)
      expect([lines.length, Number(answer.headers['x-row-count'])]).toEqual([count, count])
      expect(lines.map(({ cells }) => cells.number).sort()).toEqual(listed.items.map(({ number }) => number).sort())
    }
  })

test('the city\'s midnight parts the days, not that of UTC', async () => {
  expect((await sheetOf('zhao', 'view=all&to=2026-11-25')).lines).toHaveLength(3)
  const { lines } = await sheetOf('zhao', 'view=all&from=2026-11-26&to=2026-11-26')
  expect(lines).toHaveLength(4)
  expect(lines[0]!.cells.opened).toBe('2026-11-26 00:10')
})

test('nobody\'s words, name, number or door is in it', async () => {
  const { lines } = await sheetOf('chen', 'view=all')
  const all = JSON.stringify(lines)
  for (const personal of ['李晓梅', '13800009999', '3号楼', '光明里3', String(at.point.longitude)]) expect(all).not.toContain(personal)
  expect(all).toContain('居民随手拍')
})

test('the map gets the open ones with a point; all are counted by place', async () => {
  const zhao = (await (await city.as('zhao'))({ url: '/governance/open-points' })).json()
  expect(zhao).toMatchObject({ open: 7, read: 7, unplaced: 4, overdue: 3 })
  expect(zhao.points).toHaveLength(3)
  const chen = (await (await city.as('chen'))({ url: `/governance/open-points?division=${at.district}` })).json()
  expect(chen.divisions.map(({ code, open }: { code: string; open: number }) => [code, open])).toEqual([[at.street, 7], ['120103008', 1]])
  expect((await (await city.as('zhao'))({ url: `/governance/open-points?division=${at.district}` })).statusCode).toBe(403)
  expect((await city.anonymous({ url: '/governance/open-points' })).statusCode).toBe(401)
})

test('an accusation is counted and never drawn', async () => {
  const [item] = await city.sql<{ code: string }>('select code from governance.item where not public limit 1')
  await report({ itemCode: item!.code, coordinates: { ...at.point, crs: 'WGS84' } })
  const points = (await (await city.as('zhao'))({ url: '/governance/open-points' })).json()
  expect([points.open, points.points.length]).toEqual([8, 3])
})
