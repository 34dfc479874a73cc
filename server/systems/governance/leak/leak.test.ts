import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cityNames, places } from '../../../../test/journeys/cast.ts'
import { openTestCity, type TestCity } from '../../../../test/kit/city.ts'
import type { LeakCounts, LeakKind, LeakRow } from '../contract.ts'

describe.each(cityNames)('what slips through in %s', (name) => {
  const at = places[name]
  let city: TestCity
  const step = async (login: string, id: string, action: string, body: object = {}) => {
    const answer = await (await city.as(login))({ method: 'POST', url: `/governance/incidents/${id}/${action}`, payload: body })
    expect(answer.statusCode, `${login} ${action} ${answer.body}`).toBe(200)
  }
  const report = async (login = 'li', more: object = {}) => {
    const id = randomUUIDv7()
    const answer = await (await city.as(login))({ method: 'POST', url: '/governance/incidents', payload: { id, words: '路边垃圾没人清', divisionCode: at.district, itemCode: at.item, ...more } })
    expect(answer.statusCode, answer.body).toBe(201)
    return id
  }
  const dispatched = async () => { const id = await report(); await step('chen', id, 'dispatch', { unitId: at.department('water') }); return id }
  const counts = async (login: string): Promise<Record<LeakKind, number>> =>
    Object.fromEntries(((await (await city.as(login))({ url: '/governance/leaks' })).json() as LeakCounts).kinds.map(({ kind, count }) => [kind, count])) as Record<LeakKind, number>
  const rows = async (login: string, kind: LeakKind): Promise<LeakRow[]> => (await (await city.as(login))({ url: `/governance/leaks/${kind}` })).json().items
  const none = { unreceived: 0, unverified: 0, closed_unverified: 0, untold: 0, no_evidence: 0, suspension_past: 0, quarantined: 0 }
  const ids: Record<string, string> = {}

  beforeAll(async () => { city = await openTestCity({ city: name, at: '2026-11-25T02:00:00Z' }) })
  afterAll(() => city?.close())

  test('nothing slips through where nothing is late', async () => {
    ids.unreceived = await dispatched()
    ids.unverified = await dispatched()
    await step('yang', ids.unverified, 'receive')
    if (name === 'sample-county') await step('yang', ids.unverified, 'actions/survey', { note: '看过' })
    await step('yang', ids.unverified, 'handle', { note: '已处理' })
    expect({ ...(await counts('chen')), no_evidence: 0 }).toEqual(none)
  })

  test('done without the pictures that the item wants is told at once', async () => {
    const [item] = await city.sql<{ evidence: string }>('select evidence from governance.item where code = $1', [at.item])
    expect(await counts('chen')).toMatchObject({ no_evidence: ['after', 'both'].includes(item!.evidence) ? 1 : 0 })
  })

  test('dispatched and not taken, done and not verified, overdue and nobody told: each is counted, listed and can be opened', async () => {
    city.setNow('2026-11-29T02:00:00Z') // the clock's job did not run meanwhile
    expect(await counts('chen')).toMatchObject({ unreceived: 1, unverified: 1, untold: 2 })
    for (const kind of ['unreceived', 'unverified'] as const) {
      const [row] = await rows('chen', kind)
      expect(row!.incident.id).toBe(ids[kind])
      expect(Date.parse(row!.since!)).toBeLessThan(city.now().getTime())
      expect((await (await city.as('chen'))({ url: `/governance/incidents/${row!.incident.id}` })).statusCode).toBe(200)
    }
  })

  test('once the clock has told of it, it is overdue and no leak of telling', async () => {
    await city.tick()
    expect((await counts('chen')).untold).toBe(0)
    expect((await counts('chen')).unreceived).toBe(1)
  })

  test('closed without verification is found, however it came about', async () => {
    const id = ids.unverified!
    await city.sql("update matter.matter set closed_at = $2, state = 'closed' where id = $1", [id, city.now()]) // a kind without verification, or a hand in the database
    expect((await rows('chen', 'closed_unverified')).map(({ incident }) => incident.id)).toEqual([id])
  })

  test('suspended beyond its end is found while the clock stands still', async () => {
    const id = await dispatched()
    await step('yang', id, 'receive')
    await step('yang', id, 'suspend', { reason: '等待上级批复', until: '2026-12-01T00:00:00Z' })
    expect((await counts('chen')).suspension_past).toBe(0)
    city.setNow('2026-12-02T02:00:00Z')
    expect((await rows('chen', 'suspension_past')).map(({ incident }) => incident.id)).toEqual([id])
  })

  test('an offline record in doubt is the street\'s to look at within a working day', async () => {
    const id = await report('wang', { divisionCode: at.otherCommunity, capturedAt: city.now().toISOString() })
    expect((await counts('chen')).quarantined).toBe(0)
    city.setNow('2026-12-03T10:00:00Z')
    expect((await rows('chen', 'quarantined')).map(({ incident }) => incident.id)).toEqual([id])
  })

  test('another place is refused, and who may not look is told so', async () => {
    expect((await (await city.as('dong'))({ url: `/governance/leaks?division=${at.otherDistrict}` })).statusCode).toBe(403)
    expect((await (await city.as('dong'))({ url: `/governance/leaks/untold?division=${at.otherDistrict}` })).statusCode).toBe(403)
    expect((await (await city.as('wang'))({ url: '/governance/leaks' })).statusCode).toBe(403)
    expect((await (await city.as('dong'))({ url: '/governance/leaks/no-such' })).statusCode).toBe(400)
    const elsewhere = await city.sql<{ login: string }>("select a.login from access.account a join access.grant g on g.account_id = a.id join access.role r on r.code = g.role where 'governance.leak.read' = any(r.permissions) and g.division_path <> '' and not starts_with(g.division_path, $1) and a.login is not null", [at.district])
    for (const { login } of elsewhere) expect(Object.values(await counts(login)).reduce((sum, count) => sum + count, 0)).toBe(0)
  })
})
