/** An item that a department's own system decides: pushed once under its number, its word becomes our steps and letters, nobody types twice, and what it promises and does not do is found. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawPaper } from '#base/paper'
import { jobRun } from '#base/jobs'
import type { Application, ApplicationLeakCounts, DepartmentSystemsShown, DepartmentTraffic, DeskApplication, Letter, SubmittedApplication } from '#contracts/application'
import { departmentSystemFake, type FakeDepartmentSystem } from '../../server/connectors/department-system-fake.ts'
import { askStatuses } from '../../server/systems/application/department/ask-statuses.ts'
import { pushDue } from '../../server/systems/application/department/push-due.ts'
import { takeStatuses } from '../../server/systems/application/department/take-statuses.ts'
import { useDepartmentSystems } from '../../server/systems/application/system.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { bringPaper, handInInjury } from '../kit/injury.ts'
import { openRegister, personRow } from '../kit/register.ts'

let city: TestCity
let there: FakeDepartmentSystem
beforeAll(async () => {
  city = await openTestCity({ at: '2026-11-25T02:00:00Z' }) // a Wednesday, 10:00 there
  there = departmentSystemFake()
  useDepartmentSystems((code) => (code === 'social-insurance' ? there : undefined))
})
afterAll(() => city?.close())

const number = '120199197904120029'
const at = (id: string, rest = '') => `/application/applications/${id}${rest}`
const desk = (id: string, rest = '') => `/application/desk/applications/${id}${rest}`
const show = (id: string) => city.get<Application>('li', at(id))
const traffic = (id: string) => city.get<DepartmentTraffic>('bailu', desk(id, '/department'))
const push = () => pushDue(jobRun(city.city.database, 'application.push_to_department', city.now()))
const take = () => takeStatuses(jobRun(city.city.database, 'application.take_statuses', city.now()))
const ask = () => askStatuses(jobRun(city.city.database, 'application.ask_statuses', city.now()))
/** The system asks to be heard: its call-back, with the signature over these bytes. */
const callBack = (status: object, sign = there.sign) => { const body = JSON.stringify(status); return city.anonymous({ method: 'POST', url: '/application/department-systems/social-insurance/statuses', payload: body, headers: { 'content-type': 'application/json', 'haihe-signature': sign(body, city.now()) } }) }
const says = async (code: string, applicationNumber: string, more: object = {}) => { const status = there.say({ number: applicationNumber, code, ...more }); expect((await callBack(status)).statusCode).toBe(204); await take(); return status }
const leaks = async () => Object.fromEntries((await city.get<ApplicationLeakCounts>('shao', '/application/leaks')).kinds.map(({ kind, count }) => [kind, count]))
const outcomes = () => city.sql<{ what: string; outcome: string; reason: string | null }>(`select what, outcome, reason from application.department_message where direction = 'in' order by id`)
const later = (instant: string): void => city.setNow(instant)

const paper = () => bringPaper(city, 'li')
const injury = (more: object = {}, take = false) => handInInjury(city, 'li', more, take)

