import { createHash, randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobRun } from '#base/jobs'
import type { Case, Cases, Figures, Looked, OwnRating, OwnRatings, UnitCase, UnitCases } from '#contracts/rating'
import type { BeganApplication } from '#contracts/application'
import type { Booking } from '#contracts/booking'
import { createPerson } from '#primitives/party'
import { inviteToRate, type Contact } from '#systems/rating'
import { anonymous } from '#base/deed'
import { giveRating } from '../../server/systems/rating/give-rating.ts'
import { publishFigures } from '../../server/systems/rating/publish-figures.ts'
import { requireOwn } from '../../server/systems/rating/find-rating.ts'
import { places } from './cast.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'

let city: TestCity
const item = 'old-age-allowance'
const unit = '120103-civil-affairs'
const refused = async (login: string, url: string, payload: object = {}) => { const { statusCode, body } = await city.call(login, 'POST', url, payload); return { status: statusCode, code: (JSON.parse(body) as { code?: string }).code } }
const desk = (id: string, rest = '') => `/rating/desk/cases/${id}${rest}`
const ofUnit = (id: string, rest = '') => `/rating/unit/cases/${id}${rest}`
const own = async (login: string) => (await city.get<OwnRatings>(login, '/rating/ratings')).items
const one = (login: string, id: string) => city.get<OwnRating>(login, `/rating/ratings/${id}`)
const rate = (login: string, id: string, level: number, more: object = {}) => city.done<OwnRating>(login, `/rating/ratings/${id}`, { level, reasons: [], ...more })
const toCall = async (login = 'lanxin', view = 'to_call') => (await city.get<Cases>(login, `/rating/desk/cases?view=${view}`)).items
const told = async (login: string) => (await city.get<{ items: { template: string; text: string; link: string | null }[] }>(login, '/notices?limit=200')).items.filter(({ template }) => template.startsWith('rating.'))
const personOf = async (login: string) => (await city.sql<{ party_id: string }>('select party_id from access.account where login = $1', [login]))[0]!.party_id
const contact = (more: Partial<Contact>): Contact => ({ source: 'application', contactId: randomUUIDv7(), personId: null, unitId: unit, divisionPath: '120103', item: { code: item, name: '高龄津贴发放' }, channel: 'online', ...more })
const invite = (more: Partial<Contact>) => city.deed((deed) => inviteToRate(deed, contact(more)))
/** A bad rating as far as the call that was written down. */
const called = async (login: string, more: Partial<Contact> = {}, words?: string) => {
  await invite({ personId: await personOf(login), ...more })
  const { id } = (await own(login))[0]!
  await rate(login, id, 1, words === undefined ? {} : { words })
  const found = (await toCall()).find(({ state }) => state === 'waiting')!
  await city.done('lanxin', desk(found.id, '/begin-call'))
  await city.done('lanxin', desk(found.id, '/look'))
  await city.done('lanxin', desk(found.id, '/record-call'), { id: randomUUIDv7(), reached: true, said: '等了三周' })
  return { id, caseId: found.id }
}

/** The clock of matters alone: what other jobs do at that hour is not asked about here. */
const clock = async (at: string) => {
  city.setNow(at)
  const { perform } = city.city.homes.flatMap(({ jobs = [] }) => jobs).find(({ name }) => name === 'matter.tick')!
  await perform(jobRun(city.city.database, 'matter.tick', city.now()))
  await city.deliver()
}

beforeAll(async () => { city = await openTestCity({ at: '2026-11-25T02:00:00Z' }) }) // a Wednesday, 10:00 there
afterAll(() => city?.close())

