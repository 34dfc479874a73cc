/** The counter desk: who stands there is known by the card or by what was typed, gets an application under one number, goes on with it at home, and signs for what is handed over; and the hotline, which does the same for whoever is on the line. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Application, BeganApplication, DraftSaved, SubmittedApplication } from '#contracts/application'
import type { CalledTicket, Ticket } from '#contracts/booking'
import type { CallerOnLine } from '#contracts/hotline'
import type { DoorNow, Visit, WindowNow } from '#contracts/counter'
import { jobRun } from '#base/jobs'
import { identityCheckDigit } from '#primitives/party'
import { printedLink } from '#systems/rating'
import { idCardReaderFake } from '../../server/connectors/id-card-reader-fake.ts'
import { drawLetters } from '../../server/systems/application/letter/draw-letters.ts'
import { useCardReader } from '../../server/systems/counter/system.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { openRegister, personRow } from '../kit/register.ts'

let city: TestCity
const reader = idCardReaderFake()
const [clerk, item] = ['liuqing', 'old-age-allowance']
const at = { hall: 'hexi', counter: 'general', window: 1 }
const numbered = (body: string) => body + identityCheckDigit(body)
const [zhou, gulan] = [{ name: '周桂芬', number: numbered('12019919450203704') }, { name: '顾兰芳', number: '120199194105160768' }]
const typed = (name: string, number: string) => ({ person: { name, number, document: 'identity_card' as const } })
const begin = (more: object = {}) => city.call(clerk, 'POST', '/counter/visits', { id: randomUUIDv7(), ...at, ...more })
const visit = async (more: object = {}): Promise<Visit> => { const answer = await begin(more); if (answer.statusCode !== 201) throw new Error(answer.body); return answer.json() as Visit }
const here = (id: string, rest = '') => `/counter/visits/${id}${rest}`
const own = (id: string, rest = '') => `/application/applications/${id}${rest}`
const code = async (answering: ReturnType<TestCity['call']>) => ((await answering).json() as { code: string }).code
const upload = async (login: string, bytes: Buffer, url = '/application/papers') => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), 'scan.pdf')
  const body = new Response(form)
  return (await city.as(login))({ method: 'POST', url, headers: { 'content-type': body.headers.get('content-type')! }, payload: Buffer.from(await body.arrayBuffer()) })
}
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n')
const lastCode = async (of: string) => ((await city.anonymous({ method: 'GET', url: `/demo/codes/${of}` })).json() as { code: string }).code

beforeAll(async () => {
  city = await openTestCity({ at: '2026-11-25T02:00:00Z' }) // a Wednesday, 10:00 there
  useCardReader(reader)
  const use = { purpose: '审核高龄津贴', legalBasis: '《老年人权益保障法》第三十三条', scenario: '高龄津贴', usingSystem: '办件' }
  await openRegister(city, { resource: '101004000001', fields: ['identity_number', 'name', 'birth_on', 'deceased'], unit: '120103-civil-affairs', use, rows: [{ ...zhou, identity_number: zhou.number, name: zhou.name }].map(({ identity_number, name }) => ({ identity_number, name, gender: '2', ethnicity: '01', birth_on: '1945-02-03', household_address: '光明里1号', household_kind: '10', person_status: '1', deceased: '否', updated_at: '2026-11-01 08:00:00' })) })
})
afterAll(() => city?.close())

test('a reader that is silent, empty or reads a card that ended is told as such; a wrong name renames nobody; nobody serves whom they have not seen', async () => {
  reader.lay(null)
  expect(await code(begin())).toBe('counter.no_card')
  reader.cut(true)
  const silent = await begin()
  expect([silent.statusCode, (silent.json() as { code: string }).code]).toEqual([502, 'counter.reader_silent'])
  reader.cut(false)
  reader.lay({ ...zhou, validUntil: '2026-11-24' })
  expect(await code(begin())).toBe('counter.card_expired')
  expect(await code(begin(typed('顾兰', gulan.number)))).toBe('account.name_differs')
  expect(await code(begin(typed('柳青', '120199199305170656')))).toBe('account.own_at_counter')
  expect((await city.call('li', 'POST', '/counter/visits', { id: randomUUIDv7(), ...at, ...typed('顾兰芳', gulan.number) })).statusCode).toBe(403)
  expect(await code(begin({ hall: 'nankai', ...typed('顾兰芳', gulan.number) }))).toBe('booking.hall_unknown')
  expect(await city.sql('select count(*)::int as made from counter.visit')).toEqual([{ made: 0 }])
})

test('a number is called, the card is read and opens the person at the counter\'s level; the draft has the number it will have on the phone, filled by the city; a scan made here is handed in from there', async () => {
  const ticket = (await city.call(clerk, 'POST', '/booking/desk/halls/hexi/tickets', { id: randomUUIDv7(), counter: 'general' })).json() as Ticket
  reader.lay({ ...zhou, validUntil: null })
  expect(await code(begin({ ticket: ticket.id }))).toBe('booking.ticket_not_here') // not called yet
  const called = await city.done<CalledTicket>(clerk, '/booking/desk/halls/hexi/call', { counter: 'general', window: 1 })
  const served = await visit({ ticket: called.id })
  expect(served).toMatchObject({ ticket: 'G001', name: zhou.name, number: expect.stringMatching(/^12.*\*+/), seenHow: 'read', level: 3, phone: null, applications: [] })
  expect(await code(begin(typed('顾兰芳', gulan.number)))).toBe('counter.window_taken')

  const draft = await city.done<BeganApplication>(clerk, here(served.id, '/applications'), { id: randomUUIDv7(), item, division: '120103' })
  expect(await code(city.call(clerk, 'POST', own(draft.id, '/prefill'), { version: draft.version, take: true }))).toBe('application.prefill_by_the_person') // only through a visit
  const filled = await city.done<DraftSaved>(clerk, here(served.id, `/applications/${draft.id}/prefill`), { version: draft.version, take: true })
  expect((await city.get<Application>(clerk, own(draft.id))).values).toMatchObject({ name: zhou.name, birth_on: '1945-02-03', identity_number: zhou.number })
  expect(await city.sql(`select distinct kind from ledger.entry where kind in ('counter.identified', 'application.taken_in', 'application.prefilled_at_counter') order by 1`)).toHaveLength(3)
  expect(await city.sql('select began_by_unit, began_by <> person_id::text as another from application.application where id = $1', [draft.id])).toEqual([{ began_by_unit: '120103-public-service', another: true }])

  const phone = '15400009301'
  await city.anonymous({ method: 'POST', url: '/sessions/codes', payload: { phone }, key: randomUUIDv7() })
  expect(await city.done(clerk, here(served.id, '/phone'), { phone, code: await lastCode(phone) })).toMatchObject({ outcome: 'confirmed', level: 3 })
  const slip = await city.call(clerk, 'GET', here(served.id, `/applications/${draft.id}/slip`))
  expect([slip.statusCode, slip.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  await city.done(clerk, here(served.id, '/end'))
  expect(await city.sql('select identity, ended_at is not null as over from counter.visit where id = $1', [served.id])).toEqual([{ identity: null, over: true }])
  expect(await city.sql(`select ended_how from booking.ticket where id = $1`, [called.id])).toEqual([{ ended_how: 'served' }])
  expect(await code(city.call(clerk, 'POST', here(served.id, '/applications'), { id: randomUUIDv7(), item }))).toBe('counter.visit_over')

  city.setNow('2026-11-25T02:05:00Z')
  await city.anonymous({ method: 'POST', url: '/sessions/codes', payload: { phone }, key: randomUUIDv7() })
  const session = await city.anonymous({ method: 'POST', url: '/sessions', payload: { phone, code: await lastCode(phone) }, key: randomUUIDv7() })
  const cookie = String(session.headers['set-cookie']).split(';')[0]!
  const ask = async <T>(method: 'GET' | 'POST', url: string, payload?: object): Promise<T> => (await city.anonymous({ method, url, headers: { cookie }, ...(payload && { payload }), key: randomUUIDv7() })).json<T>()
  const resumed = await ask<Application>('GET', own(draft.id))
  expect([resumed.application.number, resumed.filledVersion, resumed.values.name]).toEqual([draft.number, filled.version, zhou.name])
  const values = { ...resumed.values, allowance_account: '6217000010001234569', living: 'home', contact_phone: phone, household_here: true, allowance_now: false }
  const handed = await ask<SubmittedApplication>('POST', own(draft.id, '/submit'), { version: filled.version, values })
  expect([handed.number, handed.state, handed.faults]).toEqual([draft.number, 'received', []])
  expect(await city.sql('select began_by_unit is not null as at_counter, submitted_by = person_id::text as by_person from application.application where id = $1', [draft.id])).toEqual([{ at_counter: true, by_person: true }])
}, 30_000)

test('whoever has no device prints the form, and its code opens that version at a window; printed for a known person it holds what the city said, with a leaf; the sheet itself goes with what is typed from it', async () => {
  const blank = `/service-item/items/${item}/form.pdf`
  const printed = await city.anonymous({ method: 'GET', url: blank })
  expect([printed.statusCode, printed.headers['content-type'], printed.rawPayload.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-'])
  expect((await city.anonymous({ method: 'GET', url: blank, headers: { 'if-none-match': String(printed.headers.etag) } })).statusCode).toBe(304)
  expect(await code(city.anonymous({ method: 'GET', url: `${blank}?version=9` }))).toBe('service_item.no_form')
  expect(await code(city.anonymous({ method: 'GET', url: '/service-item/items/marriage/form.pdf' }))).toBe('service_item.no_form')

  const served = await visit({ ...typed('顾兰芳', gulan.number), window: 2 })
  const begin = (formVersion: number) => city.call(clerk, 'POST', here(served.id, '/applications'), { id: randomUUIDv7(), item: 'elder-card', division: '120103', formVersion })
  expect(await code(begin(9))).toBe('service_item.no_form')
  const draft = (await begin(1)).json() as BeganApplication
  const at = here(served.id, `/applications/${draft.id}`)
  expect((await city.call(clerk, 'GET', `${at}/form.pdf`)).rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  expect(await city.sql(`select count(*)::int as leaves from ledger.entry where kind = 'application.form_printed'`)).toEqual([{ leaves: 1 }])
  const sheet = ((await upload(clerk, pdf)).json() as { id: string }).id
  for (const papers of [[sheet], [sheet]]) expect((await city.call(clerk, 'PUT', `${at}/paper`, { papers })).json()).toEqual({ papers: [sheet] })
  expect((await city.get<Application>('gulan', own(draft.id))).paperForm).toEqual([sheet])
  expect((await city.call('gulan', 'GET', own(draft.id, `/papers/${sheet}`))).statusCode).toBe(200)
  expect((await city.call('gulan', 'POST', own(draft.id, '/discard'))).statusCode).toBe(204)
  expect(await code(city.call(clerk, 'PUT', `${at}/paper`, { papers: [sheet] }))).toBe('application.draft_over')
  await city.done(clerk, here(served.id, '/end'))
})

test('a scan belongs to the draft whoever brought it, is opened with a leaf and never inside a page, and one with a script is refused', async () => {
  const served = await visit(typed('顾兰芳', gulan.number))
  const draft = await city.done<BeganApplication>(clerk, here(served.id, '/applications'), { id: randomUUIDv7(), item: 'housing-fund-withdrawal' })
  expect((await upload(clerk, Buffer.concat([pdf, Buffer.from('<< /S /JavaScript >> %%EOF')]))).json()).toMatchObject({ code: 'file.document_active' })
  const papers = [await upload(clerk, pdf), await upload(clerk, pdf)].map((one) => (one.json() as { id: string }).id)
  const save = async (login: string, version: number, contract_paper: string[]) => ((await city.call(login, 'PUT', own(draft.id, '/draft'), { version, values: { reason: 'buy', contract_paper } })).json() as DraftSaved).version
  const both = await save(clerk, draft.version, papers)
  const left = await save('gulan', both, [papers[0]!]) // at home, one taken out again
  expect(left).toBe(both + 1)
  const opened = await city.call('gulan', 'GET', own(draft.id, `/papers/${papers[0]!}`))
  expect([opened.statusCode, opened.headers['content-disposition'], opened.headers['content-security-policy']]).toEqual([200, 'attachment; filename="paper.pdf"', "default-src 'none'; sandbox"])
  expect((await city.call('gulan', 'GET', own(draft.id, `/papers/${papers[1]!}`))).statusCode).toBe(404)
  expect((await city.call('sun', 'GET', own(draft.id, `/papers/${papers[0]!}`))).statusCode).toBe(404)
  const opening = () => city.sql(`select count(*)::int as leaves from ledger.entry where kind = 'application.paper_opened'`)
  expect(await opening()).toEqual([{ leaves: 0 }])
  expect((await city.call(clerk, 'GET', own(draft.id, `/papers/${papers[0]!}`))).statusCode).toBe(200)
  expect(await opening()).toEqual([{ leaves: 1 }])
  await city.done(clerk, here(served.id, '/end'))
})

test('whoever was served is asked once how it was: by the code on the slip, which takes one rating and shows none, and by message who is known; who is at no window is not asked', async () => {
  const ticket = (await city.call(clerk, 'POST', '/booking/desk/halls/hexi/tickets', { id: randomUUIDv7(), counter: 'general' })).json() as Ticket
  expect((await city.call(clerk, 'GET', `/booking/desk/tickets/${ticket.id}/slip`)).headers['content-type']).toBe('application/pdf')
  const link = `/rating/links/${printedLink(ticket.id).token}`
  const rated = (level: number) => city.anonymous({ method: 'POST', url: link, payload: { level, reasons: [], words: '等了很久' }, key: randomUUIDv7() })
  await city.done(clerk, '/booking/desk/halls/hexi/call', { counter: 'general', window: 3 })
  await city.deliver()
  expect(await code(rated(2))).toBe('rating.unknown') // not served yet
  await city.done(clerk, `/booking/desk/tickets/${ticket.id}/served`)
  await city.deliver()
  expect((await rated(2)).json()).toMatchObject({ level: null, words: null, case: null, may: { rate: false } })
  expect(await code(rated(5))).toBe('rating.rated_by_slip')
  expect((await city.anonymous({ method: 'GET', url: link })).json()).toMatchObject({ level: null, reasons: [], words: null, ratedAt: expect.any(String) })
  const rows = await city.sql(`select r.level, r.person_id is not null as known, r.contact_id = $1 as number, (select count(*)::int from notice.notice n where n.recipient = 'party:' || r.person_id and n.template = 'rating.notice.invited_visit') > 0 as told from rating.rating r where source = 'visit' and contact_id in (select ticket_id from counter.visit where ticket_id is not null union select $1::uuid) order by 2`, [ticket.id])
  expect(rows).toEqual([{ level: 2, known: false, number: true, told: false }, { level: null, known: true, number: false, told: true }])
})

test('at the door a worker of the community serves who lives there and said yes, under the same number; another community\'s, a window, and what is over stay closed', async () => {
  const [worker, li] = ['he', { name: '李晓梅', number: '120199197904120029' }]
  const knock = (person: { name: string; number: string }, consent: object) => city.call(worker, 'POST', '/counter/door', { id: randomUUIDv7(), person: { ...person, document: 'identity_card' }, consent })
  expect(await code(knock({ name: '孙德福', number: '120199194809030056' }, { witness: '邻居王红' }))).toBe('counter.not_of_this_community')
  expect(await code(knock(li, {}))).toBe('counter.no_consent')
  expect((await city.call(clerk, 'POST', '/counter/door', { id: randomUUIDv7(), person: { ...li, document: 'identity_card' }, consent: { witness: '邻居王红' } })).statusCode).toBe(403)
  expect(await code(city.call(worker, 'POST', '/counter/visits', { id: randomUUIDv7(), ...at, ...typed('李晓梅', li.number) }))).toBe('booking.hall_unknown')
  const photo = ((await upload(worker, pdf, '/counter/papers')).json() as { id: string }).id
  const visited = (await knock(li, { photo })).json() as Visit
  expect(visited).toMatchObject({ name: li.name, hall: null, window: null, door: expect.any(String), level: 3 })
  expect(await code(knock({ name: '孙德福', number: '120199194809030056' }, { photo }))).toBe('counter.not_of_this_community')
  expect((await knock(li, { witness: '邻居王红' })).json()).toMatchObject({ code: 'counter.door_taken' })
  const draft = await city.done<BeganApplication>(worker, here(visited.id, '/applications'), { id: randomUUIDv7(), item })
  expect((await city.call(worker, 'GET', own(draft.id))).statusCode).toBe(403) // only through the visit
  const filled = await city.done<DraftSaved>(worker, here(visited.id, `/applications/${draft.id}/prefill`), { version: draft.version, take: false })
  const values = { allowance_account: '6217000010001234569', living: 'home', contact_phone: '15400001001', name: li.name, identity_number: li.number, birth_on: '1979-04-12', household_here: true, allowance_now: false }
  expect((await city.get<Application>('li', own(draft.id))).application.number).toBe(draft.number)
  expect(await city.done<SubmittedApplication>(worker, here(visited.id, `/applications/${draft.id}/submit`), { version: filled.version, values })).toMatchObject({ number: draft.number, state: 'received', faults: [] })
  expect(await city.sql(`select p.id::text = a.began_by as began, p.id::text = a.submitted_by as submitted, a.began_by_unit, v.witness is null as signed, (select count(*)::int from file.file f where f.home = 'counter' and f.subject_id = v.id::text) as sheets, (select count(*)::int from notice.notice where template = 'counter.notice.door') as told from application.application a join counter.visit v on v.person_id = a.person_id and v.id = $2 join party.post p on p.id::text = v.clerk where a.id = $1`, [draft.id, visited.id]))
    .toEqual([{ began: true, submitted: true, began_by_unit: null, signed: true, sheets: 1, told: 1 }])
  await city.done(worker, here(visited.id, '/end'))
  expect(await city.get<DoorNow>(worker, '/counter/door')).toEqual({ visit: null })
  expect(await code(city.call(worker, 'GET', here(visited.id, `/applications/${draft.id}`)))).toBe('counter.visit_over')
})

test('a draft that a daughter began on her phone is gone on with while the mother is there and no longer; what is missing is handed in here, and what was decided elsewhere is printed, signed for once, and delivered by that', async () => {
  await city.done(clerk, '/account/desk/delegations', { principal: { name: gulan.name, number: gulan.number }, agent: { number: '120199197904120029' }, items: [item], untilOn: '2026-12-31' })
  const [{ party_id: subject }] = (await city.sql(`select party_id from access.account where login = 'gulan'`)) as [{ party_id: string }]
  const begun = await city.done<BeganApplication>('li', '/application/applications', { id: randomUUIDv7(), item, division: '120103', subject })
  const refused = await city.done<DraftSaved>('gulan', own(begun.id, '/prefill'), { version: begun.version, take: false })
  const values = { allowance_account: '6217000010001234569', living: 'home', contact_phone: '15400001064', name: gulan.name, identity_number: gulan.number, birth_on: '1941-05-16', household_here: true, allowance_now: false }

  const wrong = await visit({ ...typed('孙德福', '120199194809030056'), window: 2 })
  expect([await code(city.call(clerk, 'GET', here(wrong.id, `?number=${begun.number}`))), wrong.applications]).toEqual(['application.unknown', []])
  for (const [method, rest, body] of [['GET', ''], ['PUT', '/draft', { version: refused.version, values }], ['POST', '/submit', { version: refused.version, values }]] as const) expect(await code(city.call(clerk, method, here(wrong.id, `/applications/${begun.id}${rest}`), body)), rest).toBe('application.unknown')
  const served = await visit(typed('顾兰芳', gulan.number))
  expect(served.applications).toMatchObject([{ number: begun.number, here: false, state: 'drafting' }, {}])
  const at = here(served.id, `/applications/${begun.id}`)
  expect(await city.done<BeganApplication>(clerk, here(served.id, '/applications'), { id: randomUUIDv7(), item })).toMatchObject({ id: begun.id, number: begun.number })
  expect((await city.call(clerk, 'GET', own(begun.id))).statusCode).toBe(404) // only through the visit
  for (const _ of [1, 2]) expect((await city.get<Application>(clerk, at)).application.number).toBe(begun.number)
  const told = async () => (await city.sql(`select (select count(*)::int from notice.notice where template = 'application.notice.opened_at_counter') as notices, (select count(*)::int from ledger.entry where kind = 'application.opened_at_counter') as leaves`))
  expect(await told()).toEqual([{ notices: 2, leaves: 2 }]) // the mother and the daughter, once a visit; a leaf each time
  const saved = (await city.call(clerk, 'PUT', `${at}/draft`, { version: refused.version, values: { ...values, living: undefined } })).json() as DraftSaved
  expect(await code(city.call('gulan', 'PUT', own(begun.id, '/draft'), { version: refused.version, values }))).toBe('application.saved_elsewhere')
  expect((await city.get<Application>('li', own(begun.id))).values).toMatchObject({ allowance_account: values.allowance_account })
  await city.done(clerk, here(served.id, '/end'))
  expect(await code(city.call(clerk, 'GET', at))).toBe('counter.visit_over')
  expect(await code(city.call(clerk, 'PUT', `${at}/draft`, { version: saved.version, values }))).toBe('counter.visit_over')
  await city.done('gulan', own(begun.id, '/submit'), { version: saved.version, values })

  await city.done('mo', `/application/desk/applications/${begun.id}/ask-missing`, { materials: ['户口簿'], words: '只要本人页' })
  const again = await visit(typed('顾兰芳', gulan.number))
  const supplied = here(again.id, `/applications/${begun.id}`)
  const asked = await city.get<Application>(clerk, supplied)
  expect([asked.application.state, asked.missing]).toMatchObject(['supplementing', { materials: ['户口簿'] }])
  expect(await city.done<SubmittedApplication>(clerk, `${supplied}/supply`, { version: asked.filledVersion, values: asked.values })).toMatchObject({ state: 'supplied', faults: [] })
  expect(await city.sql(`select a.login, detail ->> 'for' as for from event.event e join access.account a on a.party_id::text = e.actor_id::text where subject_id = $1 and e.name = 'matter.advanced' and detail ->> 'action' = 'supply'`, [begun.id])).toEqual([{ login: clerk, for: subject }]) // who did it, and for whom
  await city.done(clerk, here(again.id, '/end'))
  await city.done('mo', `/application/desk/applications/${begun.id}/accept`)
  await city.done('mo', `/application/desk/applications/${begun.id}/approve`, { words: '户籍已电话核实' })
  await drawLetters(jobRun(city.city.database, 'application.draw_letters', city.now()))

  const last = await visit(typed('顾兰芳', gulan.number))
  const [found] = (await city.get<Visit>(clerk, here(last.id, `?number=${begun.number}`))).applications
  expect(found).toMatchObject({ number: begun.number, here: false, handed: [] })
  const letter = found!.letters.find(({ kind }) => kind === 'approved')!
  const paper = here(last.id, `/applications/${begun.id}/letters/${letter.id}`)
  expect((await city.call(clerk, 'GET', paper)).headers['content-type']).toBe('application/pdf')
  expect((await city.call(clerk, 'GET', paper.replace(last.id, wrong.id))).statusCode).toBe(404)
  const wish = { id: randomUUIDv7(), application: begun.id, papers: [letter.id] }
  for (const _ of [1, 2]) expect((await city.done<Visit>(clerk, here(last.id, '/hand-out'), wish)).applications.find(({ id }) => id === begun.id)).toMatchObject({ handed: [letter.number], state: 'delivered' })
  expect(await code(city.call(clerk, 'POST', here(wrong.id, '/hand-out'), { ...wish, id: randomUUIDv7() }))).toMatch(/unknown/)
  expect(await city.sql(`select papers, (select count(*)::int from ledger.entry where kind = 'counter.handed_out') as leaves from counter.handout`)).toEqual([{ papers: [letter.number], leaves: 1 }])
  await city.tick('2026-11-25T07:00:00Z') // nobody ended them
  city.setNow('2026-11-25T07:00:00Z')
  expect(await city.get<WindowNow>(clerk, '/counter/window?hall=hexi&counter=general&window=1')).toEqual({ reader: true, visit: null })
}, 30_000)

test('whoever calls is known by a code to the calling number and by the register, never by the operator\'s word; what is filed is theirs, masked for who types, closed with the call; a paper that is missing is brought to any counter', async () => {
  const [feng, item2] = [{ name: '冯秀英', number: numbered('12019919480711708') }, 'housing-fund-withdrawal']
  await openRegister(city, { resource: '101004000001', fields: ['identity_number', 'name'], unit: 'city-data', rows: [personRow(feng.number, feng.name), personRow(gulan.number, gulan.name)] })
  const call = async (number: string) => { const { id } = await city.done('tang', '/hotline/calls', { id: randomUUIDv7(), number }); return `/hotline/calls/${id}` }
  const asked = (at: string) => city.call('tang', 'POST', `${at}/code`)
  const said = async (at: string, from: string, more: object) => (await city.call('tang', 'POST', `${at}/caller`, { code: await lastCode(from), ...more })).json() as { outcome: string; left: number | null }

  const stranger = await call('15400009402')
  await asked(stranger)
  expect(await said(stranger, '15400009402', gulan)).toEqual({ outcome: 'elsewhere', left: null }) // her name and number, and not her phone
  const at = await call('15400009401')
  expect(await code(city.call('tang', 'POST', `${at}/applications`, { id: randomUUIDv7(), item }))).toBe('hotline.caller_not_proven')
  expect((await asked(at)).json()).toEqual({ how: 'text', minutes: 5, againAfterSeconds: 60 })
  expect(await said(at, '15400009401', { ...feng, code: (await lastCode('15400009401')) === '000000' ? '000001' : '000000' })).toMatchObject({ outcome: 'code_wrong' })
  expect(await said(at, '15400009401', { ...feng, name: '冯秀兰' })).toMatchObject({ outcome: 'not_matched' })
  expect(await said(at, '15400009401', feng)).toEqual({ outcome: 'matched', left: null })
  expect((await city.get<CallerOnLine>('tang', `${at}/caller`)).caller).toMatchObject({ name: feng.name, level: 2, phone: '154****9401' })

  const draft = await city.done<BeganApplication>('tang', `${at}/applications`, { id: randomUUIDv7(), item, division: '120103' })
  const here = `${at}/applications/${draft.id}`
  const filled = await city.done<DraftSaved>('tang', `${here}/prefill`, { version: draft.version, take: true })
  const shown = (await city.get<Application>('tang', here)).values
  expect([shown.name, shown.birth_on]).toEqual(['冯*英', '1948-07-11'])
  expect(JSON.stringify(shown)).not.toContain(feng.number)
  expect((await city.done<{ values: object }>('tang', `${here}/open`)).values).toMatchObject({ name: feng.name, identity_number: feng.number })
  expect((await city.call(clerk, 'GET', own(draft.id))).statusCode).toBe(404)
  const values = { ...shown, allowance_account: '6217000010001234569', living: 'home', contact_phone: '15400009401', household_here: true, allowance_now: false }
  expect(await city.done<SubmittedApplication>('tang', `${here}/submit`, { version: filled.version, values })).toMatchObject({ number: draft.number, faults: [] })
  await city.done('tang', `${at}/end`, { outcome: 'answered' })
  expect(await code(city.call('tang', 'GET', here))).toBe('hotline.call_over')
  expect(await city.sql(`select f.prefill_yes, a.call_id = f.call_id as refer, a.submitted_by <> a.person_id::text as by_post, (select identity from hotline.filing g where g.call_id = f.call_id) as identity, (select count(*)::int from ledger.entry where kind = 'application.opened_on_call') as leaves from hotline.filed f join application.application a on a.id = f.application_id`)).toEqual([{ prefill_yes: true, refer: true, by_post: true, identity: null, leaves: 1 }])
  expect(await city.sql(`select template from notice.outgoing where template = 'application.notice.receipt'`)).not.toEqual([])

  const line = '02288880001'
  const second = await call(line)
  expect((await asked(second)).json()).toMatchObject({ how: 'spoken' })
  const lu = { name: '陆桂珍', number: numbered('12019919530908704') }
  await openRegister(city, { resource: '101004000001', fields: ['identity_number', 'name'], unit: 'city-data', rows: [personRow(lu.number, lu.name)] })
  expect(await said(second, line, lu)).toMatchObject({ outcome: 'matched' })
  const fund = await city.done<BeganApplication>('tang', `${second}/applications`, { id: randomUUIDv7(), item: item2 })
  const wanting = await city.done<SubmittedApplication>('tang', `${second}/applications/${fund.id}/submit`, { version: fund.version, values: { reason: 'buy' } })
  expect(wanting.faults.map(({ field }) => field)).toContain('contract_paper')
  const told = { version: wanting.version, values: { reason: 'buy' }, papers: ['购房合同'] }
  const { version } = await city.done<DraftSaved>('tang', `${second}/applications/${fund.id}/papers`, told)
  expect((await city.call('tang', 'POST', `${second}/applications/${fund.id}/papers`, { ...told, version, papers: ['还有一样'] })).statusCode).toBe(200)
  expect(await city.sql('select brings from hotline.filed where application_id = $1', [fund.id])).toEqual([{ brings: ['购房合同'] }]) // once
  await city.done('tang', `${second}/end`, { outcome: 'answered' })
  const window3 = await visit({ ...typed(lu.name, lu.number), window: 3 })
  const [brought] = (await city.get<Visit>(clerk, `/counter/visits/${window3.id}?number=${fund.number}`)).applications
  expect(brought).toMatchObject({ here: false, draft: true })
  expect((await city.call(clerk, 'GET', own(fund.id))).statusCode).toBe(404)
  expect((await city.get<Application>(clerk, `/counter/visits/${window3.id}/applications/${fund.id}`)).values).toMatchObject({ reason: 'buy' })
}, 30_000)
