/** Who stands behind a resident's account, how surely, and who may act for whom. */
import { randomUUID, randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#base/deed'
import type { Refusal } from '#base/errors'
import type { Claimed, ConfirmedAtCounter, ConsentCode, ConsentTaken, IdentityProven, Merged, OwnAccount, PhoneChanged } from '#contracts/account'
import { creditCheckDigit, identityCheckDigit, organisationCheckDigit } from '#primitives/party'
import { actFor, assuranceOf, mayActFor } from '#systems/account'
import { makeCode } from '../../server/primitives/access/factor/send-code.ts'
import { heldColumns } from '../../server/primitives/party/person/follow-merge.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { openRegister, personRow } from '../kit/register.ts'
import { sessionOf } from '../kit/session.ts'

type Answer<T> = T & { status: number; code?: string; title?: string }
let city: TestCity
const item = 'old-age-allowance'
const numberOf = (born: string, order: string): string => { const body = `120199${born}${order}`; return body + identityCheckDigit(body) }
const [grandmother, daughter] = [numberOf('19450203', '702'), numberOf('19720611', '704')]

const call = async <T>(headers: Record<string, string>, url: string, payload?: object): Promise<Answer<T>> => {
  const answer = await city.http.inject({ method: payload ? 'POST' : 'GET', url, headers: { ...headers, ...(payload ? { 'idempotency-key': randomUUID() } : {}) }, ...(payload ? { payload } : {}) })
  return { ...(answer.json() as T), status: answer.statusCode }
}
const codeFor = async (phone: string): Promise<string> => {
  city.setNow(new Date(city.now().getTime() + 61_000))
  return (await city.deed((deed) => makeCode(deed, phone))).code // the route sends no more than thirty a minute from one place
}
/** A resident who logs in by phone, as anybody can. */
const enter = async (phone: string) => {
  const answer = await city.http.inject({ method: 'POST', url: '/sessions', payload: { phone, code: await codeFor(phone) } })
  expect(answer.statusCode, answer.body).toBe(201)
  const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const { who } = await call<{ who: { id: string; accountId: string } }>({ cookie }, '/session')
  return { cookie, id: who.id, accountId: who.accountId, get: <T>(url: string) => call<T>({ cookie }, url), post: <T = object>(url: string, payload: object = {}) => call<T>({ cookie }, url, payload) }
}
type Resident = Awaited<ReturnType<typeof enter>>
const actorOf = ({ id, accountId }: Resident): Actor => ({ kind: 'person', id, accountId, sessionId: null, postId: null, departmentId: null, divisionPath: null, grants: [] })
const may = (who: Resident, subject: string, of: string | null = item) => city.read((deed) => mayActFor(deed, subject, of), { actor: actorOf(who) })
const refusal = (asked: Promise<unknown>) => asked.then(() => 'no refusal', (error: Refusal) => error.code)
const prove = (who: Resident, name: string, number: string) => who.post<IdentityProven>('/account/identity', { name, number })
const clerk = async <T>(url: string, payload: object): Promise<Answer<T>> => { const answer = await (await city.as('liuqing'))({ method: 'POST', url, payload }); return { ...(answer.json() as T), status: answer.statusCode } }
const told = async (who: Resident) => (await who.get<{ items: { template: string; text: string }[] }>('/notices')).items

/** A login that is refused, or that chooses who of a family one is. */
const logIn = async (phone: string, more: object = {}, code?: string) => { const sent = code ?? (await codeFor(phone)); return { sent, ...(await call<{ accounts?: string[]; names?: string[]; room?: boolean }>({}, '/sessions', { phone, code: sent, ...more })) } }

let [old, young]: Resident[] = []
let youngsPhone = '15400009002'
beforeAll(async () => {
  city = await openTestCity({ at: '2026-11-25T02:00:00Z' })
  ;[old, young] = [await enter('15400009001'), await enter('15400009002')]
})
afterAll(() => city?.close())

test('a phone is level 1; without a grant nobody is promised an answer; a wrong name and a wrong number are refused alike, five times a day, and many accounts do not guess at one person', async () => {
  expect(await old!.get<OwnAccount>('/account/own')).toMatchObject({ level: 1, registerOpen: false, proofs: [], phone: '154****9001' })
  expect(await prove(old!, '周桂兰', grandmother)).toMatchObject({ status: 409, code: 'account.register_not_open' })
  await openRegister(city, { resource: '101004000001', fields: ['identity_number', 'name'], unit: 'city-data', rows: [personRow(grandmother, '周桂兰'), personRow(daughter, '马文静')] })
  expect(await old!.get<OwnAccount>('/account/own')).toMatchObject({ registerOpen: true })
  const wrong = [await prove(old!, '周桂芳', grandmother), await prove(old!, '周桂兰', numberOf('19450203', '706'))]
  expect(wrong.map(({ outcome, level, status }) => [outcome, level, status])).toEqual([['not_matched', 1, 200], ['not_matched', 1, 200]])
  const atOnce = await Promise.all([1, 2, 3, 4, 5].map(() => prove(old!, '周桂芳', grandmother)))
  expect(atOnce.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429])
  expect(await prove(old!, '周桂兰', grandmother)).toMatchObject({ status: 429, code: 'account.tries_used' })
  expect(await city.sql('select count(*)::int as n, max(tries)::int as tries from account.identity_check')).toEqual([{ n: 1, tries: 5 }])

  const strangers = await Promise.all(['15400009011', '15400009012'].map(enter))
  for (const who of strangers) for (let n = 0; n < 3; n++) await prove(who, '猜一猜', grandmother)
  expect(await prove(strangers[1]!, '猜一猜', grandmother)).toMatchObject({ status: 429 }) // ten in all for one number
  city.setNow('2026-11-26T02:00:00Z')
  old = await enter('15400009001')
  expect(await prove(old, '周桂兰', grandmother)).toMatchObject({ outcome: 'matched', level: 2 })
  expect(await prove(old, '周桂兰', grandmother)).toMatchObject({ code: 'account.proven_already' })
  expect(await old.get<OwnAccount>('/account/own')).toMatchObject({ level: 2, name: '周*兰', number: expect.stringMatching(/^1201\*+/), proofs: [{ level: 2, source: 'register', by: expect.stringContaining('公安') }] })
  expect(await city.read((deed) => assuranceOf(deed), { actor: actorOf(old!) })).toBe(2)
  expect(await prove(strangers[0]!, '猜一猜', grandmother)).toMatchObject({ outcome: 'not_matched' })
  const leaves = (await old.get<{ items: { kind: string }[] }>('/ledger/mine')).items.map(({ kind }) => kind)
  expect(leaves).toEqual(expect.arrayContaining(['account.proven', 'exchange.used'])) // who tries her number is seen by her
})