test('after an application decided, a visit, a call answered and an incident closed the person is asked once; a telephone gets a link; who works there is not asked', async () => {
  const { id: application } = await city.done<BeganApplication>('sun', '/application/applications', { id: randomUUIDv7(), item, division: '120103' })
  const { version } = await city.done<{ version: number }>('sun', `/application/applications/${application}/prefill`, { version: 1, take: false })
  const values = { living: 'home', contact_phone: '15400001002', allowance_account: '6217000010001234569', name: '孙德福', identity_number: '120199194809030056', birth_on: '1948-09-03', household_here: true, allowance_now: false }
  await city.done('sun', `/application/applications/${application}/submit`, { version, values })
  await city.done('mo', `/application/desk/applications/${application}/accept`)
  await city.done('mo', `/application/desk/applications/${application}/refuse`, { grounds: ['age'], words: '满 80 周岁当月可以再申请' })
  const booked = await city.done<Booking>('li', '/booking/bookings', { id: randomUUIDv7(), hall: 'hexi', item, startsAt: '2026-11-25T06:30:00.000Z' })
  await city.done('liuqing', '/booking/desk/halls/hexi/arrive', { said: booked.number })
  const call = randomUUIDv7()
  await city.done('tang', '/hotline/calls', { id: call, number: '13820006021' })
  await city.done('tang', `/hotline/calls/${call}/end`, { outcome: 'answered' })
  const incident = randomUUIDv7()
  await city.done('li', '/governance/incidents', { id: incident, words: '楼下水管漏水', divisionCode: places.tianjin.district, itemCode: places.tianjin.item })
  for (const [login, action, body] of [['chen', 'dispatch', { unitId: '120103-water', supporting: [] }], ['yang', 'handle', { note: '已修复' }], ['bai', 'verify', {}], ['chen', 'close', {}]] as const) await city.done(login, `/governance/incidents/${incident}/${action}`, body)
  await city.deliver()
  await city.deliver()

  expect((await own('sun')).map(({ source, unit: { code }, level, may }) => [source, code, level, may.rate])).toEqual([['application', unit, null, true]])
  expect((await own('li')).map(({ source, unit: { code } }) => [source, code]).sort()).toEqual([['incident', '120103-water'], ['visit', '120103-public-service']])
  expect(await city.sql(`select count(*)::int as asked from rating.rating where source = 'call' and person_id is null and token_hash is not null`)).toEqual([{ asked: 1 }])
  expect((await told('sun')).map(({ template }) => template)).toEqual(['rating.notice.invited'])
  await invite({ personId: await personOf('sun'), contactId: application }) // heard twice
  await invite({ personId: await personOf('mo') }) // works there
  expect([(await own('sun')).length, (await city.sql(`select 1 from rating.rating where person_id = $1`, [await personOf('mo')])).length]).toEqual([1, 0])
  expect((await city.sql<{ channel: string }>(`select channel from notice.outgoing where template = 'rating.notice.invited_by_link'`))).toEqual([{ channel: 'sms' }])
})

test('the link of a text message opens one rating and no other; words and number lie sealed', async () => {
  const token = 'B'.repeat(22) // the real one is known to the telephone alone
  await city.sql(`update rating.rating set token_hash = $1 where source = 'call'`, [createHash('sha256').update(token).digest()])
  const url = `/rating/links/${token}`
  const taps = await Promise.all([1, 2].map(() => city.anonymous({ method: 'POST', url, payload: { level: 2, reasons: ['slow'], words: '一直占线' } })))
  expect(taps.map(({ statusCode }) => statusCode)).toEqual([200, 200])
  expect(taps[1]!.json()).toMatchObject({ level: 2, reasons: ['slow'], words: '一直占线', may: { rate: true, withdraw: true, again: false }, case: { state: 'waiting' } })
  expect((await city.anonymous({ method: 'GET', url: `/rating/links/${'C'.repeat(22)}` })).statusCode).toBe(404)
  expect(await city.sql('select count(*)::int as cases from rating.case')).toEqual([{ cases: 1 }]) // two taps
  expect(await city.sql(`select 1 from rating.rating where position('138'::bytea in phone) > 0 or position('占线'::bytea in words) > 0`)).toEqual([])
  // the hotline's own is not called back by the hotline
  expect(await toCall('lanxin')).toEqual([])
  const [case_] = await toCall('tongyan')
  expect(case_).toMatchObject({ source: 'call', unit: { code: 'city-hotline-centre' } })
  expect((await city.call('lanxin', 'GET', desk(case_!.id))).statusCode).toBe(404)
  expect(await refused('lanxin', desk(case_!.id, '/begin-call'))).toEqual({ status: 404, code: 'rating.case_unknown' })
  await city.done('tongyan', desk(case_!.id, '/begin-call'))
  expect(await city.done<Looked>('tongyan', desk(case_!.id, '/look'))).toMatchObject({ name: null, phone: '13820006021', showFor: 60 })
  expect((await city.anonymous({ method: 'POST', url: `${url}/withdraw` })).json()).toMatchObject({ code: 'rating.call_began' })
  await city.done('tongyan', desk(case_!.id, '/record-call'), { id: randomUUIDv7(), reached: true, said: '已接通' })
  await city.done('tongyan', desk(case_!.id, '/settle'), { words: '高峰时段，已增加座席' })
})

