import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type Client, type TestCity } from '../../../../test/kit/city.ts'
import { grantsAt } from './grants-at.ts'

let city: TestCity
let shen: Client // security administrator
let accounts: Record<string, string>
const grant = (client: Client, body: object, key?: string) => client({ method: 'POST', url: '/access/grants', payload: { reason: '分工调整', ...body }, ...(key ? { key } : {}) })
const revoke = (client: Client, id: string) => client({ method: 'POST', url: `/access/grants/${id}/revoke`, payload: { reason: '调离' } })
const who = async (client: Client) => (await client({ method: 'GET', url: '/session' })).json().who

beforeAll(async () => {
  city = await openTestCity()
  shen = await city.as('shen')
  accounts = Object.fromEntries((await city.sql<{ login: string; id: string }>('select login, id from access.account where login is not null')).map(({ login, id }) => [login, id]))
})
afterAll(() => city.close())

test('nobody without the permission grants anything, the system administrator and the audit administrator included', async () => {
  for (const login of ['qin', 'yu', 'zhao', 'li']) expect((await grant(await city.as(login), { accountId: accounts.zhao, role: 'leader', division: '120000' })).statusCode).toBe(403)
  expect((await grant(city.anonymous, { accountId: accounts.zhao, role: 'leader', division: '120000' })).statusCode).toBe(401)
})
test('system, security and audit administrator are three people, also when asked twice at once', async () => {
  expect((await grant(shen, { accountId: accounts.qin, role: 'audit_admin', division: '120000' })).json()).toMatchObject({ status: 409, code: 'access.roles_apart', role: 'system_admin' })
  const both = await Promise.all([grant(shen, { accountId: accounts.zhao, role: 'system_admin', division: '120000' }), grant(shen, { accountId: accounts.zhao, role: 'audit_admin', division: '120000' })])
  expect(both.map((answer) => answer.statusCode).sort()).toEqual([201, 409])
  await revoke(shen, both.find((answer) => answer.statusCode === 201)!.json().id)
})
test('a second account of the same person does not get round it', async () => {
  const [{ party_id }] = (await city.sql<{ party_id: string }>('select party_id from access.account where id = $1', [accounts.qin])) as [{ party_id: string }]
  const made = await shen({ method: 'POST', url: '/access/accounts', payload: { login: 'qin-2', name: '秦', division: '120000' } })
  await city.sql('update access.account set party_id = $1 where id = $2', [party_id, made.json().id])
  expect((await grant(shen, { accountId: made.json().id, role: 'audit_admin', division: '120000' })).json().code).toBe('access.roles_apart')
})
test('nobody grants to themselves', async () => expect((await grant(shen, { accountId: accounts.shen, role: 'leader', division: '120000' })).json().code).toBe('access.grant_to_self'))
test.each([
  ['at the wrong level', { role: 'street_desk', division: '120103' }, 400, 'access.grant_level'],
  ['for no unit though the role is bound to one', { role: 'department_handler', division: '120103' }, 400, 'access.grant_needs_department'],
  ['of a role that nobody knows', { role: 'emperor', division: '120000' }, 404, 'access.role_unknown'],
  ['of the residents\' role', { role: 'resident', division: '120000' }, 404, 'access.role_unknown'],
  ['at a division that is none', { role: 'leader', division: '999999' }, 404, 'place.division_unknown'],
  ['that ends before it begins', { role: 'leader', division: '120000', fromAt: '2027-01-02T00:00:00Z', untilAt: '2027-01-01T00:00:00Z' }, 400, 'access.grant_times'],
])('a grant %s is refused', async (_, body, status, code) => expect((await grant(shen, { accountId: accounts.zhao, ...body })).json()).toMatchObject({ status, code }))