test('another\'s number is nobody\'s second: two at once, one has it; a counter sees person and document, with a code from any phone, and not for oneself', async () => {
  young = await enter('15400009002')
  const twin = await enter('15400009003')
  const both = await Promise.all([prove(young, '马文静', daughter), prove(twin, '马文静', daughter)])
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['elsewhere', 'matched'])
  if (both[1]!.outcome === 'matched') [young, youngsPhone] = [twin, '15400009003']
  expect(await city.sql('select count(distinct person_id)::int as n from party.person_number where person_id = $1', [young.id])).toEqual([{ n: 1 }])

  const number = numberOf('19880808', '708')
  const seen = { name: '高建国', number, document: 'identity_card' }
  const code = await codeFor('15400009004')
  expect((await (await city.as('li'))({ method: 'POST', url: '/account/desk/confirm', payload: { ...seen, phone: '15400009004', code } })).statusCode).toBe(403)
  expect(await clerk<ConfirmedAtCounter>('/account/desk/confirm', { ...seen, phone: '15400009004', code: code === '000000' ? '000001' : '000000' })).toMatchObject({ outcome: 'code_wrong' })
  expect(await clerk<ConfirmedAtCounter>('/account/desk/confirm', { ...seen, phone: '15400009004', code })).toMatchObject({ outcome: 'confirmed', level: 3 })
  expect(await clerk('/account/desk/confirm', { ...seen, phone: '15400009004', code })).toMatchObject({ outcome: 'code_wrong' }) // good once
  const gao = await enter('15400009004')
  expect(await gao.get<OwnAccount>('/account/own')).toMatchObject({ level: 3, name: '高*国', proofs: [{ level: 3, source: 'counter', by: expect.stringContaining('河西区') }] })
  expect((await told(gao)).map(({ template }) => template)).toContain('account.notice.confirmed')
  expect(await city.sql(`select document, unit_id from account.proof where level = 3`)).toEqual([{ document: 'identity_card', unit_id: '120103-public-service' }])
})

