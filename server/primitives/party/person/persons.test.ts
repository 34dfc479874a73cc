import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { addDataKey } from '#base/crypto'
import { anonymous, type Actor } from '#base/deed'
import { useDemo } from '#base/demo'
import { jobRun } from '#base/jobs'
import { contactOf, createPerson, findPersonByNumber, identityCheckDigit, maskedPerson, maskedPersons, tiePerson, unmask } from '#primitives/party'
import { openTestDatabase, type TestDatabase } from '../../../../test/kit/database.ts'
import { ownKeys } from '../../../../test/kit/own-keys.ts'
import { indexNumbers } from './index-numbers.ts'
import { ownPerson } from './masked-person.ts'

let db: TestDatabase
beforeAll(async () => { db = await openTestDatabase() })
afterAll(() => db.close())

let serial = 100
const newNumber = () => { const first17 = `12019919700101${serial++}`; return first17 + identityCheckDigit(first17) }
const staff = (divisionPath: string, departmentId = `${divisionPath}-grid-centre`, id = '01900000-0000-7000-8000-00000000000a'): Actor =>
  ({ kind: 'staff', id, postId: '01900000-0000-7000-8000-0000000000ff', departmentId, divisionPath, grants: [] })
const home = staff('120103/120103009')
const elsewhere = staff('120104')
const add = (more: { number?: string } = {}) => db.deed((deed) => createPerson(deed, { name: '林秀梅', phone: '15400006021', address: '3号楼2门501', divisionCode: '120103009012', ...more }))
const leaves = async () => (await db.sql<{ kind: string }>(`select kind from ledger.entry where kind like 'party.%' order by id`)).map((leaf) => leaf.kind)

