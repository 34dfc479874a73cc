import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type Client, type TestCity } from '../../../../test/kit/city.ts'
import { authenticate, knownOf } from '../authenticate.ts'

let city: TestCity
let shen: Client
const issue = (changes: object = {}) => shen({
  method: 'POST', url: '/access/keys',
  payload: { name: '路灯监测', kind: 'device', holderId: 'lamp-7', permissions: ['governance.incident.report'], division: '120103', rateClass: 'low', days: 30, ...changes },
})
beforeAll(async () => { city = await openTestCity(); shen = await city.as('shen') })
afterAll(() => city.close())

test.each([
  ['to grant', { permissions: ['access.grant.manage'] }, 'access.key_permission'],
  ['to read the ledger', { permissions: ['ledger.payload.read'] }, 'access.key_permission'],
  ['for ten years', { days: 3650 }, 'access.key_too_long'],
])('no key is issued %s', async (_, changes, code) => expect((await issue(changes)).json().code).toBe(code))

test('a key acts as its holder, at its place, for its permissions; its hash alone is kept; revoked it is nothing', async () => {
  const { id, key } = (await issue()).json()
  const clock = () => city.now()
  for (const shown of [{ apiKey: key }, { authorization: `Bearer ${key}` }]) {
    const actor = await authenticate(shown, city.city.database, clock)
    expect(actor).toMatchObject({ kind: 'device', id: 'lamp-7', grants: [{ divisionPath: '120103' }] })
    expect(knownOf(actor)!.rateClass).toBe('low')
  }
  expect(await city.sql(`select 1 from access.api_key where name like '%' || $1 or hint = $1`, [key])).toHaveLength(0)
  const listed = await shen({ method: 'GET', url: '/access/keys' })
  expect(listed.payload).not.toContain(key)
  expect(listed.json().items[0]).toMatchObject({ id, hint: key.slice(-4) })
  expect((await shen({ method: 'POST', url: `/access/keys/${id}/revoke`, payload: { reason: '报废' } })).statusCode).toBe(200)
  expect((await authenticate({ apiKey: key }, city.city.database, clock)).kind).toBe('anonymous')
})
test('a key past its time, or one nobody issued, is nobody', async () => {
  const { key } = (await issue({ days: 1 })).json()
  expect((await authenticate({ apiKey: key }, city.city.database, () => new Date(city.now().getTime() + 2 * 86_400_000))).kind).toBe('anonymous')
  expect((await authenticate({ apiKey: `hh_${'x'.repeat(43)}` }, city.city.database, () => city.now())).kind).toBe('anonymous')
  expect((await authenticate({ apiKey: 'x' }, city.city.database, () => city.now())).kind).toBe('anonymous')
})