test('a code shown face to face lets another act, for these items, to the end of the last day; guesses count, and either side ends it early', async () => {
  const levelOne = await enter('15400009021')
  expect(await levelOne.post('/account/consents', { items: [item], untilOn: '2026-11-28' })).toMatchObject({ status: 403, code: 'account.level_too_low' })
  expect(await old!.post('/account/consents', { items: ['no-such-item'], untilOn: '2026-11-28' })).toMatchObject({ status: 400, code: 'account.item_unknown' })
  expect(await old!.post('/account/consents', { items: [item], untilOn: '2026-11-25' })).toMatchObject({ code: 'account.until_passed' })
  expect(await old!.post('/account/consents', { items: [item], untilOn: '2029-01-01' })).toMatchObject({ code: 'account.until_too_far' })
  const first = await old!.post<ConsentCode>('/account/consents', { items: [item], untilOn: '2026-11-28' })
  const { code } = await old!.post<ConsentCode>('/account/consents', { items: [item], untilOn: '2026-11-28' })
  expect(await young!.post<ConsentTaken>('/account/delegations', { code: first.code })).toMatchObject({ outcome: 'wrong' }) // the new code took its place
  expect(await old!.post('/account/delegations', { code })).toMatchObject({ code: 'account.own_code' })
  expect(await levelOne.post('/account/delegations', { code })).toMatchObject({ status: 403 })
  const takes = await Promise.all([young!, young!, await enter('15400009004')].map((who) => who.post<ConsentTaken>('/account/delegations', { code })))
  expect(takes.filter(({ outcome }) => outcome === 'given')).toHaveLength(1) // one code, one agent
  const agent = takes[2]!.outcome === 'given' ? await enter('15400009004') : young!
  expect((await told(old!)).filter(({ template }) => template === 'account.notice.delegated')).toHaveLength(1)

  expect([await may(agent, old!.id), await may(agent, old!.id, 'newborn'), await may(agent, old!.id, null), await may(old!, agent.id), await may(agent, agent.id)]).toEqual([true, false, false, false, true])
  const acted = await city.deed((deed) => actFor(deed, old!.id, item, '2611260000017'), { actor: actorOf(agent) })
  expect([acted.actor.id, acted.subject]).toEqual([agent.id, old!.id])
  expect(await refusal(city.deed((deed) => actFor(deed, old!.id, 'newborn', 'x'), { actor: actorOf(agent) }))).toBe('account.may_not_act')
  expect((await old!.get<OwnAccount>('/account/own')).given).toMatchObject([{ state: 'open', untilOn: '2026-11-28', items: [{ code: item }], acts: [{ about: '2611260000017', item: expect.any(String) }] }])

  city.setNow('2026-11-28T15:59:00Z') // a minute before midnight there
  expect(await may(agent, old!.id)).toBe(true)
  city.setNow('2026-11-28T16:00:30Z')
  expect(await may(agent, old!.id)).toBe(false)
  const again = await enter('15400009001')
  expect((await again.get<OwnAccount>('/account/own')).given).toMatchObject([{ state: 'over' }])

  const agentAgain = agent.id === young!.id ? await enter(youngsPhone) : await enter('15400009004')
  const next = await again.post<ConsentCode>('/account/consents', { items: null, untilOn: '2026-12-31' })
  const { delegation } = await agentAgain.post<ConsentTaken>('/account/delegations', { code: next.code })
  expect(await may(agentAgain, again.id, null)).toBe(true)
  expect(await levelOne.post(`/account/delegations/${delegation!}/end`)).toMatchObject({ status: 404, code: 'account.delegation_unknown' })
  expect(await agentAgain.post(`/account/delegations/${delegation!}/end`)).toMatchObject({ status: 200 })
  expect(await again.post(`/account/delegations/${delegation!}/end`)).toMatchObject({ status: 200 })
  expect(await may(agentAgain, again.id, null)).toBe(false)
  expect((await told(again)).map(({ template }) => template)).toContain('account.notice.given_back')

  for (let n = 0; n < 12; n++) await agentAgain.post('/account/delegations', { code: '00000000' })
  expect(await agentAgain.post('/account/delegations', { code: '00000000' })).toMatchObject({ status: 429, code: 'account.consent_tries_used' })
})