test('a number that somebody has is refused, also when both come at one moment', async () => {
  const number = newNumber()
  const two = await Promise.allSettled([add({ number }), add({ number })])
  expect(two.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(add({ number })).rejects.toMatchObject({ status: 409, code: 'party.number_taken' })
})
test('a number of nobody is refused outside the demo, and a date that never was everywhere', async () => {
  useDemo(false)
  await expect(add({ number: newNumber() })).rejects.toMatchObject({ code: 'party.number_of_nobody' })
  useDemo(true)
  const first17 = '12019919410229001'
  await expect(add({ number: first17 + identityCheckDigit(first17) })).rejects.toMatchObject({ code: 'party.number_date' })
})
test('a telephone that cannot be one is refused', () => expect(db.deed((deed) => createPerson(deed, { name: '甲', phone: '99' }))).rejects.toMatchObject({ code: 'party.phone_impossible' }))

test('staff of another district, anonymous people and jobs without a policy find nobody', async () => {
  const { id } = await add()
  for (const actor of [elsewhere, anonymous, staff('120103/120103008')]) await expect(db.read((deed) => maskedPerson(deed, id), { actor })).rejects.toMatchObject({ status: 404 })
  await expect(db.read((deed) => maskedPerson(deed, id))).rejects.toMatchObject({ status: 404 })
})
test('after a transaction for the whole city, an anonymous one on the same connections still sees nobody', async () => {
  const { id } = await add()
  const look = (actor: Actor) => Promise.all(Array.from({ length: 8 }, () => db.read((deed) => maskedPersons(deed, [id]), { actor })))
  expect((await look(staff('', 'city-hotline-centre'))).every((found) => found.size === 1)).toBe(true)
  expect((await look(anonymous)).every((found) => found.size === 0)).toBe(true)
})
test('staff at home see masks, and nothing in the database is readable', async () => {
  const number = newNumber()
  const { id } = await add({ number })
  expect(await db.read((deed) => maskedPerson(deed, id), { actor: home })).toMatchObject({
    name: '林*梅', phone: '154****6021', number: `1201**********${number.slice(-4)}`, address: '******', numberKind: 'resident', marks: ['nobody'],
  })
  const stored = await db.sql<{ all: string }>(`select name::text || number::text || phone::text || address::text as all from party.person where id = $1`, [id])
  for (const words of ['林秀梅', number, '15400006021']) expect(stored[0]!.all).not.toContain(Buffer.from(words).toString('hex'))
  expect(await db.sql(`select relforcerowsecurity as forced from pg_class where oid = 'party.person'::regclass`)).toEqual([{ forced: true }])
})
test('a tie lets those who do the business read, and nobody else', async () => {
  const { id } = await add()
  await db.deed((deed) => tiePerson(deed, id, { divisionPath: '120104/120104001', reason: 'test.report' }))
  expect((await db.read((deed) => maskedPerson(deed, id), { actor: elsewhere })).name).toBe('林*梅')
  await expect(db.read((deed) => maskedPerson(deed, id), { actor: staff('120105') })).rejects.toMatchObject({ status: 404 })
})
test('ties are looked up by person, never read all', async () => {
  const client = await db.database.client()
  await client.query(`begin; set local haihe.department = 'x'; set local haihe.division = '120103'; set local enable_seqscan = off`)
  const { rows } = await client.query<{ 'QUERY PLAN': string }>('explain select * from party.person where id = any($1)', [['01900000-0000-7000-8000-00000000000a']])
  await client.query('rollback')
  client.release()
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toContain('person_tie_pkey')
  expect(plan).not.toMatch(/hashed SubPlan|Seq Scan/)
})
test('one\'s own data are open, without a leaf', async () => {
  const { id } = await add()
  const before = await leaves()
  expect(await db.read(ownPerson, { actor: { ...anonymous, kind: 'person', id } })).toMatchObject({ name: '林秀梅', phone: '15400006021' })
  expect(await leaves()).toEqual(before)
})
test('only a job of notices may ask where to send', async () => {
  const { id } = await add()
  await expect(db.read((deed) => contactOf(deed, id), { actor: home })).rejects.toThrow('only a job')
  expect(await db.read((deed) => contactOf(deed, id), { actor: { ...anonymous, kind: 'job', id: 'notice.send' } })).toEqual({ name: '林秀梅', phone: '15400006021' })
})

test('unmasking needs a purpose from the list that covers the field', async () => {
  const { id } = await add()
  const ask = (purpose: string, fields: ('phone' | 'number')[]) => db.deed((deed) => unmask(deed, id, fields, purpose), { actor: home })
  await expect(ask('curiosity', ['phone'])).rejects.toMatchObject({ status: 400, code: 'party.purpose_unknown' })
  await expect(ask('ask_reporter', ['phone', 'number'])).rejects.toMatchObject({ status: 403, code: 'party.purpose_too_narrow', detail: { fields: ['number'] } })
  await expect(db.deed((deed) => unmask(deed, id, ['phone'], 'ask_reporter'), { actor: elsewhere })).rejects.toMatchObject({ status: 404 })
})
test('unmasking shows for 60 seconds and leaves one leaf', async () => {
  const { id } = await add()
  const before = await leaves()
  const seen = await db.deed((deed) => unmask(deed, id, ['phone'], 'ask_reporter', '260101123456'), { actor: home })
  expect(seen).toMatchObject({ fields: { phone: '15400006021' }, showFor: 60, dailyLimit: 30 })
  expect((await leaves()).slice(before.length)).toEqual(['party.unmasked'])
})
test('the thirty-first person in a day is refused, one seen already is not', async () => {
  const actor = staff('', 'city-hotline-centre', '01900000-0000-7000-8000-00000000000b')
  const people = await Promise.all(Array.from({ length: 31 }, () => add()))
  const see = (id: string) => db.deed((deed) => unmask(deed, id, ['phone'], 'ask_reporter'), { actor })
  for (const { id } of people.slice(0, 30)) await see(id)
  await expect(see(people[30]!.id)).rejects.toMatchObject({ status: 429, code: 'party.too_many_unmasked' })
  expect((await see(people[0]!.id)).seenToday).toBe(30)
  expect((await db.deed((deed) => unmask(deed, people[30]!.id, ['phone'], 'ask_reporter'), { actor, now: new Date(Date.now() + 86_400_000) })).seenToday).toBe(1)
})

test('looking up by number needs a purpose that allows it', () =>
  expect(db.deed((deed) => findPersonByNumber(deed, newNumber(), 'ask_reporter'), { actor: home })).rejects.toMatchObject({ code: 'party.purpose_not_for_lookup' }))
test('looking up writes a leaf whether somebody is found or not, and lets the finder\'s unit read on', async () => {
  const number = newNumber()
  const { id } = await add({ number })
  const find = (text: string) => db.deed((deed) => findPersonByNumber(deed, text, 'identify_at_counter'), { actor: elsewhere })
  const before = (await leaves()).length
  expect(await find(newNumber())).toBeNull()
  expect(await find(number)).toMatchObject({ id, name: '林*梅' })
  expect((await leaves()).slice(before)).toEqual(['party.looked_up', 'party.looked_up'])
  expect((await db.read((deed) => maskedPerson(deed, id), { actor: elsewhere })).id).toBe(id)
})
test('guessing numbers ends at the daily limit, though every guess finds nobody', async () => {
  const actor = staff('', 'city-hotline-centre', '01900000-0000-7000-8000-00000000000c')
  const guess = () => db.deed((deed) => findPersonByNumber(deed, newNumber(), 'identify_at_counter'), { actor })
  for (let time = 0; time < 30; time++) expect(await guess()).toBeNull()
  await expect(guess()).rejects.toMatchObject({ status: 429 })
})
test('after a new key came, the old digest still finds, the job adds the new one, and a taken number stays taken', async () => {
  const number = newNumber()
  const { id } = await add({ number })
  const { folder, openAnew, end } = ownKeys()
  onTestFinished(end)
  addDataKey(folder)
  utimesSync(join(folder, 'data-2.key'), 0, 0) // it has been there for long
  openAnew()
  await expect(add({ number })).rejects.toMatchObject({ code: 'party.number_taken' })
  const find = async () => (await db.deed((deed) => findPersonByNumber(deed, number, 'identify_at_counter'), { actor: home }))?.id
  expect(await find()).toBe(id)
  await indexNumbers(jobRun(db.database, 'party.index_numbers', new Date()))
  expect(await db.sql('select key_version from party.person_number where person_id = $1 order by 1', [id])).toEqual([{ key_version: 1 }, { key_version: 2 }])
  await db.sql('delete from party.person_number where key_version = 1')
  expect(await find()).toBe(id)
})
