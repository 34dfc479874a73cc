/** What the city holds on one, who used it, and what becomes of it. */
import { randomUUIDv7 } from 'node:crypto'
import yauzl from 'yauzl'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AskedCorrection } from '#contracts/exchange'
import type { Closing, ClosingAsked, ClosingBefore, Copies, CopyRow, Held, HeldAtCounter, HeldRows, OwnEntryRows } from '#contracts/my-data'
import { contributedHoldings } from '#primitives/registry'
import { makeCode } from '../../server/primitives/access/factor/send-code.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { openRegister, personRow } from '../kit/register.ts'
import { sessionOf } from '../kit/session.ts'

let city: TestCity
const marriages = '307012000214'
const [li, sun] = ['120199197904120029', '120199194809030056']
beforeAll(async () => { city = await openTestCity({ at: '2026-11-25T02:00:00Z' }) })
afterAll(() => city?.close())
const unzip = (bytes: Buffer) => new Promise<Map<string, string>>((done, fail) => yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
  if (error) return fail(error)
  const files = new Map<string, string>()
  zip.on('entry', (entry: yauzl.Entry) => zip.openReadStream(entry, (wrong, stream) => {
    if (wrong) return fail(wrong)
    const parts: Buffer[] = []
    stream.on('data', (part: Buffer) => parts.push(part)).on('end', () => { files.set(entry.fileName, Buffer.concat(parts).toString()); zip.readEntry() })
  })).on('end', () => done(files)).on('error', fail)
  zip.readEntry()
}))
const refusal = async (login: string, url: string, payload?: object) => (await city.call(login, payload ? 'POST' : 'GET', url, payload)).json<{ code: string }>().code

/** Columns with a person's id that no sort of one's data tells, and why. */
const untold = new Map([
  ['access.secret.party_id', 'keys and codes of the account, of no use to anybody who reads them'], ['access.api_key.holder_id', 'a device or a unit'],
  ['account.consent.principal_id', 'minutes'], ['account.consent_try.person_id', 'a count of a day'], ['account.elsewhere.person_id', 'told with the account'], ['account.elsewhere.holder_id', 'told with the account'],
  ['party.person_number.person_id', 'an index of the number, told with the person'], ['party.cast_member.person_id', 'the demo'], ['party.post.person_id', 'an official as such'], ['party.sight.person_id', 'a count of a day; each sight is a leaf'],
  ['notice.outgoing.party_id', 'on its way'], ['notice.seen.party_id', 'told with the notice'], ['account.consent.granted_by', 'minutes'], ['exchange.grant.granted_by', 'an official'], ['access.grant.granted_by', 'an official'],
])

test('every column that holds a person\'s id is told to its person, or says why not; each sort has a name, its fields have words, and the city says on which law it is kept', async () => {
  const columns = await city.sql<{ name: string }>(`select c.table_schema || '.' || c.table_name || '.' || c.column_name as name from information_schema.columns c
    join pg_class r on r.relname = c.table_name and r.relnamespace = c.table_schema::regnamespace and r.relispartition = false
    where c.table_schema not in ('pg_catalog', 'information_schema') and c.column_name in ('person_id', 'party_id', 'holder_id', 'opener_id', 'principal_id', 'agent_id', 'recipient', 'subject_person_id', 'applicant_id', 'reporter_id', 'uploader', 'rated_by', 'granted_by') order by 1`)
  const told = new Set(contributedHoldings().flatMap(({ columns: of }) => of))
  expect(columns.map(({ name }) => name).filter((name) => !told.has(name) && !untold.has(name))).toEqual([])
  const led = await city.sql<{ name: string }>(`select distinct n.nspname || '.' || t.relname || '.' || a.attname as name from pg_index i join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
    join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0] where i.indpred is null or pg_get_expr(i.indpred, i.indrelid) in ('(' || a.attname || ' IS NOT NULL)', '(opener_kind = ''person''::text)')`)
  const indexed = new Set(led.map(({ name }) => name))
  expect([...told].filter((name) => !indexed.has(name))).toEqual(['rating.rating.rated_by']) // counted at each visit of the page
  const words = (['zh-CN', 'en'] as const).flatMap((language) => contributedHoldings().flatMap(({ id, fields }) => [id.replace('.', '.holding.'), ...fields.map((field) => `my_data.field.${field}`)]).filter((key) => !city.city.texts[language].has(key)))
  expect(words).toEqual([])
})