test('its system is down and the application is accepted all the same; it is pushed once, in its names and codes, with papers by their hash and one leaf; nobody here decides it, and what comes back is step, letter and result', async () => {
  there.cut(true)
  const { id, number: no, state, faults } = await injury()
  expect([state, faults]).toEqual(['received', []])
  await push()
  await push() // not due again yet
  expect([there.tries(), there.pushed.length, (await traffic(id)).state, (await show(id)).letters.map(({ kind }) => kind)]).toEqual([1, 0, 'due', ['receipt']])
  there.cut(false)
  const waits = (await traffic(id)).nextAt!
  later(waits)
  await push()
  const [sent] = there.pushed
  expect(sent).toMatchObject({ number: no, version: 1, kind: 'apply', item: 'GSRD01', subject: { AAC003: '李晓梅', AAC147: number }, values: { ALC020: '2026-11-02', ALC027: '16', ZGZJHM: number, AAB004: '海河建筑公司' } })
  expect(sent!.papers.map(({ name }) => name)).toEqual(['CL01', 'CL02', 'CL03'])
  for (const { sha256, bytes } of sent!.papers) expect([createHash('sha256').update(there.papers.get(sha256)!).digest('hex'), there.papers.get(sha256)!.length]).toEqual([sha256, bytes])
  expect(await city.sql(`select count(*)::int as leaves from ledger.entry where kind = 'application.pushed_to_department'`)).toEqual([{ leaves: 1 }])
  await city.sql(`update application.department_case set state = 'due', next_at = $1 where application_id = $2`, [city.now(), id]) // as if the answer had been lost
  await push()
  expect([there.pushed.length, await city.sql(`select count(*)::int as leaves from ledger.entry where kind = 'application.pushed_to_department'`)]).toEqual([1, [{ leaves: 1 }]])
  expect(await city.sql(`select 1 from application.department_content where position($1::bytea in content) > 0`, [Buffer.from(number)])).toEqual([])

  const seen = await city.get<DeskApplication>('bailu', desk(id))
  expect([seen.elsewhere?.system.name, seen.may]).toEqual(['社会保险业务系统', []])
  for (const [step, body] of [['accept', {}], ['approve', { words: '属于工伤' }], ['refuse', { grounds: ['in_time'], words: '不是' }], ['ask-missing', { materials: ['劳动关系证明'], words: '' }], ['pause', { reason: '鉴定', words: '鉴定', until: '2026-12-30' }]] as const)
    expect((await city.call('bailu', 'POST', desk(id, `/${step}`), body)).json(), step).toMatchObject({ status: 409, code: 'application.decided_elsewhere' })
  const { messages: [out], receipt } = await traffic(id)
  expect([receipt, out!.outcome, out!.fields.find(({ as }) => as === 'ALC027'), out!.papers.map(({ label }) => label)]).toEqual([`R${no}`, 'taken', { as: 'ALC027', label: '是哪种情况', english: 'How it came about', value: '上下班路上的交通事故，不是本人主要责任' }, ['医疗诊断证明或者职业病诊断证明书', '劳动合同，或者工资记录、工作证等', '交通事故责任认定书']])
  expect(JSON.stringify(out)).not.toMatch(/120199197904120029|李晓梅|15400001001/)
  for (const login of ['mo', 'shilei']) expect((await city.call(login, 'GET', desk(id, '/department'))).statusCode).toBe(404)

  await says('10', no)
  expect((await show(id)).application.state).toBe('reviewing')
  there.say({ number: no, code: '20', words: '做劳动能力鉴定', until: '2026-12-20' }) // its call-back is lost
  await callBack(there.say({ number: no, code: '21' }))
  await take()
  expect((await show(id)).application.state).toBe('reviewing') // the one before it is not here yet
  await ask()
  await take()
  expect((await show(id)).steps.map(({ action }) => action).slice(-2)).toEqual(['pause', 'resume'])

  const bytes = await drawPaper({ content: [{ text: '认定工伤决定书' }], info: { creationDate: new Date(0), modDate: new Date(0) } })
  const document = there.hold(bytes)
  await says('30', no, { result: { number: '津人社工认〔2026〕17号', issuedOn: '2026-11-25', values: { ALC100: '1' }, document } })
  expect((await outcomes()).map(({ outcome, reason }) => [outcome, reason])).toEqual([['taken', null], ['taken', null], ['taken', null], ['taken', null]])
  const done = await show(id)
  expect([done.application.state, done.elsewhere, done.letters.map(({ kind }) => kind)]).toEqual(['delivered', { system: '社会保险业务系统', english: 'Social insurance system', result: { number: '津人社工认〔2026〕17号', issuedOn: '2026-11-25', from: null, until: null, document: true } }, ['receipt', 'accepted', 'paused', 'approved_elsewhere']])
  const pdf = await city.call('li', 'GET', at(id, '/result'))
  expect(createHash('sha256').update(pdf.rawPayload).digest('hex')).toBe(document)
  expect((await city.call('sun', 'GET', at(id, '/result'))).statusCode).toBe(404)
  expect((await outcomes()).map(({ outcome }) => outcome)).toEqual(['taken', 'taken', 'taken', 'taken'])
})

