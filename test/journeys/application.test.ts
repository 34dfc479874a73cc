/** An application from draft to decision: nothing typed that the city knows, one number, the law's clocks, letters, and clause by clause. */
import { createHash, randomUUIDv7 } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobActor, jobRun } from '#base/jobs'
import type { Application, BeganApplication, DeskApplication, DeskApplications, Letter, SubmittedApplication } from '#contracts/application'
import type { OwnThings } from '#contracts/matter'
import { advance, openMatter } from '#primitives/matter'
import { clocksOf } from '#systems/service-item'
import { drawLetters } from '../../server/systems/application/letter/draw-letters.ts'
import { limitsOf } from '../../server/systems/application/limits-of.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { openRegister } from '../kit/register.ts'

let city: TestCity
const item = 'old-age-allowance'
const [population, household, allowance, care, registered] = ['101004000001', '101004000002', '307012000506', '307076000008', '307026000008']
const unit = '120103-civil-affairs'
const typed = { allowance_account: '6217000010001234569', living: 'home' }
const gulan = '120199194105160768'

const at = (id: string, rest = '') => `/application/applications/${id}${rest}`
const desk = (id: string, rest = '') => `/application/desk/applications/${id}${rest}`
const ok = async <T>(answering: ReturnType<TestCity['call']>, status = 200): Promise<T> => { const answer = await answering; expect(answer.statusCode, answer.body).toBe(status); return answer.json() as T }
const begin = async (login: string, more: object = {}) => ok<BeganApplication>(city.call(login, 'POST', '/application/applications', { id: randomUUIDv7(), item, ...more }), 201)
const show = (login: string, id: string) => ok<Application>(city.call(login, 'GET', at(id)))
const submit = (login: string, id: string, version: number, values: object = typed, key?: string) => ok<SubmittedApplication>(city.call(login, 'POST', at(id, '/submit'), { version, values }, key))
/** What somebody fills in whom the city was not asked for. */
const byHand = { ...typed, contact_phone: '15400001064', name: '顾兰芳', identity_number: gulan, birth_on: '1941-05-16', household_here: true, allowance_now: false }

const use = { purpose: '审核高龄津贴', legalBasis: '《老年人权益保障法》第三十三条', scenario: '高龄津贴', usingSystem: '办件' }
beforeAll(async () => {
  city = await openTestCity({ at: '2026-11-25T02:00:00Z' }) // a Wednesday, 10:00 there
  // the answering unit may look up, by the application's number, what the form says the city holds
  const open = (resource: string, fields: string[], rows: Record<string, string>[] = []) => openRegister(city, { resource, fields, unit, rows, use })
  await open(population, ['identity_number', 'name', 'birth_on', 'deceased'], [{ identity_number: gulan, name: '顾兰芳', gender: '2', ethnicity: '01', birth_on: '1941-05-16', household_address: '河西区光明里6号楼1门201', household_kind: '01', person_status: '1', deceased: '', updated_at: '2026-11-01T00:00:00Z' }])
  await open(household, ['identity_number', 'household_number', 'household_address'], [{ household_number: 'H0001', identity_number: gulan, name: '顾兰芳', relation_to_head: '01', head_name: '顾兰芳', household_address: '河西区光明里6号楼1门201', police_station: '挂甲寺派出所', household_nature: '1' }])
  await open(allowance, ['identity_number', 'allowance_number'])
  await open(care, ['identity_number', 'certified_on'], [{ identity_number: gulan, name: '顾兰芳', certified_on: '2026-03-01', certified_by: '01', certified_result: '1', next_certified_by: '2027-03-01' }])
  await open(registered, ['identity_number', 'phone'])
})
afterAll(() => city?.close())

