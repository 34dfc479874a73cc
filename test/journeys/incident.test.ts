import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestCity, type Client, type TestCity } from '../kit/city.ts'
import { cityNames, places } from './cast.ts'
import { jpeg } from './pictures.ts'

describe.each(cityNames)('an incident in %s', (name) => {
  const at = places[name]
  let city: TestCity
  const as = (login: string): Promise<Client> => city.as(login)
  const step = async (login: string, id: string, action: string, body: object = {}) => (await as(login))({ method: 'POST', url: `/governance/incidents/${id}/${action}`, payload: body })
  const did = async (login: string, id: string, action: string, body: object = {}) => {
    const answer = await step(login, id, action, body)
    expect(answer.json(), `${login} ${action}`).toMatchObject({ id })
    expect(answer.statusCode).toBe(200)
    return answer.json()
  }
  const report = async (login: string, overrides: object = {}) => {
    const id = randomUUIDv7()
    const answer = await (await as(login))({ method: 'POST', url: '/governance/incidents', payload: { id, words: '楼下水管漏水，流了一地', divisionCode: at.community, itemCode: at.item, ...overrides } })
    expect(answer.json()).toMatchObject({ id, repeated: false })
    expect(answer.statusCode).toBe(201)
    return answer.json() as { id: string; number: string; token: string; state: string }
  }

  beforeAll(async () => { city = await openTestCity({ city: name, at: '2026-11-25T02:24:00Z' }) })
  afterAll(() => city.close())

  test('goes from a report to a rating, through two returns, and the reporter can see all of it', async () => {
    const { id, token } = await report('li')
    await did('zhao', id, 'accept')
    await did('zhao', id, 'climb', { reason: '要专业抢修队' })
    await did('chen', id, 'dispatch', { unitId: at.department('urban-management') })
    await did('liu', id, 'return', { reason: '不是市政管网，是住宅小区内管' })
    await did('chen', id, 'dispatch', { unitId: at.department('water') })
    await did('yang', id, 'return', { reason: '是供热管道，不是自来水' })
    await did('chen', id, 'dispatch', { unitId: at.department('housing-construction') })
    await did('huang', id, 'receive')
    await did('huang', id, 'progress', { note: '抢修人员已到场' })
    await did('huang', id, 'handle', { note: '已更换管段' })
    expect((await step('huang', id, 'verify')).statusCode).toBe(403)
    await did('bai', id, 'verify')
    await did('chen', id, 'close')
    await did('li', id, 'rate', { score: 4 })
    const trace = await city.anonymous({ url: `/trace/${token}` })
    expect(trace.statusCode).toBe(200)
    const actions = trace.json().steps.map((one: { action: string }) => one.action)
    expect(actions).toEqual(['opened', 'accept', 'climb', 'dispatch', 'return', 'dispatch', 'return', 'dispatch', 'receive', 'progress', 'handle', 'verify', 'close', 'rate'])
    expect(trace.body).toContain('是供热管道，不是自来水')
    for (const person of ['黄海涛', '黄石头', '杨树林', '杨林生']) expect(trace.body).not.toContain(person)
  })

  test('sent twice is there once, with the number it got the first time', async () => {
    const first = await report('li')
    const again = await (await as('li'))({ method: 'POST', url: '/governance/incidents', payload: { id: first.id, words: '楼下水管漏水，流了一地', divisionCode: at.community, itemCode: at.item } })
    expect(again.json()).toMatchObject({ id: first.id, number: first.number, repeated: true, token: null })
    expect(await city.sql('select 1 from governance.statement where incident_id = $1', [first.id])).toHaveLength(1)
  })

  test('anyone may report without a name, and what they leave to be reached by is sealed', async () => {
    const id = randomUUIDv7()
    const answer = await city.anonymous({ method: 'POST', url: '/governance/anonymous-incidents', payload: { id, words: '路灯不亮', divisionCode: at.community, contact: '13800009999' } })
    expect(answer.statusCode).toBe(201)
    const [row] = await city.sql<{ person_id: string | null; contact: Buffer }>('select person_id, contact from governance.statement where incident_id = $1', [id])
    expect(row!.person_id).toBeNull()
    expect(row!.contact.includes('13800009999')).toBe(false)
  })

  test('of another street it is not in any list, not by its id, not by its number', async () => {
    const { id, number } = await report('li')
    const xu = await as('xu')
    expect((await xu({ url: `/governance/incidents/${id}` })).statusCode).toBe(404)
    expect((await xu({ url: `/governance/incidents?number=${number}` })).json().items).toEqual([])
    expect((await xu({ url: '/governance/incidents?view=all' })).json().items.map((one: { id: string }) => one.id)).not.toContain(id)
    expect((await xu({ url: `/governance/incidents?division=${at.street}` })).statusCode).toBe(403)
    expect((await step('xu', id, 'accept')).statusCode).toBe(404)
    expect((await step('xu', randomUUIDv7(), 'accept')).json()).toMatchObject({ code: 'governance.incident_unknown' })
    const zhao = await as('zhao')
    expect((await zhao({ url: `/governance/incidents?number=${number}` })).json().items).toMatchObject([{ id, reporters: 1 }])
  })

  test('of another resident it is in no list and behind no address: not its words, its pictures, its trace, and no step can be taken on it', async () => {
    const { id, number } = await report('li')
    const sun = await as('sun')
    for (const view of ['all', 'mine', 'desk', 'overdue']) expect((await sun({ url: `/governance/incidents?view=${view}` })).json().items.map((one: { id: string }) => one.id)).not.toContain(id)
    expect((await sun({ url: `/governance/incidents?number=${number}` })).json().items).toEqual([])
    for (const url of [`/governance/incidents/${id}`, `/matters/${id}/trace`, `/governance/incidents/${id}/photos/${randomUUIDv7()}`]) expect([403, 404], url).toContain((await sun({ url })).statusCode)
    for (const [action, body] of [['comment', { note: '看看' }], ['withdraw', {}], ['rate', { score: 1 }]] as const) expect([403, 404]).toContain((await step('sun', id, action, body)).statusCode)
    const li = await as('li')
    expect((await li({ url: '/governance/incidents?view=mine' })).json().items.map((one: { id: string }) => one.id)).toContain(id)
    expect((await li({ url: `/governance/incidents/${id}` })).json().trace.steps[0].actor).toBeNull()
  })

  test('a handler lists and opens what the own unit has, and nothing else of the district', async () => {
    const { id } = await report('li', { divisionCode: at.district })
    const liu = await as('liu'), luo = await as('luo')
    const has = async (client: Client) => (await client({ url: '/governance/incidents?view=all' })).json().items.some((one: { id: string }) => one.id === id)
    expect(await has(liu)).toBe(false)
    expect((await liu({ url: `/governance/incidents/${id}` })).statusCode).toBe(404)
    await did('chen', id, 'dispatch', { unitId: at.department('urban-management'), supporting: [at.department('market')] })
    expect([await has(liu), await has(luo), await has(await as('yang'))]).toEqual([true, true, false])
    expect((await luo({ url: `/governance/incidents/${id}` })).statusCode).toBe(200)
    await did('liu', id, 'return', { reason: '不属于本单位' })
    expect(await has(liu)).toBe(false)
  })

  test('two dispatchers at once: one of them wins, the other is told', async () => {
    const { id } = await report('li', { divisionCode: at.district })
    const shown = (await (await as('chen'))({ url: `/governance/incidents/${id}` })).json()
    const { version } = shown.incident
    const both = await Promise.all(['urban-management', 'water'].map((unit) => step('chen', id, 'dispatch', { unitId: at.department(unit), version })))
    expect(both.map((answer) => answer.statusCode).sort()).toEqual([200, 412])
  })

  test('the rule names who leads and says by which row', async () => {
    const { id } = await report('li', { divisionCode: at.district })
    const shown = (await (await as('chen'))({ url: `/governance/incidents/${id}` })).json()
    expect(shown.advice.because.sentence).toMatch(/^依据.*第 \d+ 条，因为/)
    const sent = await did('chen', id, 'dispatch')
    expect(sent.unitId).toBe(shown.advice.unitId)
  })

  test('after three returns the centre designates, and that cannot be returned', async () => {
    const { id } = await report('li', { divisionCode: at.district })
    for (const [unit, login] of [['urban-management', 'liu'], ['water', 'yang'], ['housing-construction', 'huang']] as const) {
      await did('chen', id, 'dispatch', { unitId: at.department(unit) })
      await did(login, id, 'return', { reason: '不属于我单位职责' })
    }
    expect((await step('chen', id, 'dispatch', { unitId: at.department('water') })).statusCode).toBe(409)
    await did('chen', id, 'designate', { unitId: at.department('water'), reason: '三次派遣不成' })
    expect((await step('yang', id, 'return', { reason: '还是不属于' })).statusCode).toBe(409)
  })

  test('a return after its time is refused: the unit keeps it', async () => {
    const { id } = await report('li', { divisionCode: at.district, itemCode: at.ordinary })
    await did('chen', id, 'dispatch', { unitId: at.department('water') })
    const before = city.now()
    city.setNow('2026-12-08T02:00:00Z')
    const late = await step('yang', id, 'return', { reason: '不属于' })
    city.setNow(before)
    expect(late.statusCode).toBe(409)
  })

  test('a worker mends on the spot in one go: before, after, done', async () => {
    const wang = await as('wang')
    const upload = async (): Promise<string> => {
      const { payload, headers } = await jpeg()
      const answer = await wang({ method: 'POST', url: '/files', payload, headers })
      expect(answer.statusCode).toBe(201)
      return answer.json().id
    }
    const { id, state } = await report('wang', { itemCode: at.ordinary, photos: [await upload()] })
    expect(state).toBe('accepted')
    const closed = await did('wang', id, 'mend', { evidence: [await upload()] })
    expect(closed.state).toBe('closed')
    expect((await step('wang', id, 'recheck')).statusCode).toBe(403)
    await did('tian', id, 'recheck')
  })

  test('neighbours find the open one and count themselves in', async () => {
    if (!at.point) return
    const { id } = await report('li', { coordinates: { ...at.point, crs: 'WGS84' } })
    const near = (await city.anonymous({ url: `/governance/near-incidents?item=${at.item}&longitude=${at.point.longitude}&latitude=${at.point.latitude}&crs=WGS84` })).json()
    expect(near.items.map((one: { id: string }) => one.id)).toContain(id)
    const joined = await city.anonymous({ method: 'POST', url: `/governance/incidents/${id}/join`, payload: { id: randomUUIDv7(), words: '我家也没水' } })
    expect(joined.statusCode).toBe(201)
    expect((await city.anonymous({ url: `/trace/${joined.json().token}` })).json().matter.number).toBe(joined.json().number)
  })
})