test('one sees what is held by sort and by entry of the catalogue, one\'s own rows whole and others in them masked, and has a wrong value corrected at its source; nobody else does', async () => {
  await openRegister(city, { resource: '101004000001', fields: ['identity_number', 'name'], unit: 'city-data', rows: [personRow(li, '李晓梅'), personRow(sun, '孙德福')] })
  await openRegister(city, { resource: marriages, fields: ['groom_number', 'state'], unit: 'city-data', rows: [{ groom_number: '120199198607150074', bride_number: li, groom_name: '王建军', bride_name: '李晓梅', state: '1', registered_on: '2010-05-01', divorce_reason: '' }] })
  await city.done('li', '/governance/incidents', { id: randomUUIDv7(), words: '路灯不亮，邻居13800138000也报过', placeWords: '光明里3号楼', divisionCode: '120103', itemCode: 'E51002' })
  const held = await city.get<Held>('li', '/my-data/held')
  expect(held.kinds.map(({ id }) => id)).toEqual(expect.arrayContaining(['party.person', 'access.account', 'governance.reports', 'matter.matters', 'account.proofs']))
  expect(held.kinds.find(({ id }) => id === 'governance.reports')).toMatchObject({ count: 1, title: '随手拍和上报', closing: 'kept' })
  expect(held.entries!.map(({ code, rows }) => [code, rows])).toEqual([['101004000001', 1], [marriages, 1]])
  const mine = await city.get<HeldRows>('li', '/my-data/held/party.person')
  expect(mine.rows[0]!.fields.map(({ label, value }) => `${label} ${value}`)).toEqual(expect.arrayContaining(['姓名 李晓梅', `编号 ${li}`]))
  expect((await city.get<HeldRows>('li', '/my-data/held/governance.reports')).rows[0]!.fields.find(({ name }) => name === 'words')!.value).toBe('路灯不亮，邻居138****8000也报过')
  const register = await city.get<OwnEntryRows>('li', '/my-data/entries/101004000001')
  expect(register.rows[0]!.values.find(({ field }) => field === 'identity_number')!.value).toBe(li)

  const couple = (await city.get<OwnEntryRows>('li', `/my-data/entries/${marriages}`)).rows[0]!.values
  expect(Object.fromEntries(couple.map(({ field, value }) => [field, value]))).toMatchObject({ bride_number: li, bride_name: '李晓梅', groom_number: '1201**********0074', groom_name: '王*军', registered_on: '2010-05-01' })

  expect(await city.get<OwnEntryRows>('sun', '/my-data/entries/101004000001')).toMatchObject({ rows: [{ values: expect.arrayContaining([expect.objectContaining({ field: 'name', value: '孙德福' })]) }] })
  expect((await city.get<HeldRows>('sun', '/my-data/held/governance.reports')).rows).toEqual([])
  expect(await refusal('sun', '/exchange/corrections/mine', { id: randomUUIDv7(), resource: marriages, field: 'groom_name', wrong: '不对', believed: '' })).toBe('exchange.no_own_rows')
  const asked = await city.done<AskedCorrection>('li', '/exchange/corrections/mine', { id: randomUUIDv7(), resource: '101004000001', field: 'household_address', wrong: '搬家了', believed: '红山里2号' })
  expect((await city.get<{ items: { number: string }[] }>('li', '/exchange/corrections/mine')).items.map(({ number }) => number)).toContain(asked.number)

  await city.sql(`update account.proof set ended_at = now(), ended_why = 'other_person' where person_id = (select person_id from party.cast_member where key = 'sun')`)
  expect(await city.get<Held>('sun', '/my-data/held')).toMatchObject({ level: expect.any(Number), entries: null })
  expect(await refusal('sun', '/my-data/entries/101004000001')).toBe('my_data.level_too_low')
  expect(await refusal('sun', '/my-data/copies', { id: randomUUIDv7() })).toBe('my_data.level_too_low')
})