test('a field that it refuses parks the application with the reason; the applicant mends it once, the mended one is pushed; refused there, the letter says why and where to turn', async () => {
  await openRegister(city, { resource: '101004000001', fields: ['identity_number', 'name', 'birth_on'], unit: '120103-labour', rows: [personRow(number, '李晓梅')], use: { purpose: '工伤认定', legalBasis: '《工伤保险条例》第十九条', scenario: '工伤认定', usingSystem: '办件' } })
  there.refuse({ taken: false, reason: '校验不通过', faults: [{ field: 'AAB004', reason: '单位没有参保登记' }, { field: 'CL03', reason: '看不清' }, { field: 'AAC006', reason: '和参保登记不一致' }] })
  const { id, number: no } = await injury({ employer: '海河建筑' }, true)
  expect((await show(id)).sources.find(({ field }) => field === 'birth_on')).toMatchObject({ from: 'city' })
  await push()
  const parked = await traffic(id)
  expect([parked.state, parked.returnable, parked.messages[0]!.reason, parked.messages[0]!.faults.map(({ label, reason }) => [label, reason])]).toEqual(['parked', true, '校验不通过', [['用人单位', '单位没有参保登记'], ['交通事故责任认定书', '看不清'], ['出生日期', '和参保登记不一致']]])
  expect((await show(id)).application.state).toBe('received') // and the person is told nothing yet
  await city.done('bailu', desk(id, '/department/push-again'), {}).catch(() => undefined)
  await push()
  expect([(await traffic(id)).state, there.pushed.some((one) => one.number === no)]).toEqual(['parked', false])
  expect((await city.call('bailu', 'POST', desk(id, '/department/return-to-applicant'))).statusCode).toBe(204)
  const asked = await show(id)
  expect([asked.application.state, asked.missing]).toEqual(['supplementing', { materials: ['用人单位', '交通事故责任认定书', '出生日期'], words: '校验不通过；用人单位：单位没有参保登记；交通事故责任认定书：看不清；出生日期：和参保登记不一致' }])
  there.refuse(null)
  expect(await city.done<SubmittedApplication>('li', at(id, '/supply'), { version: asked.filledVersion, values: { ...asked.values, employer: '海河建筑有限公司', birth_on: '1979-04-13', name: '别人', accident_paper: await paper() } })).toMatchObject({ state: 'supplied', faults: [] })
  await push()
  expect(there.pushed.filter((one) => one.number === no)).toMatchObject([{ version: 3, kind: 'supplement', values: { AAB004: '海河建筑有限公司', AAC006: '1979-04-13', ZGXM: '李晓梅' } }]) // what it did not accept she says anew, and nothing else of what the city said
  await says('12', no, { missing: [{ field: 'CL02', words: '缺签字页' }] }) // a second notice, which law does not allow
  expect([(await show(id)).application.state, (await outcomes()).at(-1)]).toEqual(['supplied', { what: '12', outcome: 'not_now', reason: 'matter.not_in_this_state' }])
  await says('31', no, { reasons: ['本人主要责任'], words: '见交通事故责任认定书' })
  const { letters, application } = await show(id)
  expect([application.state, letters.map(({ kind }) => kind)]).toEqual(['refused', ['receipt', 'missing', 'refused']])
  const letter = await city.get<Letter>('li', at(id, `/letters/${letters.at(-1)!.id}`))
  expect([letter.list, letter.unit, letter.remedies.map(({ name, body }) => [name, body])]).toEqual([['本人主要责任'], '河西区人力资源和社会保障局', [['行政复议', '河西区人民政府'], ['行政诉讼', expect.stringContaining('人民法院')]]])
})

