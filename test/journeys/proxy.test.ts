/** Acting for another: with that person's consent, for what was consented to and as long; both are always named; and what the wallet holds is brought by nobody. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobActor } from '#base/jobs'
import type { ConsentCode, ConsentTaken, OwnAccount } from '#contracts/account'
import type { Application, BeganApplication, DeskApplication, OwnApplications, Subjects, SubmittedApplication } from '#contracts/application'
import type { OneLicence, OwnLicences, ShownLicence } from '#contracts/licence'
import { createPerson, identityCheckDigit } from '#primitives/party'
import { oldEnough } from '#systems/account'
import { issueLicence } from '#systems/licence'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { openRegister } from '../kit/register.ts'

let city: TestCity
const item = 'old-age-allowance'
const unit = '120103-civil-affairs'
const number = '120199194105160768'
const typed = { allowance_account: '6217000010001234569', living: 'home' }
let [mother, daughter] = ['', '']
const idOf = async (login: string): Promise<string> => (await city.sql<{ party_id: string }>('select party_id from access.account where login = $1', [login]))[0]!.party_id
const at = (id: string, rest = '') => `/application/applications/${id}${rest}`
const begin = (login: string, more: object = {}) => city.call(login, 'POST', '/application/applications', { id: randomUUIDv7(), item, ...more })
const began = async (login: string, more: object = {}): Promise<BeganApplication> => { const answer = await begin(login, more); expect(answer.statusCode, answer.body).toBe(201); return answer.json<BeganApplication>() }
const show = (login: string, id: string) => city.get<Application>(login, at(id))
/** The mother shows a code, the daughter enters it. */
const consent = async (items: string[] | null, untilOn = '2026-12-31'): Promise<string> => {
  const { code } = await city.done<ConsentCode>('gulan', '/account/consents', { items, untilOn })
  return (await city.done<ConsentTaken>('li', '/account/delegations', { code })).delegation!
}
const told = async (login: string) => (await city.get<{ items: { template: string; text: string }[] }>(login, '/notices')).items

beforeAll(async () => {
  city = await openTestCity({ at: '2026-11-25T02:00:00Z' })
  const use = { purpose: '审核高龄津贴', legalBasis: '《老年人权益保障法》第三十三条', scenario: '高龄津贴', usingSystem: '办件' }
  const open = (resource: string, fields: string[], rows: Record<string, string>[] = []) => openRegister(city, { resource, fields, unit, rows, use })
  await open('101004000001', ['identity_number', 'name', 'birth_on', 'deceased'], [{ identity_number: number, name: '顾兰芳', gender: '2', ethnicity: '01', birth_on: '1941-05-16', household_address: '河西区光明里6号楼1门201', household_kind: '01', person_status: '1', deceased: '', updated_at: '2026-11-01T00:00:00Z' }])
  await open('101004000002', ['identity_number', 'household_number', 'household_address'], [{ household_number: 'H0001', identity_number: number, name: '顾兰芳', relation_to_head: '01', head_name: '顾兰芳', household_address: '河西区光明里6号楼1门201', police_station: '挂甲寺派出所', household_nature: '1' }])
  await open('307012000506', ['identity_number', 'allowance_number'])
  await open('307076000008', ['identity_number', 'certified_on'], [{ identity_number: number, name: '顾兰芳', certified_on: '2026-03-01', certified_by: '01', certified_result: '1', next_certified_by: '2027-03-01' }])
  await open('307026000008', ['identity_number', 'phone'])
  ;[mother, daughter] = [await idOf('gulan'), await idOf('li')]
})
afterAll(() => city?.close())