test('a copy of all of it is made in the background, is opened by its person alone, says in the ledger what it is, and is gone after its days', async () => {
  const id = randomUUIDv7()
  const asked = await Promise.all([id, randomUUIDv7()].map((one) => city.done<CopyRow>('li', '/my-data/copies', { id: one })))
  expect(new Set(asked.map((one) => one.id)).size).toBe(1) // two taps are one copy
  expect(await refusal('li', `/my-data/copies/${asked[0]!.id}/take`, {})).toBe('my_data.copy_gone')
  await city.tick()
  const [ready] = (await city.get<Copies>('li', '/my-data/copies')).items
  expect(ready).toMatchObject({ state: 'ready', takenAt: null })
  expect(await refusal('sun', `/my-data/copies/${ready!.id}/take`, {})).toBe('my_data.level_too_low')
  await city.sql(`update account.proof set ended_at = null, ended_why = null where person_id = (select person_id from party.cast_member where key = 'sun')`)
  expect(await refusal('sun', `/my-data/copies/${ready!.id}/take`, {})).toBe('my_data.copy_unknown')
  const taken = await city.call('li', 'POST', `/my-data/copies/${ready!.id}/take`, {})
  const files = await unzip(taken.rawPayload)
  expect([...files.keys()]).toEqual(expect.arrayContaining(['我的数据.html', 'platform/party.person.json', 'platform/governance.reports.json', 'departments/101004000001.json', `departments/${marriages}.json`]))
  expect(files.get('我的数据.html')).toContain('李晓梅')
  const whole = [...files.values()].join('')
  expect([whole.includes('13800138000'), whole.includes('120199198607150074'), whole.includes(li), whole.includes('孙德福')]).toEqual([false, false, true, false])
  expect((await city.sql<{ n: number }>(`select count(*)::int as n from my_data.copy where position(convert_to($1, 'UTF8') in sealed) > 0`, [li]))[0]!.n).toBe(0)
  expect((await city.get<{ items: { kind: string }[] }>('li', '/ledger/mine')).items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['my_data.copy_made', 'my_data.copy_taken']))
  await city.tick(new Date(city.now().getTime() + 6 * 86_400_000))
  expect((await city.get<Copies>('li', '/my-data/copies')).items[0]).toMatchObject({ state: 'gone' })
  expect(await refusal('li', `/my-data/copies/${ready!.id}/take`, {})).toBe('my_data.copy_gone')
  expect(await city.sql('select 1 from my_data.copy where sealed is not null')).toEqual([])
})

const codeOf = async (phone: string) => { city.setNow(new Date(city.now().getTime() + 61_000)); return (await city.deed((deed) => makeCode(deed, phone))).code }
const logIn = async (phone: string) => city.http.inject({ method: 'POST', url: '/sessions', payload: { phone, code: await codeOf(phone) } })
const days = (count: number) => new Date(city.now().getTime() + count * 86_400_000)