test('one rating each, changed and taken back until the call-back begins; what is not offered, another\'s and one\'s own unit are refused', async () => {
  const [mine] = await own('sun')
  const at = `/rating/ratings/${mine!.id}`
  expect(await refused('li', at, { level: 1, reasons: [] })).toEqual({ status: 404, code: 'rating.unknown' })
  expect(await refused('sun', at, { level: 5, reasons: ['slow'] })).toEqual({ status: 400, code: 'rating.no_such_reason' })
  expect(await refused('sun', at, { level: 1, reasons: ['attitude'] })).toEqual({ status: 400, code: 'rating.no_such_reason' }) // not online
  await Promise.all([1, 2, 3].map(() => rate('sun', mine!.id, 1, { reasons: ['slow', 'papers'] })))
  expect((await toCall()).map(({ level, item: name }) => [level, name])).toEqual([[1, '高龄津贴发放']])
  expect((await rate('sun', mine!.id, 2, { reasons: ['slow'] })).case).toMatchObject({ state: 'waiting' })
  expect((await rate('sun', mine!.id, 5, { reasons: ['fast'] })).case).toBeNull()
  expect(await toCall()).toEqual([])
  expect(await city.done<OwnRating>('sun', `${at}/withdraw`)).toMatchObject({ level: null, may: { rate: true, withdraw: false } })
  const fan = await personOf('fangjin')
  await city.sql(`update rating.rating set agent_id = $1 where id = $2`, [fan, mine!.id]) // whoever acted for her works in the unit
  expect((await city.deed(async (deed) => giveRating(deed, await requireOwn(deed, mine!.id), { level: 5, reasons: [] }), { actor: { ...anonymous, kind: 'person', id: fan } }).catch((error: { code: string }) => error.code))).toBe('rating.own_unit')
  await city.sql(`update rating.rating set agent_id = null where id = $1`, [mine!.id])
  await rate('sun', mine!.id, 5, { words: '我自己评的' })
  await city.sql(`update rating.rating set agent_id = $1 where id = $2`, [await personOf('li'), mine!.id]) // who acted for her may rate, but not over her head
  expect(await one('li', mine!.id)).toMatchObject({ level: 5, words: null, case: null, may: { rate: false, withdraw: false } })
  for (const url of [at, `${at}/withdraw`, `${at}/again`]) expect(await refused('li', url, url === at ? { level: 1, reasons: [] } : url.endsWith('again') ? { level: 4 } : {})).toEqual({ status: 409, code: 'rating.rated_by_other' })
  await city.sql(`update rating.rating set agent_id = null where id = $1`, [mine!.id])
  city.setNow('2026-12-25T16:01:00Z')
  expect(await refused('sun', at, { level: 5, reasons: [] })).toEqual({ status: 409, code: 'rating.over' })
  city.setNow('2026-11-25T02:00:00Z')
})