test('a phone is changed with the old and the new one proven, and other devices are out; who lost it comes to a counter', async () => {
  const gao = await enter('15400009004')
  const otherDevice = await enter('15400009004')
  const change = async (oldCode: string, phone: string, code: string) => gao.post<PhoneChanged>('/account/phone', { oldCode, phone, code })
  const [oldCode, newCode] = [await codeFor('15400009004'), await codeFor('15400009005')]
  const not = (code: string): string => (code === '111111' ? '222222' : '111111')
  expect((await change(not(oldCode), '15400009005', newCode)).outcome).toBe('old_code_wrong')
  expect((await change(oldCode, '15400009005', not(newCode))).outcome).toBe('code_wrong')
  expect((await change(oldCode, '15400009001', await codeFor('15400009001'))).code).toBe('access.phone_not_shared') // somebody else's phone, who keeps it alone
  expect((await change(await codeFor('15400009004'), '15400009005', await codeFor('15400009005'))).outcome).toBe('changed')
  expect([(await gao.get('/account/own')).status, (await otherDevice.get('/account/own')).status]).toEqual([200, 401])
  expect((await enter('15400009004')).id).not.toBe(gao.id) // the number may be another's tomorrow
  expect((await enter('15400009005')).id).toBe(gao.id)

  const seen = { name: '高建国', number: numberOf('19880808', '708'), document: 'identity_card', phone: '15400009006', code: await codeFor('15400009006') }
  expect(await clerk('/account/desk/confirm', seen)).toMatchObject({ status: 409, code: 'account.other_phone' })
  expect(await clerk<ConfirmedAtCounter>('/account/desk/confirm', { ...seen, replacePhone: true })).toMatchObject({ outcome: 'confirmed' })
  expect((await gao.get('/account/own')).status).toBe(401)
  expect((await enter('15400009006')).id).toBe(gao.id)
})

test('a family shares a phone: who one is, is chosen after the code; nobody joins where one of them does not share', async () => {
  const mother = await enter('15400009007')
  expect(await logIn('15400009007', { account: 'new' })).toMatchObject({ status: 409, code: 'access.phone_not_shared' })
  await mother.post('/account/phone/share', { shares: true })
  const asked = await logIn('15400009007')
  expect(asked).toMatchObject({ status: 409, code: 'access.choose_account', accounts: [mother.accountId], names: ['154****9007'], room: true })
  expect(await logIn('15400009007', { account: old!.accountId }, asked.sent)).toMatchObject({ status: 401 }) // another's account is on another phone
  expect(await logIn('15400009007', { account: 'new' }, asked.sent)).toMatchObject({ status: 201 })
  expect(await logIn('15400009007', { account: 'new' }, asked.sent)).toMatchObject({ status: 401 }) // the code was used
  const both = await logIn('15400009007')
  expect(both).toMatchObject({ code: 'access.choose_account', room: false }) // the second one does not share
  expect(both.accounts).toHaveLength(2)
  expect(await logIn('15400009007', { account: 'new' }, both.sent)).toMatchObject({ code: 'access.phone_not_shared' })
  expect(await logIn('15400009007', { account: mother.accountId }, both.sent)).toMatchObject({ status: 201 })
  expect(await mother.get<OwnAccount>('/account/own')).toMatchObject({ sharesPhone: true, family: ['154****9007'] })
})