test('she types two things, the city says the rest with its source, and a rule approves at once, clause by clause; two taps and two tabs are one application', async () => {
  const { id, number, version } = await begin('gulan')
  expect(await begin('gulan')).toEqual({ id, number, version }) // on another device it is the same draft
  const saved = await ok<{ version: number }>(city.call('gulan', 'PUT', at(id, '/draft'), { version, values: { living: 'home' } }))
  expect((await city.call('gulan', 'PUT', at(id, '/draft'), { version, values: {} })).json()).toMatchObject({ status: 412, code: 'application.saved_elsewhere', version: saved.version })
  expect((await city.call('sun', 'GET', at(id))).json()).toMatchObject({ status: 404, code: 'application.unknown' })
  const prefilled = await ok<{ version: number }>(city.call('gulan', 'POST', at(id, '/prefill'), { version: saved.version, take: true }))
  const draft = await show('gulan', id)
  expect(draft.values).toMatchObject({ living: 'home', name: '顾兰芳', birth_on: '1941-05-16', deceased: false, household_here: true, allowance_now: false, certified_on: '2026-03-01', contact_phone: '15400001064' })
  expect(draft.sources.filter(({ from }) => from === 'city').map(({ field }) => field).sort()).toEqual(['allowance_now', 'birth_on', 'certified_on', 'contact_phone', 'deceased', 'household_address', 'household_here', 'identity_number', 'name'])
  expect(draft.sources.find(({ field }) => field === 'birth_on')).toMatchObject({ unit: expect.stringContaining('公安'), unsaid: null })
  const faulty = await submit('gulan', id, prefilled.version, { living: 'home', name: '别人' })
  expect(faulty).toMatchObject({ state: 'drafting', faults: [{ field: 'allowance_account', key: 'base.form_fault.required' }] })

  const taps = await Promise.all([1, 2, 3].map(() => city.call('gulan', 'POST', at(id, '/submit'), { version: faulty.version, values: typed })))
  expect(taps.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
  expect(new Set(taps.map((tap) => JSON.stringify([tap.json().number, tap.json().state])))).toEqual(new Set([JSON.stringify([number, 'delivered'])]))
  expect(await city.sql('select count(*)::int as made from application.application')).toEqual([{ made: 1 }])
  const done = await show('gulan', id)
  expect(done.values).toMatchObject({ name: '顾兰芳', age: 85 }) // what a browser sends does not overwrite what the city said
  expect(done.automatic).toBe(true)
  expect(done.letters.map(({ kind }) => kind)).toEqual(['receipt', 'approved_at_once'])
  expect(done.licences).toMatchObject([{ kind: 'allowance_decision', name: '高龄津贴资格' }]) // three taps, one licence
  const [card] = (await ok<{ items: { id: string; state: string; until: string; fields: object[] }[] }>(city.call('gulan', 'GET', '/licence/licences'))).items
  expect(card).toMatchObject({ id: done.licences[0]!.id, state: 'in_force', until: '2027-11-24', fields: [{ value: '2026-11-01' }, { value: '80 至 89 周岁' }] })
  expect(await city.sql('select basis from licence.licence')).toEqual([{ basis: `application:${number}` }])
  const letter = await ok<Letter>(city.call('gulan', 'GET', at(id, `/letters/${done.letters[1]!.id}`)))
  expect(letter.list).toHaveLength(4)
  expect(letter.list[0]).toMatch(/年满 80 周岁.*第 10 条.*85/)
  expect(await city.sql(`select kind from ledger.entry where kind like 'application.%' order by at, id`)).toEqual(expect.arrayContaining(['application.submitted', 'application.approved', 'application.letter_written'].map((kind) => ({ kind }))))
  expect(await city.sql('select submitted, automatic, typed, prefilled, computed from application.tally')).toEqual([{ submitted: 1, automatic: 1, typed: 2, prefilled: 9, computed: 1 }])
  expect(await city.sql(`select detail from event.event where name = 'application.application.approved'`)).toMatchObject([{ detail: { application: id, item, licences: ['allowance_decision'], automatic: true } }])
  expect((await ok<{ items: { kind: string }[] }>(city.call('gulan', 'GET', '/ledger/mine'))).items.filter(({ kind }) => kind === 'exchange.used').length).toBe(5)
  await drawLetters(jobRun(city.city.database, 'application.draw_letters', city.now()))
  const pdf = await city.call('gulan', 'GET', at(id, `/letters/${letter.id}/pdf`))
  expect(createHash('sha256').update(pdf.rawPayload).digest('hex')).toBe((await ok<Letter>(city.call('gulan', 'GET', at(id, `/letters/${letter.id}`)))).documentHash)
  expect((await city.call('sun', 'GET', at(id, `/letters/${letter.id}/pdf`))).statusCode).toBe(404)
  expect(await city.sql(`select count(*)::int as drawn from ledger.entry where kind = 'application.letter_drawn'`)).toEqual([{ drawn: 2 }])
  expect(await city.sql(`select 1 from application.application where position('1941'::bytea in filled) > 0`)).toEqual([]) // sealed
})

test('who would rather bring the papers loses nothing: a reviewer asks once for all that is missing, accepts with material to follow, and approves only what is known and complete', async () => {
  const { id, version } = await begin('sun', { division: '120103' })
  const refused = await ok<{ version: number }>(city.call('sun', 'POST', at(id, '/prefill'), { version, take: false }))
  const values = { ...byHand, name: '孙德福', identity_number: '120199194809030056', birth_on: '1948-09-03', contact_phone: '15400001002' }
  const handed = await submit('sun', id, refused.version, values)
  expect(handed).toMatchObject({ state: 'received', faults: [] })
  const seen = await ok<DeskApplication>(city.call('mo', 'GET', desk(id)))
  expect(seen.clauses!.map(({ clause, outcome }) => [clause, outcome])).toEqual([['age', 'unknown'], ['household', 'unknown'], ['alive', 'unknown'], ['not_twice', 'unknown']])
  expect(seen.parts.flatMap(({ fields }) => fields).find(({ field }) => field === 'identity_number')!.value).not.toContain('0903')
  expect(JSON.stringify(seen)).not.toContain('孙德福')
  const opened = await ok<DeskApplication>(city.call('mo', 'POST', desk(id, '/open')))
  expect(opened.parts.flatMap(({ fields }) => fields).find(({ field }) => field === 'identity_number')!.value).toBe('120199194809030056')
  await city.sql(`insert into application.proxy (application_id, agent_id, agent_name, since) select $1, party_id, '江*', $2 from access.account where login = 'jiangyu'`, [id, city.now()]) // who once acted for him
  for (const [method, rest] of [['GET', ''], ['POST', '/open']] as const) expect((await city.call('jiangyu', method, desk(id, rest))).json(), rest).toMatchObject({ status: 404, code: 'application.unknown' }) // another department's
  expect((await ok<DeskApplications>(city.call('jiangyu', 'GET', '/application/desk/applications'))).items).toEqual([])

  expect((await city.call('mo', 'POST', desk(id, '/ask-missing'), { materials: ['房产证'], words: '' })).json()).toMatchObject({ code: 'application.no_such_material' })
  await ok(city.call('mo', 'POST', desk(id, '/ask-missing'), { materials: ['户口簿', '身份证明'], words: '户口簿只要首页和本人页' }))
  expect((await city.call('mo', 'POST', desk(id, '/ask-missing'), { materials: ['户口簿'], words: '' })).statusCode).toBe(409)
  const asked = await show('sun', id)
  expect(asked).toMatchObject({ application: { state: 'supplementing', turn: 'you' }, missing: { materials: ['户口簿', '身份证明'] } })
  expect((await city.call('sun', 'POST', at(id, '/supply'), { version: asked.filledVersion - 1, values: {} })).json()).toMatchObject({ code: 'application.saved_elsewhere' })
  expect((await ok<SubmittedApplication>(city.call('sun', 'POST', at(id, '/supply'), { version: asked.filledVersion, values }))).state).toBe('supplied')
  expect((await city.call('mo', 'POST', desk(id, '/ask-missing'), { materials: ['户口簿'], words: '' })).statusCode).toBe(409) // once, and no second time
  await ok(city.call('mo', 'POST', desk(id, '/accept-lacking'), { materials: ['户口簿'], until: '2026-12-10' }))
  expect((await city.call('mo', 'POST', desk(id, '/approve'), {})).json()).toMatchObject({ code: 'application.say_how_known', clauses: expect.arrayContaining(['年满 80 周岁']) })
  expect((await city.call('mo', 'POST', desk(id, '/approve'), { words: '已核实' })).json()).toMatchObject({ code: 'matter.fact_forbids' }) // something is still to come
  expect((await city.call('mo', 'POST', desk(id, '/refuse'), { grounds: ['moon'], words: '不符合' })).json()).toMatchObject({ code: 'application.not_a_ground' })
  expect((await city.call('mo', 'POST', desk(id, '/extend'), { reason: '核实户籍' })).statusCode).toBe(403) // its head's to decide
  expect((await city.call('fangjin', 'POST', desk(id, '/extend'), { reason: '向外地核实户籍' })).json()).toMatchObject({ state: 'reviewing' })
  expect((await city.call('fangjin', 'POST', desk(id, '/extend'), { reason: '再延长' })).statusCode).toBe(409)
  await ok(city.call('mo', 'POST', desk(id, '/refuse'), { grounds: ['age'], words: '满 80 周岁当月可以再申请' }))
  const { letters, application } = await show('sun', id)
  expect([application.state, application.turn, letters.map(({ kind }) => kind)]).toEqual(['refused', 'nobody', ['receipt', 'missing', 'accepted_lacking', 'extended', 'refused']])
  const letter = await ok<Letter>(city.call('sun', 'GET', at(id, `/letters/${letters.at(-1)!.id}`)))
  expect(letter.list).toEqual(['不符合“年满 80 周岁”'])
  expect(letter.remedies).toMatchObject([{ name: '行政复议', body: expect.stringContaining('河西区'), text: expect.stringContaining('60 日') }, { name: '行政诉讼', body: expect.stringContaining('人民法院'), text: expect.stringContaining('6 个月') }])
  expect((await city.get<OwnThings>('sun', '/matters/own?of=application&open=false')).items[0]).toMatchObject({ id, stateName: '不予批准', remedies: ['行政复议', '行政诉讼'], can: [] })
})

test('a reviewer approves, twice at once: one licence in the wallet, and the application is delivered; with one in force a second approval is refused and stays undecided', async () => {
  const once = async () => {
    const { id, version } = await begin('gulan')
    const refused = await ok<{ version: number }>(city.call('gulan', 'POST', at(id, '/prefill'), { version, take: false }))
    expect((await submit('gulan', id, refused.version, byHand)).state).toBe('received')
    await ok(city.call('mo', 'POST', desk(id, '/accept'), {}))
    return id
  }
  await city.sql(`update licence.licence set revoked_at = issued_at, revoked_reason = 'ended', revoked_words = '', revoked_by = 'test'`) // that of the first test
  const id = await once()
  const both = await Promise.all([1, 2].map(() => city.call('mo', 'POST', desk(id, '/approve'), { words: '户籍和年龄已电话核实' })))
  expect(both.map(({ statusCode }) => statusCode).sort(), both.map(({ body }) => body).join()).toEqual([200, 409])
  expect(await show('gulan', id)).toMatchObject({ application: { state: 'delivered' }, automatic: false, licences: [{ kind: 'allowance_decision' }] })
  expect(await city.sql('select count(*)::int as made from licence.licence where revoked_at is null')).toEqual([{ made: 1 }])
  const second = await once()
  expect((await city.call('mo', 'POST', desk(second, '/approve'), { words: '已核实' })).json()).toMatchObject({ status: 409, code: 'licence.in_force_already' })
  expect((await show('gulan', second)).application.state).toBe('reviewing')
})

test('a contradicted value is judged by a human being; one begun at the counter is ended on the phone under its number; a deaf unit has accepted', async () => {
  const counter = await ok<BeganApplication>(city.call('liuqing', 'POST', '/application/counter/applications', { id: randomUUIDv7(), item, person: { number: gulan, name: '顾兰芳' } }), 201)
  expect((await city.call('liuqing', 'POST', '/application/counter/applications', { id: randomUUIDv7(), item, person: { number: gulan, name: '王五' } })).json()).toMatchObject({ code: 'application.name_differs' })
  const own = await begin('gulan')
  expect(own.number).toBe(counter.number)
  const prefilled = await ok<{ version: number }>(city.call('gulan', 'POST', at(own.id, '/prefill'), { version: own.version, take: true }))
  const disputed = await ok<{ version: number }>(city.call('gulan', 'POST', at(own.id, '/dispute'), { version: prefilled.version, field: 'household_address', value: '河西区红山里1号楼' }))
  expect(await city.sql(`select field from exchange.correction where origin = 'difference'`)).toEqual([{ field: 'household_address' }])
  const handed = await submit('gulan', own.id, disputed.version)
  expect(handed.state).toBe('received')
  expect(new Date(handed.stateDueAt!).toISOString()).toBe('2026-12-02T10:00:00.000Z') // five working days, 18:00 there
  await city.tick('2026-12-02T10:01:00Z')
  city.setNow('2026-12-02T10:01:00Z') // sessions anew
  const deemed = await show('gulan', own.id)
  expect(deemed).toMatchObject({ application: { state: 'reviewing', dueAt: '2026-11-27T10:00:00.000Z' } }) // two working days, as the district promises, since the day it came: late already
  expect(deemed.letters.map(({ kind }) => kind)).toEqual(['receipt', 'deemed'])
})

type Clock = Readonly<{ clock: string; joint?: true; received: string; notice: string; accepted?: string; decide: string; extended?: string; paused?: readonly [string, string]; provisional?: true }>
/** Days are the city's; each step at 10:00 there. Without `accepted` nobody answered. */
test.each<[string, Clock]>([
  ['a licence over Spring Festival, with two working Saturdays', { clock: 'licence', received: '2026-02-12', notice: '2026-02-26', accepted: '2026-02-13', decide: '2026-03-19', extended: '2026-04-02' }],
  ['the same with a hearing of four working days', { clock: 'licence', received: '2026-02-12', notice: '2026-02-26', accepted: '2026-02-13', paused: ['2026-02-24', '2026-02-28'], decide: '2026-03-25' }],
  ['the same when nobody answered: since the day it came', { clock: 'licence', received: '2026-02-12', notice: '2026-02-26', decide: '2026-03-18' }],
  ['a joint licence over Mid-Autumn and National Day', { clock: 'licence', joint: true, received: '2026-09-18', notice: '2026-09-24', accepted: '2026-09-18', decide: '2026-11-26', extended: '2026-12-17' }],
  ['days of the housing fund are days by the sun', { clock: 'housing-fund-withdrawal', received: '2026-10-08', notice: '2026-10-14', accepted: '2026-10-08', decide: '2026-10-11' }],
  ['so are those of a residence permit', { clock: 'residence-permit', received: '2026-09-20', notice: '2026-09-28', accepted: '2026-09-20', decide: '2026-10-05' }],
  ['a licence over New Year: its days off are not published yet, so each weekday counts, and the end is provisional', { clock: 'licence', received: '2026-12-18', notice: '2026-12-25', accepted: '2026-12-18', decide: '2027-01-15', provisional: true }],
])('%s', async (_, { clock, joint, received, notice, accepted, decide, extended, paused, provisional }) => {
  const book = { acts: [], remedies: [], ...(parse(readFileSync('cities/tianjin/catalogues/legal-clocks.yaml', 'utf8')) as object) } as unknown as Parameters<typeof clocksOf>[0]
  const clocks = clocksOf(book, { clock, ...(joint ? { joint } : {}) } as Parameters<typeof clocksOf>[1])
  const at = (day: string): Date => new Date(`${day}T02:00:00Z`)
  const id = randomUUIDv7()
  const step = (day: string, action: string, input: Parameters<typeof advance>[3] = {}, now = at(day)) => city.deed((deed) => advance(deed, id, action, input), { actor: jobActor('test.clock'), now })
  const lastDay = (due: Date | null): string => new Date(due!.getTime() + 8 * 3_600_000 - 1).toISOString().slice(0, 10)
  city.setNow(at(received))
  await city.deed((deed) => openMatter(deed, { id, kind: 'application', divisionPath: '', holder: { level: 'city', path: '' }, facts: { lacking: false } }), { actor: jobActor('test.clock'), now: at(received) })
  const limits = await city.read((deed) => limitsOf(deed, clocks))
  expect(lastDay((await step(received, 'submit', { assignTo: { unitId: unit }, limits })).stateDueAt)).toBe(notice)
  let matter = accepted ? await step(accepted, 'accept') : await step(notice, 'deem_accept', {}, new Date(`${notice}T10:01:00Z`))
  if (paused) {
    expect((await step(paused[0], 'pause', { reason: '听证', note: '听证会', until: at('2026-03-31') })).state).toBe('paused')
    matter = await step(paused[1], 'resume')
  }
  expect(lastDay(matter.stateDueAt)).toBe(decide)
  if (extended) expect(lastDay((await step(accepted!, 'extend', { reason: '复杂', extension: clocks.extend as { amount: number; unit: 'working_days' } })).stateDueAt)).toBe(extended)
  expect(matter.provisional).toBe(provisional ?? false)
  const approved = await step(decide, 'approve')
  if (decide === '2026-10-05') expect(lastDay(approved.stateDueAt)).toBe('2026-10-20') // ten working days to hand it over, from the holiday on
})