test('rated badly over a working weekend: called within a working day, passed on without the name, mended within fifteen, asked again once; the unit sees nothing of who or when', async () => {
  city.setNow('2026-09-18T02:00:00Z') // a Friday; the Sunday after it is worked
  const words = '我是红山里的孙德福，跑了两趟'
  await invite({ personId: await personOf('sun'), channel: 'counter' })
  const [{ id }] = (await own('sun')) as [OwnRating]
  await rate('sun', id, 1, { reasons: ['trips', 'attitude'], words })
  const [{ id: caseId, dueAt }] = (await toCall()) as [Cases['items'][number]]
  expect(dueAt).toBe('2026-09-20T10:00:00.000Z') // Sunday, 18:00 there
  const asUnit = async () => JSON.stringify([(await city.get<UnitCases>('fangjin', '/rating/unit/cases')).items, (await city.get<UnitCases>('fangjin', '/rating/unit/cases?view=done')).items, await told('fangjin'), (await city.call('fangjin', 'GET', ofUnit(caseId))).body])
  expect(await asUnit()).not.toMatch(/孙|红山|15400001002|满意/)
  expect(await refused('fangjin', ofUnit(caseId, '/mend'), { words: '已改' })).toEqual({ status: 404, code: 'rating.case_unknown' })
  expect((await city.call('fangjin', 'GET', `/matters/${caseId}/trace`)).statusCode).toBe(404)

  const waiting = await city.get<Case>('lanxin', desk(caseId))
  expect([waiting.person.name, waiting.words, waiting.may.map(({ action }) => action)]).toEqual(['孙*福', null, ['begin_call']])
  expect(await refused('lanxin', desk(caseId, '/look'))).toEqual({ status: 409, code: 'rating.not_calling' })
  await clock('2026-09-20T10:01:00Z')
  expect((await toCall('tongyan', 'leak')).map((row) => row.id)).toEqual([caseId])
  expect((await told('tongyan')).at(0)?.template).toBe('rating.notice.overdue')
  city.setNow('2026-09-20T02:00:00Z')
  await city.done('lanxin', desk(caseId, '/begin-call'))
  expect(await refused('sun', `/rating/ratings/${id}`, { level: 5, reasons: [] })).toEqual({ status: 409, code: 'rating.call_began' })
  expect(await refused('lanxin', desk(caseId, '/pass-on'), { facts: '叫人跑了两趟' })).toEqual({ status: 409, code: 'rating.call_first' })
  expect(await city.done<Looked>('lanxin', desk(caseId, '/look'))).toEqual({ name: '孙德福', phone: '15400001002', showFor: 60 })
  const [leaf] = (await city.get<{ items: { kind: string; purpose: string | null }[] }>('sun', '/ledger/mine')).items.filter(({ kind }) => kind === 'party.unmasked')
  expect(leaf).toMatchObject({ purpose: 'call_back_rating' })
  const call = { id: randomUUIDv7(), reached: false, said: '没有接' }
  for (const said of [call, call, { id: randomUUIDv7(), reached: true, said: '孙德福说窗口没有一次说清' }]) await city.done('lanxin', desk(caseId, '/record-call'), said)
  const calling = await city.get<Case>('lanxin', desk(caseId))
  expect([calling.calls.map(({ reached }) => reached), calling.words]).toEqual([[false, true], words])
  for (const facts of ['孙德福跑了两趟', '请回电 154-0000-1002', '证号 120199194809030056']) expect(await refused('lanxin', desk(caseId, '/pass-on'), { facts })).toEqual({ status: 400, code: 'rating.names_the_person' })
  await city.done('lanxin', desk(caseId, '/pass-on'), { facts: '材料没有一次说清，叫人跑了两趟' })

  const passed = await city.get<UnitCase>('fangjin', ofUnit(caseId))
  expect(passed).toMatchObject({ facts: '材料没有一次说清，叫人跑了两趟', reasons: ['让我跑了好几趟', '态度不好'], case: { item: null, dueAt: '2026-10-16T10:00:00.000Z' } }) // too few others; over National Day, with the Saturday after it
  expect(passed.steps.map(({ name }) => name)).toEqual(['转责任单位整改'])
  expect(await asUnit()).not.toMatch(/孙|红山|15400001002|高龄津贴|2026-09-18|260918/)
  expect((await city.call('mo', 'GET', ofUnit(caseId))).statusCode).toBe(403)
  expect((await city.call('meng', 'GET', ofUnit(caseId))).statusCode).toBe(404) // another unit's
  expect(await refused('sun', `/rating/ratings/${id}/again`, { level: 4 })).toEqual({ status: 409, code: 'rating.not_asked' })
  city.setNow('2026-10-10T02:00:00Z')
  expect(await city.done<{ number: string }>('fangjin', ofUnit(caseId, '/mend'), { words: '已改为一次性告知单' })).toMatchObject({ number: passed.case.number })
  expect([passed.case.number.length, Math.abs(Number.parseInt(caseId.slice(0, 8) + caseId.slice(9, 13), 16) - Date.now()) > 60_000]).toEqual([8, true]) // neither number nor id tells the day
  expect(await refused('fangjin', ofUnit(caseId, '/mend'), { words: '再答一次' })).toEqual({ status: 409, code: 'rating.answered' })
  await city.deliver()
  expect((await told('sun'))[0]).toMatchObject({ template: 'rating.notice.mended', link: `/rate/${id}` })
  const asked = await one('sun', id)
  expect([asked.may, asked.case!.steps.map(({ name }) => name)]).toEqual([{ rate: false, withdraw: false, again: true }, ['收到差评', '开始回访', '没有联系上', '联系上评价人', '转责任单位整改', '已整改，答复']])
  const again = await Promise.all([1, 2].map(() => city.done<OwnRating>('sun', `/rating/ratings/${id}/again`, { level: 4 })))
  expect(again.map((tap) => tap.case!.state)).toEqual(['mended', 'mended'])
  expect(await asUnit()).not.toMatch(/孙|红山|15400001002|高龄津贴|2026-09-18|260918/)
  expect(await city.sql(`select distinct opener_kind, opener_id from matter.matter where kind = 'bad_rating' union select distinct actor_kind, actor_id from matter.step s join matter.matter m on m.id = s.matter_id where m.kind = 'bad_rating' and actor_kind <> 'staff' order by 2`)).toEqual(['matter.tick', 'rating.follow'].map((id) => ({ opener_kind: 'job', opener_id: id })))
  expect(await city.sql(`select distinct actor_id from event.event where name in ('rating.rating.given', 'rating.rating.withdrawn') or (name like 'matter.%' and detail->>'kind' = 'bad_rating' and actor_id = $1)`, [await personOf('sun')])).toEqual([{ actor_id: 'rating.follow' }])
})