test('two accounts of one person become one, once however often it is asked: what either held is there, and both phones log in', async () => {
  const [keeper, twin] = [young!, await enter('15400009031')]
  expect(await twin.post('/account/merge', { phone: '15400009002', code: '000000' })).toMatchObject({ code: 'account.nothing_to_merge' })
  const incident = randomUUIDv7()
  expect(await twin.post('/governance/incidents', { id: incident, words: '路灯不亮', placeWords: '光明里3号楼', divisionCode: '120103', itemCode: 'E51002' })).toMatchObject({ status: 201 })
  const visit = { id: randomUUIDv7(), hall: 'hexi', item, startsAt: '2026-12-03T01:00:00.000Z' }
  expect(await twin.post('/booking/bookings', visit)).toMatchObject({ status: 201 })
  expect(await prove(twin, '马文静', daughter)).toMatchObject({ outcome: 'elsewhere', level: 1 })
  expect(await twin.get<OwnAccount>('/account/own')).toMatchObject({ mergeable: true })
  const phone = youngsPhone
  const code = await codeFor(phone)
  expect((await twin.post<Merged>('/account/merge', { phone, code: code === '111111' ? '222222' : '111111' })).outcome).toBe('code_wrong')
  expect((await twin.post<Merged>('/account/merge', { phone: '15400009001', code: await codeFor('15400009001') })).outcome).toBe('other_person')
  const again = await codeFor(phone)
  const twice = await Promise.all([1, 2].map(() => twin.post<Merged>('/account/merge', { phone, code: again })))
  expect(twice.filter(({ outcome }) => outcome === 'merged')).toHaveLength(1)
  await city.deliver()
  await city.deliver()
  expect((await twin.get('/account/own')).status).toBe(401)
  expect((await enter('15400009031')).id).toBe(keeper.id)
  const kept = await enter(phone)
  expect((await kept.get<{ items: { id: string }[] }>('/booking/bookings')).items.map(({ id }) => id)).toContain(visit.id)
  expect((await kept.get<{ items: { id: string }[] }>('/governance/incidents')).items.map(({ id }) => id)).toContain(incident)
  expect((await kept.get<{ items: { kind: string }[] }>('/ledger/mine')).items.map(({ kind }) => kind)).toContain('party.person_merged')
  expect((await told(kept)).map(({ template }) => template)).toEqual(expect.arrayContaining(['account.notice.merged', 'booking.notice.booked']))
})

test('a register knows who represents a firm and who is a child\'s guardian; the representative chooses a clerk, who acts while the representative does; and whoever has no phone gives consent at a counter', async () => {
  city.setNow('2026-12-01T02:00:00Z')
  const boss = await enter('15400009001')
  const clerkOfFirm = await enter('15400009006')
  const organisation = '00000017'
  const open = `91120103${organisation}${organisationCheckDigit(organisation)}`
  const creditCode = open + creditCheckDigit(open)
  expect(await boss.post('/account/firms', { creditCode })).toMatchObject({ code: 'account.firms_not_open' })
  const firmRow = { credit_code: creditCode, enterprise_name: '天津市示例商贸有限公司', enterprise_kind: '1100', legal_representative: '周桂兰', legal_representative_number: grandmother, registered_capital: '100', domicile: '光明里1号', business_scope: '日用百货', founded_on: '2020-01-01', registration_authority: '河西区市场监管局', registration_status: '1' }
  await openRegister(city, { resource: '102006000001', fields: ['credit_code', 'legal_representative_number', 'enterprise_name'], unit: 'city-data', rows: [firmRow] })
  expect(await clerkOfFirm.post<Claimed>('/account/firms', { creditCode })).toMatchObject({ outcome: 'not_matched' })
  const claims = await Promise.all([1, 2].map(() => boss.post<Claimed>('/account/firms', { creditCode })))
  expect(new Set(claims.map(({ outcome, delegation }) => `${outcome} ${delegation}`)).size).toBe(1) // asked twice at once, it is one
  const { held } = await boss.get<OwnAccount>('/account/own')
  const firm = held.find(({ kind }) => kind === 'firm_head')!
  expect(firm.principal.name).toBe('天津市示例商贸有限公司')
  expect(await clerkOfFirm.post('/account/consents', { items: [item], untilOn: firm.untilOn, firm: firm.principal.id })).toMatchObject({ status: 403, code: 'account.not_head' })
  const { code } = await boss.post<ConsentCode>('/account/consents', { items: [item], untilOn: firm.untilOn, firm: firm.principal.id })
  expect(await clerkOfFirm.post<ConsentTaken>('/account/delegations', { code })).toMatchObject({ outcome: 'given' })
  expect([await may(clerkOfFirm, firm.principal.id), await may(clerkOfFirm, firm.principal.id, 'newborn'), await may(clerkOfFirm, boss.id), await may(boss, firm.principal.id, null)]).toEqual([true, false, false, true])
  expect((await boss.get<OwnAccount>('/account/own')).given.filter(({ kind, state }) => kind === 'firm_clerk' && state === 'open')).toHaveLength(1)
  expect(await boss.post(`/account/delegations/${firm.id}/end`)).toMatchObject({ status: 200 })
  expect(await may(clerkOfFirm, firm.principal.id)).toBe(false)

  const parent = await enter(youngsPhone)
  const child = { name: '马小宝', number: numberOf('20150901', '712') }
  const ask = (more: object = {}) => parent.post<Claimed>('/account/wards', { resource: '307017000001', paper: 'G120000001', ...child, ...more })
  expect(await ask()).toMatchObject({ code: 'account.wards_not_open' })
  await openRegister(city, { resource: '307017000001', fields: ['student_number', 'name', 'identity_number', 'guardian_identity_number'], unit: 'city-data', rows: [{ student_number: 'G120000001', name: child.name, identity_number: child.number, birth_on: '2015-09-01', school_name: '光明小学', grade_name: '五年级', enrolment_status: '01', guardian_name: '马文静', guardian_identity_number: daughter }] })
  expect((await parent.get<OwnAccount>('/account/own')).guardianRegisters).toMatchObject([{ resource: '307017000001', key: '学籍号' }])
  expect(await boss.post<Claimed>('/account/wards', { resource: '307017000001', paper: 'G120000001', ...child })).toMatchObject({ outcome: 'not_matched' }) // right papers, another's child
  expect(await ask({ number: numberOf('20150902', '714') })).toMatchObject({ outcome: 'not_matched' })
  expect(await ask({ number: grandmother })).toMatchObject({ code: 'account.of_age' })
  expect(await ask()).toMatchObject({ outcome: 'matched' })
  const ward = (await parent.get<OwnAccount>('/account/own')).held.find(({ kind }) => kind === 'guardian')!
  expect([ward.untilOn, ward.principal.name, await may(parent, ward.principal.id, null)]).toEqual(['2033-08-31', '马*宝', true])

  const both = { principal: { name: '陈阿婆', number: numberOf('19380101', '716') }, agent: { number: daughter }, items: [item], untilOn: '2026-12-31' }
  expect(await clerk('/account/desk/delegations', { ...both, agent: { number: numberOf('19700101', '718') } })).toMatchObject({ status: 404, code: 'account.agent_unknown' })
  expect(await clerk('/account/desk/delegations', both)).toMatchObject({ status: 201 })
  const forElder = (await parent.get<OwnAccount>('/account/own')).held.find(({ source }) => source === 'counter')!
  expect([forElder.principal.name, await may(parent, forElder.principal.id)]).toEqual(['陈*婆', true])
})