test('an account is closed after a wait in which it can be taken back: login, phone and delegations end, what must be kept stays, the proof is in the ledger, and the same person comes again at a counter', async () => {
  const [phone, id] = ['15400001001', randomUUIDv7()]
  const before = await city.get<ClosingBefore>('li', '/my-data/closing')
  expect(before).toMatchObject({ open: null, waitDays: 7, phone: true, stops: [] })
  expect(before.kinds.map(({ id: kind, closing }) => `${kind} ${closing}`)).toEqual(expect.arrayContaining(['notice.notices deleted', 'governance.reports kept']))
  expect(before.goesOn.map(({ of }) => of)).toContain('incident')

  expect(await city.done<ClosingAsked>('li', '/my-data/closings', { id, code: '000000' })).toEqual({ outcome: 'code_wrong', closing: null })
  expect((await city.done<ClosingAsked>('li', '/my-data/closings', { id, code: await codeOf(phone) })).outcome).toBe('asked')
  await city.done('li', '/my-data/closings/take-back')
  expect(await refusal('li', '/my-data/closings/take-back', {})).toBe('my_data.closing_unknown')
  city.setNow(days(8))
  await city.tick()
  expect((await city.get<Held>('li', '/my-data/held')).level).toBeGreaterThanOrEqual(2) // taken back, nothing came of it

  const again = randomUUIDv7()
  const code = await codeOf(phone)
  const asked = (await city.done<ClosingAsked>('li', '/my-data/closings', { id: again, code })).closing!
  city.setNow(new Date(new Date(asked.endsAt).getTime() - 60_000))
  await city.tick()
  expect((await city.call('li', 'GET', '/my-data/closing')).statusCode).toBe(200)
  const cookie = await sessionOf(city.city, 'li', city.now())
  await city.tick(new Date(new Date(asked.endsAt).getTime() + 60_000))
  await city.tick()
  expect((await city.http.inject({ url: '/my-data/held', headers: { cookie } })).statusCode).toBe(401)
  const person = `(select person_id from party.cast_member where key = 'li')`
  expect(await city.sql(`select (select count(*) from access.phone p join access.account a on a.id = p.account_id where a.party_id = ${person})::int as phones, (select count(*) from notice.notice where recipient = 'party:' || ${person})::int as notices,
    (select count(*) from account.proof where person_id = ${person} and ended_at is null)::int as proofs, (select count(*) from governance.statement where person_id = ${person})::int as reports, (select phone is null and number is not null from party.person where id = ${person}) as contact`)).toEqual([{ phones: 0, notices: 0, proofs: 0, reports: 1, contact: true }])
  expect(await city.sql(`select e.kind from my_data.closing c join ledger.entry e on e.id = c.proof_id where c.id = $1`, [again])).toEqual([{ kind: 'my_data.account_closed' }])
  expect(await city.sql(`select template from notice.outgoing where template = 'my_data.notice.closed'`)).toHaveLength(1)

  const fresh = await logIn(phone)
  expect(fresh.statusCode, fresh.body).toBe(201)
  const anew = fresh.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  expect((await city.http.inject({ url: '/my-data/held', headers: { cookie: anew } })).json<Held>()).toMatchObject({ level: 1, entries: null }) // nobody by the phone alone
  const counter = { phone, code: await codeOf(phone), name: '李晓梅', number: li, document: 'identity_card' }
  expect(await city.done('liuqing', '/account/desk/confirm', counter)).toMatchObject({ outcome: 'confirmed' })
  await city.deliver()
  const back = await logIn(phone)
  const own = (await city.http.inject({ url: '/my-data/held', headers: { cookie: back.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') } })).json<Held>()
  expect(own.kinds.find(({ id: kind }) => kind === 'governance.reports')).toMatchObject({ count: 1 })
})

test('whoever has no phone sees the list and closes the account at a counter; the clerk sees sorts and counts, and the person that they did', async () => {
  const seen = { name: '孙德福', number: sun, document: 'identity_card' }
  const list = await city.done<HeldAtCounter>('liuqing', '/my-data/desk/held', seen)
  expect([list.name, list.entries.map(({ code }) => code), JSON.stringify(list).includes(sun)]).toEqual(['孙*福', ['101004000001'], false])
  expect((await city.get<{ items: { kind: string }[] }>('sun', '/ledger/mine')).items.map(({ kind }) => kind)).toContain('my_data.listed')
  expect(await refusal('liuqing', '/my-data/desk/closings', { id: randomUUIDv7(), ...seen, name: '孙德禄' })).toBe('account.name_differs')
  const closing = await city.done<Closing>('liuqing', '/my-data/desk/closings', { id: randomUUIDv7(), ...seen })
  await city.done('liuqing', '/my-data/desk/closings/take-back', seen)
  expect((await city.done<Closing>('liuqing', '/my-data/desk/closings', { id: randomUUIDv7(), ...seen })).id).not.toBe(closing.id)
  await city.tick(days(8))
  await city.tick()
  expect(await city.sql(`select disabled_at is not null as shut from access.account where party_id = (select person_id from party.cast_member where key = 'sun') and kind = 'resident'`)).toEqual([{ shut: true }])
})
