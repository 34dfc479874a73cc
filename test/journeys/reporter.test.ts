import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { cityNames, places } from './cast.ts'

describe.each(cityNames)('a reporter in %s', (name) => {
  const at = places[name]
  let city: TestCity
  const report = async (login: string | null, overrides: object = {}) => {
    const client = login ? await city.as(login) : city.anonymous
    const answer = await client({ method: 'POST', url: login ? '/governance/incidents' : '/governance/anonymous-incidents', payload: { id: randomUUIDv7(), words: '楼下水管漏水', divisionCode: at.district, itemCode: at.item, ...overrides } })
    expect(answer.statusCode).toBe(201)
    return answer.json() as { id: string; number: string }
  }
  const step = async (login: string, id: string, action: string, body: object = {}) => {
    const answer = await (await city.as(login))({ method: 'POST', url: `/governance/incidents/${id}/${action}`, payload: body })
    expect(answer.statusCode, answer.body).toBe(200)
  }
  const inbox = async (login: string, about: string): Promise<string[]> => {
    await city.deliver()
    return (await (await city.as(login))({ url: '/notices?limit=200' })).json().items.map((one: { text: string }) => one.text).filter((text: string) => text.includes(about))
  }
  const end = async (id: string) => {
    await step('chen', id, 'dispatch', { unitId: at.department('water'), supporting: [] })
    await step('yang', id, 'handle', { note: '已修复' })
    await step('bai', id, 'verify')
    await step('chen', id, 'close')
  }
  beforeAll(async () => { city = await openTestCity({ city: name }) })
  afterAll(() => city.close())

  test('hears of each step that matters to them once, by the unit and never by a person, and not of what went between units', async () => {
    const { id, number } = await report('li')
    await step('chen', id, 'dispatch', { unitId: at.department('urban-management'), supporting: [] })
    await step('liu', id, 'return', { reason: '不属于本单位' })
    await end(id)
    const told = await inbox('li', number)
    expect(told).toHaveLength(4)
    expect(told.join()).not.toMatch(/退回|刘|杨/)
    await city.deliver()
    expect(await inbox('li', number)).toHaveLength(4)
  })

  test('who joined hears too, and who stayed anonymous is not written to', async () => {
    const { id, number } = await report(null)
    await city.done('sun', `/governance/incidents/${id}/join`, { id: randomUUIDv7(), words: '我家也没水' })
    await end(id)
    expect(await inbox('sun', number)).toHaveLength(3)
  })

  test('who left a telephone gets a short message', async () => {
    const { id } = await report(null, { contact: '15400009999' })
    const before = (await city.sql(`select 1 from notice.outgoing where channel = 'sms'`)).length
    await step('chen', id, 'dispatch', { unitId: at.department('water'), supporting: [] })
    await city.deliver()
    expect(await city.sql(`select 1 from notice.outgoing where channel = 'sms'`)).toHaveLength(before + 1)
  })

  test('after joining two, both reporters hear of the one that goes on, and words sent to the other land there', async () => {
    const first = await report('li'), second = await report('sun')
    await step('chen', second.id, 'merge', { masterId: first.id })
    await end(first.id)
    expect((await inbox('sun', first.number)).length).toBeGreaterThanOrEqual(3)
    expect(await inbox('li', first.number)).toHaveLength(3)
    await step('sun', second.id, 'comment', { note: '水管又响了' })
    const shown = (await (await city.as('chen'))({ url: `/governance/incidents/${first.id}` })).json()
    expect(shown.words).toHaveLength(2)
    expect(JSON.stringify(shown.trace)).toContain('水管又响了')
  })
})