/** Columns with a person's id that stay as they are when two persons become one, and why. */
const stays = new Set([
  'access.account.party_id', 'access.secret.party_id', // the account that is shut, and its secrets
  'account.proof.person_id', 'account.consent.principal_id', 'account.elsewhere.person_id', 'account.elsewhere.holder_id', // ended or deleted by the merge itself
  'account.identity_check.person_id', 'account.consent_try.person_id', 'party.sight.person_id', // counts of a day
  'party.person_number.person_id', 'party.cast_member.person_id', // moved by the merge itself; the demo's
  'party.post.person_id', 'governance.worker_complaint.person_id', // officials as such
  'notice.outgoing.party_id', // on its way already
])
test('every column that holds a person\'s id says what becomes of it when two are one', async () => {
  const columns = await city.sql<{ name: string }>(`select c.table_schema || '.' || c.table_name || '.' || c.column_name as name from information_schema.columns c
    join pg_class r on r.relname = c.table_name and r.relnamespace = c.table_schema::regnamespace and r.relispartition = false
    where c.table_schema not in ('pg_catalog', 'information_schema') and c.column_name in ('person_id', 'party_id', 'holder_id', 'opener_id', 'principal_id', 'agent_id', 'recipient', 'subject_person_id', 'applicant_id', 'reporter_id') order by 1`)
  const held = new Set(heldColumns().map(({ table, column }) => `${table}.${column}`))
  expect(columns.map(({ name }) => name).filter((name) => !held.has(name) && !stays.has(name) && name !== 'access.api_key.holder_id')).toEqual([])
})

/** A browser that goes to a platform, logs in there as somebody of the demo, and comes back. */
async function elsewhere(person: string, { provider = 'national', cookie = '', creditCode, otherBrowser = false, status = 200 }: { provider?: string; cookie?: string; creditCode?: string; otherBrowser?: boolean; status?: number } = {}) {
  const begun = await city.http.inject({ method: 'POST', url: `/account/providers/${provider}/begin`, headers: { cookie } })
  expect(begun.statusCode, begun.body).toBe(200)
  const state = new URL(begun.json<{ url: string }>().url, 'http://city').searchParams.get('state')!
  const { code } = await call<{ code: string }>({}, `/account/demo/providers/${provider}/vouch`, { person, state, ...(creditCode && { creditCode }) })
  const token = otherBrowser ? '' : begun.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const finish = async () => {
    const answer = await city.http.inject({ method: 'POST', url: `/account/providers/${provider}/finish`, headers: { cookie: [cookie, token].filter(Boolean).join('; ') }, payload: { query: new URLSearchParams({ code, state }).toString() } })
    expect(answer.statusCode, answer.body).toBe(status)
    return { ...answer.json<{ outcome: string }>(), cookie: answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }
  }
  return { ...(await finish()), again: finish }
}

