import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { cityNames, places } from './cast.ts'
import { jpeg } from './pictures.ts'

describe.each(cityNames)('a grid worker in %s', (name) => {
  const at = places[name]
  let city: TestCity
  const send = async (login: string, url: string, payload: object = {}) => (await city.as(login))({ method: 'POST', url, payload })
  const list = async (login: string, view: string) => (await (await city.as(login))({ url: `/governance/incidents?view=${view}` })).json().items as { id: string; quarantined: string | null }[]
  const draft = async (overrides: object) => {
    const id = randomUUIDv7()
    const answer = await send('wang', '/governance/incidents', { id, words: '路边一堆垃圾', divisionCode: at.community, itemCode: at.ordinary, ...overrides })
    expect(answer.statusCode, answer.body).toBe(201)
    return id
  }
  const picture = async (): Promise<string> => (await (await city.as('wang'))({ method: 'POST', url: '/files', ...(await jpeg()) })).json().id
  beforeAll(async () => { city = await openTestCity({ city: name }) })
  afterAll(() => city.close())

  test.each([
    ['of four days ago', () => ({ capturedAt: new Date(city.now().getTime() - 96 * 3_600_000).toISOString() }), 'captured_too_long_ago'],
    ['of tomorrow', () => ({ capturedAt: new Date(city.now().getTime() + 24 * 3_600_000).toISOString() }), 'captured_in_the_future'],
    ['of another community', () => ({ divisionCode: at.otherCommunity }), 'outside_own_division'],
  ])('a draft %s is never refused: it waits for the street in doubt', async (_words, overrides, because) => {
    const id = await draft(overrides())
    const desk = because === 'outside_own_division' ? 'xu' : 'zhao'
    expect((await list(desk, 'quarantined')).find((one) => one.id === id)).toMatchObject({ quarantined: because })
    expect((await send(desk === 'xu' ? 'zhao' : 'xu', `/governance/incidents/${id}/confirm`)).statusCode).toBe(404)
    expect((await send('wang', `/governance/incidents/${id}/confirm`)).statusCode).toBe(403)
    expect((await send(desk, `/governance/incidents/${id}/confirm`)).statusCode).toBe(200)
    expect((await send(desk, `/governance/incidents/${id}/confirm`)).json()).toMatchObject({ code: 'governance.not_doubtful' })
    expect((await list(desk, 'quarantined')).map((one) => one.id)).not.toContain(id)
  })

  test('a draft captured an hour ago in the own community is not in doubt, and keeps both times', async () => {
    const capturedAt = new Date(city.now().getTime() - 3_600_000).toISOString()
    const id = await draft({ capturedAt })
    const [row] = await city.sql<{ captured_at: Date; received_at: Date; quarantined: string | null }>('select captured_at, received_at, quarantined from governance.incident where id = $1', [id])
    expect(row!.quarantined).toBeNull()
    expect(row!.captured_at.toISOString()).toBe(capturedAt)
    expect(row!.received_at.getTime()).toBeGreaterThan(row!.captured_at.getTime())
  })

  test('of what is mended on the spot some are drawn, the same ones whoever asks, and somebody else looks again', async () => {
    await city.sql(`update place.city set settings = settings || '{"recheck_percent": 100}'`)
    await city.sql(`update place.stamp set stamp = gen_random_uuid()`)
    await new Promise((wait) => setTimeout(wait, 600)) // connections trust what they saw for half a second
    const id = await draft({ photos: [await picture()] })
    expect((await send('wang', `/governance/incidents/${id}/mend`, { evidence: [await picture()] })).statusCode).toBe(200)
    await city.deliver()
    expect((await list('tian', 'recheck')).map((one) => one.id)).toContain(id)
    expect((await list('xu', 'recheck')).map((one) => one.id)).not.toContain(id)
    expect((await send('wang', `/governance/incidents/${id}/recheck`)).statusCode).toBe(403)
    expect((await send('tian', `/governance/incidents/${id}/recheck_fail`.replace('_', '-'), { reason: '照片不是这里' })).statusCode).toBe(200)
    await city.deliver()
    expect((await list('tian', 'recheck')).map((one) => one.id)).not.toContain(id)
  })

  test('what an anonymous reporter left to be reached by is erased when its time is over', async () => {
    const id = randomUUIDv7()
    await city.anonymous({ method: 'POST', url: '/governance/anonymous-incidents', payload: { id, words: '路灯不亮', divisionCode: at.community, contact: '15400001111' } })
    const left = async () => (await city.sql('select 1 from governance.statement where incident_id = $1 and contact is not null', [id])).length
    await city.tick()
    expect(await left()).toBe(1)
    const real = city.now()
    await city.tick(new Date(real.getTime() + 400 * 86_400_000))
    city.setNow(real)
    expect(await left()).toBe(0)
  })
})