test('nobody acts for another without consent, beyond it or on a child\'s word; a child\'s guardian does; an item that asks for more says how to get there', async () => {
  for (const subject of [mother, randomUUIDv7()]) expect((await begin('li', { subject })).json()).toMatchObject({ status: 403, code: 'account.may_not_act' })
  await consent(['elder-card'])
  expect((await begin('li', { subject: mother })).json()).toMatchObject({ status: 403, code: 'account.may_not_act' })
  expect(await city.get<Subjects>('li', `/application/items/${item}/subjects`)).toEqual({ oneself: true, firmsOnly: false, others: [], needs: null, reached: true })
  const { id } = await began('gulan')
  for (const [method, url, body] of [['GET', '', undefined], ['PUT', '/draft', { version: 1, values: {} }], ['POST', '/prefill', { version: 1, take: true }], ['POST', '/submit', { version: 1, values: {} }], ['POST', '/withdraw', {}], ['POST', '/discard', undefined]] as const)
    expect((await city.call('li', method, at(id, url), body)).json(), url).toMatchObject({ status: 404, code: 'application.unknown' })
  expect((await city.call('gulan', 'POST', at(id, '/discard'))).statusCode).toBe(204)

  const born = '12019920160301703'
  const child = (await city.deed((deed) => createPerson(deed, { name: '李小树', number: born + identityCheckDigit(born) }))).id
  expect([await city.read((deed) => oldEnough(deed, born + identityCheckDigit(born))), await city.read((deed) => oldEnough(deed, number))]).toEqual([false, true])
  const delegate = (kind: string) => city.sql(`insert into account.delegation (id, kind, principal_id, principal_name, agent_id, agent_name, source, made_at, until_on) values ($1, $2, $3, '李*树', $4, '李*梅', 'register', $5, '2027-01-01')`, [randomUUIDv7(), kind, child, daughter, city.now()])
  await delegate('person')
  expect((await begin('li', { subject: child, item: 'elder-card' })).json()).toMatchObject({ code: 'account.may_not_act' })
  await delegate('guardian')
  expect((await city.get<Subjects>('li', `/application/items/elder-card/subjects`)).others).toMatchObject([{ id: child, name: '李*树', guardian: true }, { id: mother, name: '顾*芳', guardian: false }])
  expect((await began('li', { subject: child, item: 'elder-card', division: '120103' })).version).toBe(1)

  expect((await begin('li', { item: 'housing-fund-withdrawal', division: '120103' })).statusCode).toBe(201)
  await city.sql(`update account.proof set level = 2, ended_at = $2, ended_why = 'other_person' where person_id = $1`, [await idOf('sun'), city.now()])
  expect((await begin('sun', { item: 'housing-fund-withdrawal', division: '120103' })).json()).toMatchObject({ status: 403, code: 'application.needs_register' })
})

test('mother and daughter begin at once and it is one application; a delegation that ends between saving and handing in stops her, and the draft stays; then she hands it in, and both are named to the mother', async () => {
  const first = await consent([item])
  const both = await Promise.all([began('gulan'), began('li', { subject: mother }), began('li', { subject: mother })])
  expect(new Set(both.map(({ number: one }) => one)).size).toBe(1)
  const { id, version } = both[1]!
  const asked = await city.done<{ version: number }>('li', at(id, '/prefill'), { version, take: true })
  const hers = await show('li', id)
  expect(hers).toMatchObject({ application: { forWhom: '顾*芳', proxy: '李*梅' }, values: { name: '顾*芳', birth_on: '1941-05-16', contact_phone: '154****1064', household_here: true } })
  expect(JSON.stringify(hers)).not.toMatch(/顾兰芳|19410516|6号楼/)
  expect(await show('gulan', id)).toMatchObject({ application: { forWhom: null, proxy: '李*梅' }, values: { name: '顾兰芳', identity_number: number, contact_phone: '15400001064' } })
  const saved = (await city.call('li', 'PUT', at(id, '/draft'), { version: asked.version, values: { ...hers.values, ...typed } })).json<{ version: number }>()

  await city.done('gulan', `/account/delegations/${first}/end`)
  for (const [method, url, body] of [['POST', '/submit', { version: saved.version, values: typed }], ['PUT', '/draft', { version: saved.version, values: {} }], ['GET', '', undefined], ['POST', '/discard', undefined], ['POST', '/dispute', { version: saved.version, field: 'birth_on', value: '1940-01-01' }]] as const)
    expect((await city.call('li', method, at(id, url), body)).json(), url).toMatchObject({ status: 403, code: 'account.may_not_act' })
  expect((await city.get<OwnApplications>('li', '/application/applications')).items.map((one) => one.id)).not.toContain(id)
  expect((await show('gulan', id)).values).toMatchObject(typed) // the draft is hers
  await consent([item], '2026-11-25')
  city.setNow('2026-11-25T16:00:30Z') // past midnight there
  expect((await city.call('li', 'POST', at(id, '/submit'), { version: saved.version, values: typed })).json()).toMatchObject({ code: 'account.may_not_act' })

  const delegation = await consent([item])
  expect((await city.get<OwnApplications>('li', '/application/applications')).items.find((one) => one.id === id)).toMatchObject({ forWhom: '顾*芳', turn: 'you' })
  const handed = await city.done<SubmittedApplication>('li', at(id, '/submit'), { version: saved.version, values: { ...hers.values, ...typed } })
  expect(handed).toMatchObject({ state: 'delivered', faults: [] })
  const done = await show('gulan', id)
  expect(done.values).toMatchObject({ name: '顾兰芳', identity_number: number, age: 85 }) // what she was shown masked did not come back as a value
  expect(done.steps.slice(1).map(({ action, proxy }) => [action, proxy])).toEqual([['submit', '李*梅'], ['accept', null], ['approve', null], ['deliver', null]])
  expect((await told('gulan')).map(({ template }) => template)).toEqual(expect.arrayContaining(['application.notice.handed_in_for', 'application.notice.approved_at_once']))
  expect((await told('li')).find(({ template }) => template === 'application.notice.approved_at_once')!.text).toContain('顾*芳：高龄津贴发放')
  expect((await city.get<OwnAccount>('gulan', '/account/own')).given.find((one) => one.id === delegation)!.acts).toMatchObject([{ about: handed.number }])
  expect((await city.get<{ items: { kind: string }[] }>('gulan', '/ledger/mine')).items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['application.submitted', 'exchange.used', 'licence.issued']))
  expect((await city.get<{ items: { kind: string }[] }>('li', '/ledger/mine')).items.map(({ kind }) => kind)).not.toContain('licence.issued')
  expect(await city.sql(`select name, actor_id, detail ->> 'for' as for from event.event where subject_id = $1 and actor_id = $2 and name = 'application.application.submitted'`, [id, daughter])).toEqual([{ name: 'application.application.submitted', actor_id: daughter, for: mother }])
  expect(await city.sql(`select actor_id, detail ->> 'for' as for from matter.step where matter_id = $1 and action = 'submit'`, [id])).toEqual([{ actor_id: daughter, for: mother }])

  const [card] = (await city.get<OwnLicences>('gulan', '/licence/licences')).items
  expect((await city.get<OwnLicences>('li', '/licence/licences')).items).toEqual([])
  const path = at(id, `/licences/${card!.id}`)
  expect(await city.get<OneLicence>('li', path)).toMatchObject({ number: card!.number, looks: [] })
  expect((await city.done<ShownLicence>('li', `${path}/show`, { facts: ['over_80'] })).qr).toContain('<svg')
  expect((await city.get<OneLicence>('gulan', `/licence/licences/${card!.id}`)).looks).toMatchObject([{ how: 'shown', agent: '李*梅', about: 'over_80' }])
  expect((await city.call('sun', 'GET', path)).statusCode).toBe(404)
  expect((await city.call('li', 'GET', `/licence/licences/${card!.id}`)).statusCode).toBe(404)
  await city.done('li', `/account/delegations/${delegation}/end`)
  for (const url of [path, `${path}/document`, at(id, `/letters/${done.letters[0]!.id}`)]) expect((await city.call('li', 'GET', url)).json(), url).toMatchObject({ code: 'account.may_not_act' })
  expect((await city.call('li', 'POST', `${path}/show`, { facts: [] })).json()).toMatchObject({ code: 'account.may_not_act' })
})

