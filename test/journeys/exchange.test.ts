import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { cityNames } from './cast.ts'

const [marriages, organisations, adoptions] = ['307012000214', '307012000301', '307012000402']
const DAY = 86_400_000

describe.each(cityNames)('a department asks another for data in %s', (name) => {
  let city: TestCity
  const asked = (changes: object = {}) => ({
    id: randomUUIDv7(), resource: marriages, fields: ['groom_number', 'bride_number', 'state'], purpose: '办理公积金提取', legalBasis: '住房公积金管理条例', scenario: '公积金提取', usingSystem: '公积金业务系统', mode: 'query',
    untilOn: new Date(city.now().getTime() + 90 * DAY).toISOString().slice(0, 10), rowsADay: 1000, ...changes,
  })
  const file = async (changes: object = {}) => {
    const answer = await city.call('xie', 'POST', '/exchange/requests', asked(changes))
    expect(answer.statusCode, answer.body).toBe(201)
    return answer.json() as { id: string; number: string; state: string }
  }
  const step = async (login: string, id: string, action: string, body: object = {}) => city.call(login, 'POST', `/exchange/requests/${id}/${action}`, body)
  const did = async (login: string, id: string, action: string, body: object = {}) => {
    const answer = await step(login, id, action, body)
    expect(answer.statusCode, `${action} ${answer.body}`).toBe(200)
    return answer.json() as { state: string; version: number }
  }
  const refused = async (login: string, id: string, action: string, body: object, status: number, code?: string) => {
    const answer = await step(login, id, action, body)
    expect([answer.statusCode, ...(code ? [answer.json().code] : [])], answer.body).toEqual([status, ...(code ? [code] : [])])
  }
  const shown = async (login: string, id: string) => (await city.call(login, 'GET', `/exchange/requests/${id}`)).json()
  beforeAll(async () => { city = await openTestCity({ city: name, at: '2026-11-25T02:00:00Z' }) })
  afterAll(() => city?.close())

  test.each([
    ['what the law forbids to share', { resource: adoptions, fields: ['registered_on'] }, 409, 'exchange.resource_forbidden'],
    ['what is not in the catalogue', { resource: '999999999999' }, 404, 'exchange.resource_unknown'],
    ['a field that is not there', { fields: ['salary'] }, 400, 'exchange.field_unknown'],
    ['a field that is given to nobody', { fields: ['divorce_reason'] }, 400, 'exchange.field_never'],
    ['a way in which it is not given', { mode: 'delivery' }, 400, 'exchange.mode_not_given'],
    ['a use that ends before it begins', { untilOn: '2026-11-25' }, 400, 'exchange.until_passed'],
    ['a way that there is not', { mode: 'guess' }, 400, 'base.bad_request'],
    ['no purpose', { purpose: '  ' }, 400, 'base.bad_request'],
  ])('refuses to ask for %s, and nothing is written', async (_, changes, status, code) => {
    const before = await city.sql('select count(*)::int as n from exchange.request')
    const answer = await city.call('xie', 'POST', '/exchange/requests', asked(changes))
    expect(answer.statusCode, answer.body).toBe(status)
    if (code !== 'base.bad_request') expect(answer.json().code).toBe(code)
    expect(await city.sql('select count(*)::int as n from exchange.request')).toEqual(before)
  })

  test('one does not ask oneself, nor without a unit or the permission', async () => {
    expect((await city.call('jin', 'POST', '/exchange/requests', asked())).json().code).toBe('exchange.own_resource')
    for (const login of ['li', 'zhao', 'hou']) expect((await city.call(login, 'POST', '/exchange/requests', asked())).statusCode).toBe(403)
  })

  test('papers are asked for once and the clock waits; only the authority extends; a refusal cites a condition of the entry', async () => {
    const { id, number, state } = await file()
    expect(state).toBe('replying')
    expect((await city.call('jin', 'GET', '/exchange/requests?view=to_answer&open=true')).json().items.map((one: { number: string }) => one.number)).toContain(number)
    const before = await shown('jin', id)
    expect(before).toMatchObject({ conditions: ['办理当事人本人事项所必需', '按人逐件查询，不批量导出'], request: { unit: {}, stateName: '待答复' } })
    await refused('xie', id, 'grant', {}, 403)
    await refused('hou', id, 'grant', {}, 403)
    await did('jin', id, 'ask-supply', { note: '请补交业务依据文件' })
    city.setNow(new Date(city.now().getTime() + 2 * DAY))
    await did('xie', id, 'supply', { note: '已补交' })
    const after = await shown('jin', id)
    expect(Date.parse(after.request.stateDueAt)).toBeGreaterThan(Date.parse(before.request.stateDueAt))
    await refused('jin', id, 'ask-supply', { note: '再补一份' }, 409, 'matter.too_often')
    await refused('jin', id, 'extend', { reason: '忙', workingDays: 10 }, 403)
    await did('hou', id, 'extend', { reason: '需要征求两个部门意见', workingDays: 10 })
    expect(Date.parse((await shown('hou', id)).request.stateDueAt)).toBeGreaterThan(Date.parse(after.request.stateDueAt))
    await refused('jin', id, 'refuse', { condition: '领导没有批', reason: '不给' }, 400, 'exchange.condition_not_listed')
    expect((await did('jin', id, 'refuse', { condition: '按人逐件查询，不批量导出', reason: '申请的是批量比对' })).state).toBe('refused')
    expect(await shown('xie', id)).toMatchObject({ condition: '按人逐件查询，不批量导出', request: { state: 'refused' } })
    expect(await city.sql('select id from exchange.grant where id = $1', [id])).toEqual([])
  })

  test('approving is granting: step, grant, leaf and notice are one; two taps are one; who has no part in it does not see it', async () => {
    const { id } = await file()
    const { version } = (await shown('jin', id)).request
    const taps = await Promise.all([step('jin', id, 'grant', { version }), step('jin', id, 'grant', { version })])
    expect(taps.map((answer) => answer.statusCode).toSorted()).toEqual([200, 412])
    const [grant] = await city.sql<{ unit_id: string; fields: string[]; until_on: string; granted_by: string }>('select * from exchange.grant where id = $1', [id])
    expect(grant).toMatchObject({ fields: ['groom_number', 'bride_number', 'state'], mode: 'query', purpose: '办理公积金提取' })
    const leaves = await city.sql<{ n: number }>(`select count(*)::int as n from ledger.entry where kind = 'exchange.granted'`)
    expect(leaves[0]!.n).toBeGreaterThan(0)
    expect((await city.call('pan', 'GET', `/exchange/requests/${id}`)).statusCode).toBe(403)
    expect((await city.call('hou', 'GET', `/exchange/requests/${randomUUIDv7()}`)).json().code).toBe('exchange.request_unknown')
    await city.deliver()
    expect((await city.call('xie', 'GET', '/notices')).json().items.map((one: { template: string }) => one.template)).toContain('exchange.request.granted')
  })

  test('the authority suspends misuse and lifts it; a source does not end a grant at will; fulfilled, it ends', async () => {
    const { id } = await file()
    await did('jin', id, 'grant')
    for (const action of ['suspend', 'end']) await refused('jin', id, action, { reason: '不想给了' }, 403)
    expect((await did('hou', id, 'suspend', { reason: '夜间集中查询' })).state).toBe('suspended')
    expect((await did('hou', id, 'lift', { reason: '整改完成' })).state).toBe('granted')
    expect((await did('xie', id, 'end', { reason: '业务已办结' })).state).toBe('ended')
    await refused('hou', id, 'lift', { reason: '误终止' }, 409)
    expect((await shown('hou', id)).trace.steps.map((one: { action: string }) => one.action)).toEqual(['opened', 'forward', 'grant', 'suspend', 'lift', 'end'])
  })

  test('what is shared without conditions is granted at once, by the platform, and ends with its last day', async () => {
    const { id, state } = await file({ resource: organisations, fields: ['credit_code', 'name'], mode: 'delivery' })
    expect(state).toBe('granted')
    expect((await city.sql<{ granted_by: string }>('select granted_by from exchange.grant where id = $1', [id]))[0]!.granted_by).toBe('job:exchange.file_request')
    await city.tick(new Date(city.now().getTime() + 89 * DAY))
    city.setNow(city.now()) // whoever was logged in logs in again
    expect((await shown('xie', id)).request.state).toBe('granted')
    await city.tick(new Date(city.now().getTime() + 3 * DAY))
    city.setNow(city.now())
    expect((await shown('xie', id)).request.state).toBe('ended')
  })
})