test('what is signed by somebody else, said twice, out of order or of another number changes nothing and is kept; a licence that it grants lies in the wallet; silence is a leak', async () => {
  const { id, number: no } = await injury({ cause: 'sudden', accident_paper: [] })
  expect(await leaks()).toMatchObject({ unacknowledged: 0, silent: 0 })
  later('2026-11-25T02:20:00Z')
  expect(await leaks()).toMatchObject({ unacknowledged: 1, silent: 0 }) // nobody has pushed it for a quarter of an hour
  await push()
  later('2026-12-03T02:00:00Z')
  expect(await leaks()).toMatchObject({ unacknowledged: 0, silent: 1 }) // taken, and then five working days of silence
  const status = there.say({ number: no, code: '10' })
  expect((await callBack(status, (body, when) => departmentSystemFake({ secret: 'another' }).sign(body, when))).json()).toMatchObject({ status: 401, code: 'application.bad_signature' })
  expect((await callBack(status, (body) => there.sign(body, new Date(city.now().getTime() - 3_600_000)))).statusCode).toBe(401) // overheard an hour ago
  expect((await callBack({ ...status, id: 'elsewhere', number: '2611250000017' })).statusCode).toBe(204)
  for (const one of [status, status, { ...status, id: 'old', words: '又说一遍' }, { ...status, id: 'next', sequence: 2, code: '77' }]) expect((await callBack(one)).statusCode).toBe(204)
  await take()
  expect((await outcomes()).slice(-5).map(({ what, outcome }) => [what, outcome])).toEqual([['10', 'unknown_number'], ['10', 'taken'], ['10', 'repeated'], ['10', 'out_of_order'], ['77', 'unknown_code']])
  expect([(await show(id)).application.state, await leaks()]).toMatchObject(['reviewing', { silent: 0, unheeded: 2 }])
  const { systems: [one], kept } = await city.get<DepartmentSystemsShown>('shao', '/application/department-systems')
  expect([one, kept.length]).toMatchObject([{ code: 'social-insurance', unsignedTimes: 2, due: 0, parked: 0 }, 5])
  for (const { id: messageId } of kept) expect((await city.call('shao', 'POST', `/application/department-systems/messages/${messageId}/settle`)).statusCode).toBe(204)
  expect(await leaks()).toMatchObject({ unheeded: 0 })
  there.say({ number: no, code: '00' }) // the fake counts two said of it so far
  await says('30', no, { result: { number: '120103-8891', issuedOn: '2026-12-03', until: '2026-12-31', values: { ALC100: '2' }, document: 'f'.repeat(64) } })
  expect([(await show(id)).application.state, (await outcomes()).at(-1)!.outcome]).toEqual(['reviewing', 'waiting']) // its document cannot be had
  const forged = there.hold(Buffer.from('no document'))
  expect((await callBack({ ...status, id: 'forged', sequence: 3, code: '30', result: { number: '1', issuedOn: '2026-12-03', document: forged } })).statusCode).toBe(204)
  await take()
  expect((await outcomes()).at(-1)).toMatchObject({ outcome: 'bad_document' })
  expect((await callBack({ ...status, id: 'right', sequence: 3, code: '30', result: { number: '120103-8891', issuedOn: '2026-12-03', until: '2026-12-31', values: { ALC100: '2' } } })).statusCode).toBe(204)
  await take()
  expect(await show(id)).toMatchObject({ application: { state: 'delivered' }, licences: [{ kind: 'work_injury' }], elsewhere: { result: { number: '120103-8891', document: false } } })
  const { items: [card] } = await city.get<{ items: { until: string | null; fields: { value: unknown }[] }[] }>('li', '/licence/licences')
  const taken = await injury()
  await push()
  await city.done('li', at(taken.id, '/withdraw'), {})
  await push()
  expect(there.pushed.at(-1)).toMatchObject({ number: taken.number, version: 2, kind: 'withdraw', values: {}, papers: [] })
  expect(card).toMatchObject({ until: null, fields: [{ value: '视同工伤' }, { value: '2026-11-02' }] })
})
