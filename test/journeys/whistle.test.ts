import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { cityNames, places } from './cast.ts'

const DAY = 86_400_000

describe.each(cityNames)('a street whistles in %s', (name) => {
  const at = places[name], [housing, fire] = [at.department('housing-construction'), at.department('fire')]
  let city: TestCity
  const send = async (login: string, path: string, payload: object = {}) => (await city.as(login))({ method: 'POST', url: `/governance/whistles${path}`, payload })
  const done = async (login: string, path: string, payload: object = {}) => {
    const answer = await send(login, path, payload)
    expect(answer.statusCode, `${path} ${answer.body}`).toBeLessThan(300)
    return answer.json()
  }
  const show = async (login: string, id: string) => (await (await city.as(login))({ url: `/governance/whistles/${id}` })).json()
  const list = async (login: string, query = '') => ((await (await city.as(login))({ url: `/governance/whistles${query}` })).json().items as { id: string; again: boolean }[]).map((one) => one.id)
  const wish = (more: object = {}) => ({ id: randomUUIDv7(), title: '占道加工堵住消防通道', words: '请两家到现场共同处置', divisionCode: at.community, itemCode: at.ordinary, unitIds: [housing, fire], ...more })
  const both = [{ unitId: housing, score: 5 }, { unitId: fire, score: 3, note: '晚到半小时' }]
  /** Up to the street's score. */
  const answered = async (more: object = {}): Promise<string> => {
    const { id } = await done('zhao', '', wish(more))
    await done('chen', `/${id}/pass-on`)
    await done('huang', `/${id}/sign-in`)
    await done('niu', `/${id}/support-receive`)
    await done('niu', `/${id}/support-finish`, { note: '通道已打通' })
    await done('huang', `/${id}/answer`, { note: '已清走加工台' })
    return id
  }
  beforeAll(async () => { city = await openTestCity({ city: name }) })
  afterAll(() => city.close())

  test('is passed on, signed in on the spot, sent back once, and closed with a score for each department', async () => {
    const { id, number } = await done('zhao', '', wish())
    expect(number).toMatch(/^\d{13}$/)
    expect(await list('huang')).not.toContain(id) // nobody was sent yet
    await done('chen', `/${id}/pass-on`, { leadId: fire })
    expect(await list('huang', '?view=unit')).toContain(id)
    await done('niu', `/${id}/sign-in`)
    await done('huang', `/${id}/support-receive`)
    await done('huang', `/${id}/support-finish`, { note: '已拆' })
    await done('niu', `/${id}/answer`, { note: '已清走' })
    expect((await done('zhao', `/${id}/send-back`, { reason: '还剩一半' })).state).toBe('on_site')
    await done('niu', `/${id}/answer`, { note: '都清走了' })
    expect((await done('zhao', `/${id}/close`, { scores: both })).state).toBe('closed')
    const told = await show('chen', id)
    expect(told.whistle).toMatchObject({ score: 4, again: false, units: [{ unitId: fire }, { unitId: housing }] })
    expect(told.scores).toMatchObject([{ unitId: fire, score: 3, note: '晚到半小时' }, { unitId: housing, score: 5, note: null }])
    expect(told.trace.steps.map((step: { action: string }) => step.action)).toEqual(expect.arrayContaining(['opened', 'pass_on', 'sign_in', 'support_receive', 'support_finish', 'answer', 'send_back', 'close']))
    expect(told.trace.steps.flatMap((step: { action: string; given: object | null }) => (step.given ? [step.action] : []))).toEqual(['pass_on']) // given to a unit by no other step
    city.setNow(new Date(city.now().getTime() + 200 * DAY))
  })

  test('only the street closes and scores, and scores each that was called once', async () => {
    const id = await answered()
    for (const login of ['chen', 'huang', 'bai', 'wang']) expect((await send(login, `/${id}/close`, { scores: both })).statusCode).toBe(403)
    expect((await send('xu', `/${id}/close`, { scores: both })).statusCode).toBe(404)
    for (const scores of [[both[0]], [...both, { unitId: at.department('water'), score: 1 }], [both[0], both[0]]]) expect((await send('zhao', `/${id}/close`, { scores })).json()).toMatchObject({ code: 'governance.whistle_scores' })
    await done('zhao', `/${id}/close`, { scores: both })
    expect((await send('zhao', `/${id}/close`, { scores: both })).statusCode).toBe(409)
    city.setNow(new Date(city.now().getTime() + 200 * DAY))
  })

  test('blown again for the same thing within the city’s days, the earlier one counts as unsolved; after them it does not', async () => {
    const first = await answered()
    const { number } = await done('zhao', `/${first}/close`, { scores: both })
    city.setNow(new Date(city.now().getTime() + 89 * DAY))
    const second = await done('zhao', '', wish())
    expect(second.again).toBe(number)
    expect((await show('zhao', first)).whistle.again).toBe(true)
    const figures = (await (await city.as('chen'))({ url: '/governance/whistle-figures' })).json().rows as { unitId: string; called: number; unsolved: number }[]
    expect(figures.find((row) => row.unitId === housing)!.unsolved).toBe(1)
    await done('zhao', `/${second.id}/give-up`)
    const third = await answered()
    await done('zhao', `/${third}/close`, { scores: both })
    city.setNow(new Date(city.now().getTime() + 91 * DAY))
    const fourth = await done('zhao', '', wish())
    expect(fourth.again).toBeNull()
    await done('zhao', `/${fourth.id}/give-up`)
  })

  test('is refused with a reason and blown again, until the kind says that it is enough', async () => {
    const { id } = await done('zhao', '', wish())
    expect((await send('chen', `/${id}/refuse`, {})).statusCode).toBe(400)
    for (let times = 0; times < 2; times++) {
      expect((await done('chen', `/${id}/refuse`, { reason: '一家就能办' })).state).toBe('refused')
      expect((await done('zhao', `/${id}/blow-again`, { reason: '涉及三家产权' })).state).toBe('blown')
    }
    expect((await send('chen', `/${id}/refuse`, { reason: '还是一家能办' })).statusCode).toBe(409)
    expect((await done('zhao', `/${id}/give-up`)).state).toBe('given_up')
  })

  test('one thing at one place has one whistle at a time, also when two blow at once; sent twice it is one', async () => {
    const wishes = [wish(), wish(), wish()]
    const answers = await Promise.all(wishes.map((one) => send('zhao', '', one)))
    expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([201, 409, 409])
    const one = wishes[answers.findIndex((answer) => answer.statusCode === 201)]!
    const repeated = await send('zhao', '', one)
    expect([repeated.statusCode, repeated.json().id, repeated.json().repeated]).toEqual([201, one.id, true])
    const { id } = one
    expect(await list('zhao', '?open=true')).toEqual([id])
    await done('zhao', `/${id}/give-up`)
  })

  test('is seen by its own street and district and by whom it calls, and by nobody else', async () => {
    const { id } = await done('zhao', '', wish())
    for (const login of ['xu', 'liu', 'feng']) {
      expect((await (await city.as(login))({ url: `/governance/whistles/${id}` })).statusCode).toBe(404)
      expect(await list(login)).not.toContain(id)
    }
    expect((await (await city.as('wang'))({ url: '/governance/whistles' })).statusCode).toBe(403)
    expect((await send('xu', '', wish())).statusCode).toBe(403)
    expect((await send('feng', `/${id}/pass-on`)).statusCode).toBe(404)
    expect(await list('chen')).toContain(id)
    await done('zhao', `/${id}/give-up`)
  })

  test('a street finds the departments of its own district and of the city to call, and no other district’s', async () => {
    const found = (await (await city.as('zhao'))({ url: `/governance/whistle-departments?q=${encodeURIComponent('消防')}` })).json().items as { unitId: string }[]
    expect(found.map((one) => one.unitId)).toContain(fire)
    expect(found.filter((one) => one.unitId.startsWith(at.otherDistrict))).toEqual([])
  })

  test('may call another department on the way, which is scored too; what cannot be solved is left with a reason', async () => {
    const { id } = await done('zhao', '', wish())
    await done('chen', `/${id}/pass-on`)
    const third = at.department('market')
    await done('chen', `/${id}/add-supporting`, { supporting: [third] })
    expect((await send('chen', `/${id}/add-supporting`, { supporting: [third] })).json()).toMatchObject({ code: 'governance.whistle_named_already' })
    expect((await show('zhao', id)).whistle.units.map((one: { unitId: string }) => one.unitId)).toEqual([housing, fire, third])
    await done('huang', `/${id}/sign-in`)
    expect((await done('zhao', `/${id}/leave-unsolved`, { reason: '产权争议，待诉讼' })).state).toBe('unsolved')
    const next = await done('zhao', '', wish())
    expect(next.again).toBeNull()
    await done('zhao', `/${next.id}/give-up`)
  })
})