test('a platform opens the account of whom a register has confirmed, once for each login and in the browser that asked; anybody else ties it first, and it proves name and number', async () => {
  expect((await call<{ items: { code: string }[] }>({}, '/account/providers')).items.map(({ code }) => code)).toEqual(['national', 'network_identity', 'business_licence'])
  const li = await elsewhere('li')
  expect(li.outcome).toBe('entered')
  expect(await call<{ who: { name: string } }>({ cookie: li.cookie }, '/session')).toMatchObject({ who: { name: '李晓梅' } })
  expect((await li.again()).outcome).toBe('not_vouched')
  expect((await elsewhere('li', { otherBrowser: true })).outcome).toBe('not_vouched')

  await city.sql(`update account.proof set ended_at = now(), ended_why = 'other_person' where person_id = (select person_id from party.cast_member where key = 'gulan')`)
  expect(await elsewhere('gulan')).toMatchObject({ outcome: 'phone_first', cookie: '' }) // a number that nobody confirmed opens nobody's account
  const newcomer = await enter('15400009030')
  expect((await elsewhere('gulan', { cookie: newcomer.cookie })).outcome).toBe('elsewhere') // somebody here has that number
  expect((await elsewhere('li', { cookie: newcomer.cookie })).outcome).toBe('elsewhere')
  expect(await newcomer.get<OwnAccount>('/account/own')).toMatchObject({ level: 1, proofs: [], providers: [{ code: 'national', tied: false }, {}, {}] })

  expect((await elsewhere('sun', { cookie: li.cookie })).outcome).toBe('not_matched')
  expect(await li.again().then(() => call({ cookie: li.cookie }, '/account/providers/national/untie', {}))).toMatchObject({ status: 200 })
  expect(await call<OwnAccount>({ cookie: li.cookie }, '/account/own')).toMatchObject({ providers: [{ tied: false }, {}, {}] })
  expect(await elsewhere('li')).toMatchObject({ outcome: 'phone_first', cookie: '' }) // nor by the number, since the person said no
  expect((await elsewhere('li', { cookie: li.cookie })).outcome).toBe('tied')
  expect((await city.sql(`select kind from ledger.entry where kind like 'account.provider%' order by leaf_index`)).map(({ kind }) => kind)).toEqual(['account.provider_tied', 'account.provider_untied', 'account.provider_tied'])
  await elsewhere('li', { cookie: await sessionOf(city.city, 'liuqing', city.now()), status: 403 }) // who is logged in for work is no resident

  await city.sql(`update account.provider_link set subject_digest = sha256('national'::bytea || '\\x00'::bytea || 'demo-sun'::bytea)`)
  await city.sql(`delete from party.person_number where person_id = (select person_id from party.cast_member where key = 'sun')`)
  await elsewhere('sun', { status: 409 }) // that login is somebody else's by now, of whom nothing is known here
})

test('a firm\'s electronic licence makes its head, if that is who logged in', async () => {
  const organisation = 'MA00000B'
  const body = `91120103${organisation}${organisationCheckDigit(organisation)}`
  const creditCode = body + creditCheckDigit(body)
  const li = await elsewhere('li')
  expect((await elsewhere('li', { provider: 'business_licence' })).outcome).toBe('not_vouched') // without a firm it is nobody's login
  expect((await elsewhere('sun', { provider: 'business_licence', creditCode, cookie: li.cookie })).outcome).toBe('not_matched')
  expect((await elsewhere('li', { provider: 'business_licence', creditCode })).outcome).toBe('phone_first')
  expect((await elsewhere('li', { provider: 'business_licence', creditCode, cookie: li.cookie })).outcome).toBe('firm')
  expect((await call<OwnAccount>({ cookie: li.cookie }, '/account/own')).held).toEqual([expect.objectContaining({ kind: 'firm_head', source: 'provider', state: 'open', principal: expect.objectContaining({ name: creditCode }) })])
})
