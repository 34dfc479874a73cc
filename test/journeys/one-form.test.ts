import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CheckedColumns, Form, SubmittedForm } from '#contracts/one-form'
import { openTestCity, type TestCity } from '../kit/city.ts'

const allowances = '高龄津贴发放台账'
let city: TestCity
const refused = async (login: string, url: string, body: object, code: string) => { const answer = await city.call(login, 'POST', url, body); expect(answer.json().code, answer.body).toBe(code) }
const check = async (name: string, ...columns: string[]): Promise<CheckedColumns['columns']> => ((await city.call('jin', 'POST', '/one-form/checks', { name, columns })).json() as CheckedColumns).columns
const form = (name: string, columns: { name: string; keep?: string }[], more: object = {}) => ({ id: randomUUIDv7(), name, purpose: '掌握走访次数', legalBasis: '《城市居民委员会组织法》第三条', level: 'street', cycle: 'monthly', untilOn: '2027-03-31', columns, ...more })
const submit = async (login: string, body: object): Promise<SubmittedForm> => {
  const answer = await city.call(login, 'POST', '/one-form/forms', body)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json() as SubmittedForm
}
const read = async (login: string, headers: Buffer | string) => (await city.as(login))({
  method: 'POST', url: '/one-form/headings', headers: { 'content-type': 'multipart/form-data; boundary=haihe-edge' },
  payload: Buffer.concat([Buffer.from('--haihe-edge\r\nContent-Disposition: form-data; name="file"; filename="form.csv"\r\nContent-Type: text/csv\r\n\r\n'), Buffer.from(headers), Buffer.from('\r\n--haihe-edge--\r\n')]),
})
const leaves = async () => (await city.sql<{ kind: string }>('select kind from ledger.entry where kind like \'one_form.%\' order by at, id')).map(({ kind }) => kind)
const listed = async (login: string) => ((await city.call(login, 'GET', '/one-form/forms')).json().items as { number: string }[]).map(({ number }) => number)
beforeAll(async () => { city = await openTestCity({ at: '2026-11-25T02:00:00Z' }) })
afterAll(() => city?.close())

test('a file without headings, a heading that is a paragraph and a column of 600 signs are told, and a street submits nothing', async () => {
  expect((await read('jin', '')).json().code).toBe('base.no_headings')
  expect((await read('jin', `姓名,${'请'.repeat(600)}\n`)).json()).toMatchObject({ code: 'one_form.heading_too_long' })
  expect((await read('jin', '走访情况表,,\n序号,走访日期,\n1,2026-11-01,\n')).json().columns).toEqual(expect.arrayContaining(['序号', '走访日期']))
  expect((await city.call('jin', 'POST', '/one-form/checks', { name: '走访', columns: ['列'.repeat(600)] })).statusCode).toBe(400)
  expect((await city.call('zhao', 'POST', '/one-form/forms', form('走访', [{ name: '走访户数' }]))).statusCode).toBe(403)
  await refused('jin', '/one-form/forms', form('走访', [{ name: '走访户数' }], { untilOn: '2026-11-25' }), 'one_form.until_passed')
  await refused('jin', '/one-form/forms', form('走访', [{ name: '走访户数' }], { untilOn: '2028-11-25' }), 'one_form.until_too_far')
  await refused('jin', '/one-form/forms', form('走访', [{ name: '走访户数' }, { name: '走访户数 ' }]), 'one_form.column_twice')
  expect(await leaves()).toEqual([])
})

test('a column is found by its name as sheets write it, by a synonym, or nearly; a name that says nothing alone only where the form is about it; what is not shared is not held', async () => {
  expect(await check(allowances, '１．享受起始日期（年月日）*', '身份证号', '姓名', '月津贴金额', '走访人签字')).toMatchObject([
    { state: 'held', fields: [{ code: '307012000506', resource: '高龄津贴发放信息', field: '享受起始日期', unitId: 'city-civil-affairs', how: 'same', given: true, landed: false }] },
    { state: 'held', fields: [{ code: '307012000506', field: '公民身份号码', how: 'synonym' }] },
    { state: 'held', fields: [{ code: '307012000506', field: '姓名', how: 'same' }] },
    { state: 'closed', fields: [{ field: '月津贴金额', given: false }] },
    { state: 'free', fields: [] },
  ])
  expect(await check('茶话会签到', '姓名', '走访户数')).toMatchObject([{ state: 'free' }, { state: 'free' }])
  expect((await check('处罚案件摸底', '法人代表', '处罚决定书文号码', '非处罚决定书文号')).map(({ state, fields }) => [state, fields[0]?.field, fields[0]?.how])).toEqual([['held', '法定代表人', 'synonym'], ['held', '处罚决定书文号', 'near'], ['free', undefined, undefined]])
})