test('a grant works at once, owes a leaf and an event, is the same however often it is sent, and is over when revoked', async () => {
  const tian = await city.as('tian')
  expect((await who(tian)).permissions).not.toContain('governance.leak.read')
  const body = { accountId: accounts.tian, role: 'leader', division: '120104' }
  const before = await city.sql('select 1 from ledger.entry')
  const first = await grant(shen, body, 'grant-leader-once')
  expect(first.statusCode).toBe(201)
  const again = await grant(shen, body, 'grant-leader-once')
  expect([again.statusCode, again.json().id]).toEqual([201, first.json().id])
  expect((await grant(shen, body)).json().code).toBe('access.grant_exists')
  expect((await city.sql('select 1 from ledger.entry')).length).toBe(before.length + 1)
  expect(await city.sql(`select 1 from event.event where name = 'access.granted' and subject_id = $1`, [accounts.tian])).toHaveLength(1)
  const me = await who(tian)
  expect(me.permissions).toContain('governance.leak.read')
  expect(me.scopes).toContain('120104')
  expect((await revoke(shen, first.json().id)).statusCode).toBe(200)
  expect((await revoke(shen, first.json().id)).json().code).toBe('access.grant_over')
  expect((await who(tian)).permissions).not.toContain('governance.leak.read')
})
test('a grant of tomorrow does not yet work; one that ended makes room for the same again', async () => {
  const soon = new Date(city.now().getTime() + 3_600_000)
  const body = { accountId: accounts.tian, role: 'leader', division: '120105', fromAt: soon.toISOString(), untilAt: new Date(soon.getTime() + 3_600_000).toISOString() }
  expect((await grant(shen, body)).statusCode).toBe(201)
  const atTheTime = async (instant: Date) => (await city.read((deed) => grantsAt(deed, accounts.tian!, instant))).some((one) => one.divisionPath === '120105')
  expect(await atTheTime(city.now())).toBe(false)
  const real = city.now()
  city.setNow(new Date(soon.getTime() + 7_200_000))
  expect((await grant(shen, { ...body, fromAt: undefined, untilAt: undefined })).json().code ?? 'made').toBe('base.not_signed_in') // the session is idle by now
  city.setNow(real)
})
test('what was granted at an instant is known after it was taken back', async () => {
  const made = await grant(shen, { accountId: accounts.guo, role: 'leader', division: '120106' })
  const during = new Date(city.now().getTime())
  await new Promise((done) => setTimeout(done, 20))
  await revoke(shen, made.json().id)
  const paths = async (instant: Date) => (await city.read((deed) => grantsAt(deed, accounts.guo!, instant))).map((one) => one.divisionPath)
  expect(await paths(during)).toContain('120106')
  expect(await paths(new Date(during.getTime() - 60_000))).not.toContain('120106')
  expect(await paths(city.now())).not.toContain('120106')
})
test('a district\'s security administrator neither sees nor gives grants of another district', async () => {
  await city.sql(`update access.role set level = 'any' where code = 'security_admin'`)
  const made = await grant(shen, { accountId: accounts.xu, role: 'security_admin', division: '120103' })
  expect(made.statusCode).toBe(201)
  const xu = await city.as('xu')
  expect((await grant(xu, { accountId: accounts.zhao, role: 'leader', division: '120104' })).json()).toMatchObject({ status: 403, code: 'access.scope_outside' })
  expect((await grant(xu, { accountId: accounts.zhao, role: 'leader', division: '120000' })).statusCode).toBe(403)
  const { items } = (await xu({ method: 'GET', url: '/access/grants?limit=200' })).json()
  expect(items.length).toBeGreaterThan(0)
  expect(items.every((item: { divisionPath: string }) => item.divisionPath === '120103' || item.divisionPath.startsWith('120103/'))).toBe(true)
  expect((await xu({ method: 'GET', url: '/access/grants?division=120104' })).statusCode).toBe(403)
  const outside = (await shen({ method: 'GET', url: '/access/grants?limit=200' })).json().items.find((item: { divisionPath: string }) => !item.divisionPath.startsWith('120103'))
  expect((await revoke(xu, outside.id)).json()).toMatchObject({ status: 404, code: 'access.grant_not_found' })
})