test('still bad, late, or objected to goes to the supervising authority, which orders, concludes or finds that it does not count', async () => {
  city.setNow('2026-11-25T02:00:00Z')
  const still = await called('sun')
  await city.done('lanxin', desk(still.caseId, '/pass-on'), { facts: '没有告知进展' })
  await city.done('fangjin', ofUnit(still.caseId, '/mend'), { words: '已告知' })
  await city.done('lanxin', desk(still.caseId, '/record-again'), { id: randomUUIDv7(), level: 2, said: '还是没有人告诉我' })
  expect(await city.get<Case>('tongyan', desk(still.caseId))).toMatchObject({ case: { state: 'supervising' }, againLevel: 2, answeredInTime: true })
  for (const step of ['/order', '/conclude']) expect(await refused('tongyan', desk(still.caseId, step), { words: '请给证号 120199194809030056 的人回话' })).toEqual({ status: 400, code: 'rating.names_the_person' })
  await city.done('tongyan', desk(still.caseId, '/order'), { words: '三天内把告知补上' })
  expect(await refused('fangjin', ofUnit(still.caseId, '/mend'), { words: '再改' })).toEqual({ status: 409, code: 'rating.answered' }) // asked again once
  await city.done('fangjin', ofUnit(still.caseId, '/report-back'), { words: '已补' })
  await city.done('tongyan', desk(still.caseId, '/conclude'), { words: '窗口已增加进展告知' })
  expect((await told('sun'))[0]).toMatchObject({ template: 'rating.notice.concluded', text: expect.stringContaining('窗口已增加进展告知') })

  const late = await called('li', { unitId: '120103-water', item: { code: 'w', name: '用水报装' } })
  await city.done('lanxin', desk(late.caseId, '/pass-on'), { facts: '承诺五天，十二天才办' })
  await clock('2026-12-16T10:01:00Z') // fifteen working days
  expect(await city.get<Case>('tongyan', desk(late.caseId))).toMatchObject({ case: { state: 'supervising' }, answeredInTime: null })
  expect((await told('li'))[0]?.template).toBe('rating.notice.supervised')

  city.setNow('2026-11-25T02:00:00Z')
  const objected = await called('sun')
  await city.done('lanxin', desk(objected.caseId, '/pass-on'), { facts: '超过承诺时限' })
  await city.done('fangjin', ofUnit(objected.caseId, '/object'), { words: '补正期间不计时，没有超期' })
  expect(await refused('tongyan', desk(objected.caseId, '/overrule'), { reason: '单位没有过错', words: '证号 120199194809030056' })).toMatchObject({ code: 'rating.names_the_person' })
  await city.done('tongyan', desk(objected.caseId, '/overrule'), { reason: '单位没有过错', words: '补正期间依法不计时' })
  expect((await one('sun', objected.id)).may).toEqual({ rate: false, withdraw: false, again: false })
  expect(await city.sql(`select kind from ledger.entry where kind like 'rating.%' order by kind`)).toEqual(['rating.concluded', 'rating.passed_on', 'rating.passed_on', 'rating.passed_on', 'rating.passed_on', 'rating.phone_opened', 'rating.set_aside'].map((kind) => ({ kind })))
})