test('a form all of whose columns are held is turned down with the entries that have them, once however often it is sent, and stands on no list', async () => {
  const body = form(allowances, [{ name: '享受起始日期' }, { name: '停发原因', keep: '街道要核对' }, { name: '身份证号' }])
  const [first, second] = await Promise.all([submit('nie', body), submit('nie', body)])
  expect(second).toEqual(first)
  expect(first).toMatchObject({ state: 'turned_down', held: [{ name: '享受起始日期', fields: [{ code: '307012000506' }] }, { name: '身份证号' }] })
  expect(await leaves()).toEqual(['one_form.turned_down'])
  await refused('jin', '/one-form/forms', body, 'matter.id_taken')
  expect(await listed('zhao')).toEqual([])
  expect((await city.call('jin', 'GET', `/one-form/forms/${first.id}`)).json().code).toBe('one_form.form_unknown')
  await refused('jin', `/one-form/forms/${first.id}/withdraw`, { reason: '不用了' }, 'one_form.form_unknown')
})

test('a form that asks for nothing held is registered at once with number and last day; streets where it is for see it, and it ends on its day', async () => {
  const district = await submit('xie', form('供水巡查走访', [{ name: '走访户数' }, { name: '巡查人签字' }], { untilOn: '2026-12-10' }))
  expect(district).toMatchObject({ state: 'in_force', held: [], number: expect.stringMatching(/^\d{13}$/) })
  expect(await listed('zhao')).toEqual([district.number])
  expect(await listed('zheng')).toEqual([])
  expect((await city.call('zhao', 'GET', `/one-form/forms/${district.id}`)).json()).toMatchObject({ form: { untilOn: '2026-12-10', registeredOn: '2026-11-25', unit: { id: '120103-water' } }, columns: [{ state: 'free' }, {}], may: [], trace: null })
  expect((await city.call('zheng', 'GET', `/one-form/forms/${district.id}`)).statusCode).toBe(404)
  await refused('jin', `/one-form/forms/${district.id}/withdraw`, { reason: '不用了' }, 'matter.not_yours')
  await city.tick('2026-12-11T02:00:00Z')
  city.setNow(city.now())
  expect(await listed('zhao')).toEqual([])
  expect(((await city.call('xie', 'GET', `/one-form/forms/${district.id}`)).json() as Form).form.state).toBe('expired')
})

test('a held column is kept only where the authority finds its reason good; refused it is not, passed it is on the list until it is struck off', async () => {
  const keep = (reason: string) => form(allowances, [{ name: '享受起始日期', keep: reason }, { name: '走访人签字' }])
  const [poor, good] = [await submit('jin', keep('方便')), await submit('jin', keep('共享数据按月更新，核查当天要用'))]
  expect([poor.state, good.state]).toEqual(['reviewing', 'reviewing'])
  expect((await city.call('jin', 'POST', `/one-form/forms/${good.id}/pass`, { reason: '同意' })).statusCode).toBe(403)
  expect((await city.call('hou', 'GET', '/one-form/forms?view=to_review')).json().items).toHaveLength(2)
  expect((await city.call('zhao', 'GET', '/one-form/forms?view=to_review')).statusCode).toBe(403)
  expect((await city.call('hou', 'POST', `/one-form/forms/${poor.id}/refuse`, { reason: '请向民政部门申请共享' })).json().state).toBe('refused')
  expect((await city.call('hou', 'POST', `/one-form/forms/${good.id}/pass`, { reason: '共享数据确实不是当天的' })).json().state).toBe('in_force')
  await refused('hou', `/one-form/forms/${good.id}/pass`, { reason: '再同意' }, 'matter.not_in_this_state')
  expect(await listed('zheng')).toEqual([good.number])
  expect((await city.call('hou', 'POST', `/one-form/forms/${good.id}/strike`, { reason: '平台已改为按日更新' })).json().state).toBe('struck')
  expect(await listed('zheng')).toEqual([])
  await city.deliver()
  expect((await city.call('jin', 'GET', '/notices')).json().items.map((one: { template: string }) => one.template)).toEqual(expect.arrayContaining(['one_form.refused', 'one_form.passed', 'one_form.struck']))
  expect(await leaves()).toEqual(['one_form.turned_down', 'one_form.registered', 'one_form.refused', 'one_form.registered', 'one_form.struck'])
  expect((await city.sql<{ how: string }>('select detail ->> \'how\' as how from event.event where name = \'one_form.decided\' order by seq')).map(({ how }) => how)).toEqual(['turn_down', 'register', 'refuse', 'pass', 'strike'])
})