test('what the wallet holds is taken from there: the reviewer has it side by side and may ask nobody for the paper; revoked, it is a paper again', async () => {
  const sun = await idOf('sun')
  const permit = await city.deed((deed) => issueLicence(deed, { kind: 'residence_permit', holderId: sun, values: { district: '河西区', address: '红山里8号楼1门102' }, basis: 'test:1', unitId: '120103-police' }), { actor: jobActor('test.issues') })
  const draft = await began('sun', { item: 'elder-card' })
  const refused = await city.done<{ version: number }>('sun', at(draft.id, '/prefill'), { version: draft.version, take: false })
  const values = { contact_phone: '15400001002', name: '孙德福', identity_number: '120199194809030056', birth_on: '1948-09-03', household_here: false }
  expect(await city.done<SubmittedApplication>('sun', at(draft.id, '/submit'), { version: refused.version, values })).toMatchObject({ state: 'received', faults: [] })
  const state = (one: Pick<Application, 'materials'>) => one.materials.find(({ material }) => material === '居住证')?.state
  expect(state(await show('sun', draft.id))).toBe('licence')
  const reviewer = (await city.sql<{ unit_id: string }>('select unit_id from application.application where id = $1', [draft.id]))[0]!.unit_id === unit ? 'mo' : 'geng'
  const desk = (rest = '') => `/application/desk/applications/${draft.id}${rest}`
  const seen = await city.get<DeskApplication>(reviewer, desk())
  expect([state(seen), seen.wallet]).toMatchObject(['licence', [{ id: permit.id, number: permit.number, fields: [] }]])
  expect((await city.done<DeskApplication>(reviewer, desk('/open'))).wallet[0]!.fields).toContainEqual({ label: '居住地址', value: '红山里8号楼1门102' })
  expect((await city.call(reviewer, 'POST', desk('/ask-missing'), { materials: ['居住证'], words: '' })).json()).toMatchObject({ status: 409, code: 'application.material_licence' })
  expect((await city.get<OneLicence>('sun', `/licence/licences/${permit.id}`)).looks).toMatchObject([{ how: 'relied', about: draft.number }])
  await city.sql(`update licence.licence set revoked_at = $2, revoked_reason = 'lost', revoked_words = '', revoked_by = 'test' where id = $1`, [permit.id, city.now()])
  expect(state(await city.get<DeskApplication>(reviewer, desk()))).toBe('to_bring')
})