test('figures are shown from ten ratings on and move by tens; enough others, and the unit is told which item', async () => {
  const figures = async () => (await (await city.anonymous({ method: 'GET', url: `/rating/figures?unit=${unit}` })).json() as Figures).items[0]!
  const count = () => publishFigures(jobRun(city.city.database, 'rating.publish_figures', city.now()))
  const people = async (levels: number[]) => {
    for (const level of levels) {
      const id = await city.deed(async (deed) => (await createPerson(deed, { name: '测试' })).id)
      await invite({ personId: id })
      const actor = { ...anonymous, kind: 'person' as const, id }
      await city.deed(async (deed) => giveRating(deed, await requireOwn(deed, (await city.sql<{ id: string }>('select id from rating.rating where person_id = $1', [id]))[0]!.id), { level, reasons: [] }), { actor })
    }
  }
  await count()
  expect((await figures()).figures).toBeNull()
  const { rated } = (await city.sql<{ rated: number }>(`select count(*)::int as rated from rating.rating where unit_id = $1 and level is not null and set_aside_at is null`, [unit]))[0]!
  await people([5, 5, 4, 4, 3, 5, 5].slice(0, 9 - rated))
  await count()
  expect((await figures()).figures).toBeNull() // nine
  await people([2])
  await count()
  const first = await figures()
  expect(first).toMatchObject({ figures: { ratings: 10 }, items: [{ source: 'application', item: { code: item }, figures: { ratings: 10, good: first.figures!.good, due: 2, mended: 1 } }] })
  expect(first.figures!.levels.reduce((sum, many) => sum + many)).toBe(10)
  await people([1])
  await count()
  expect(await figures()).toEqual(first) // nobody is told what the last one said
  const found = (await toCall()).at(-1)!
  await city.done('lanxin', desk(found.id, '/begin-call'))
  await city.done('lanxin', desk(found.id, '/record-call'), { id: randomUUIDv7(), reached: true, said: '太慢' })
  await city.done('lanxin', desk(found.id, '/pass-on'), { facts: '办得慢' })
  expect((await city.get<UnitCases>('fangjin', '/rating/unit/cases')).items.find(({ id }) => id === found.id)).toMatchObject({ item: '高龄津贴发放' })
})
