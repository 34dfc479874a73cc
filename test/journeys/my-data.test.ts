/** What the city holds on one, who used it, and what becomes of it. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AskedCorrection } from '#contracts/exchange'
import type { Held, HeldRows, OwnEntryRows } from '#contracts/my-data'
import { contributedHoldings } from '#primitives/registry'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { openRegister, personRow } from '../kit/register.ts'

let city: TestCity
const marriages = '307012000214'
const [li, sun] = ['120199197904120029', '120199194809030056']
beforeAll(async () => { city = await openTestCity({ at: '2026-11-25T02:00:00Z' }) })
afterAll(() => city?.close())
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
})
