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
  ['for what nothing in the server asks for', { permissions: ['governance.incident.erase'] }, 'access.key_permission'],
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
test('what a key may hold is told: nothing that gives rights, each with a name, and that of its part, in both languages, and how often and how long', async () => {
  const limits = (await shen({ url: '/access/key-limits' })).json()
  expect(limits.permissions).toContain('governance.incident.receive')
  expect(limits.permissions.filter((one: string) => /^(access|ledger|base)\./.test(one))).toEqual([])
  const nameless = limits.permissions.flatMap((one: string) => (['zh-CN', 'en'] as const).filter((language) => !city.city.texts[language].has(`${one.split('.')[0]}.permission.${one}`) || !city.city.texts[language].has(`${one.split('.')[0]}.home`)).map((language) => `${language} ${one}`))
  expect(nameless).toEqual([])
  expect(limits).toMatchObject({ longestDays: 730, classes: [{ rateClass: 'low', aMinute: 30 }, { rateClass: 'normal' }, { rateClass: 'high' }] })
})
test('a key ends with a day of the city, not in the middle of it', async () => {
  const { id } = (await issue({ days: 1 })).json()
  const [row] = await city.sql<{ at: string }>(`select to_char(expires_at at time zone 'Asia/Shanghai', 'HH24:MI:SS') as at from access.api_key where id = $1`, [id])
  expect(row!.at).toBe('23:59:59')
})
test('keys are found by what they are for, by their unit, their last characters and their state, page after page', async () => {
  const find = async (query: Record<string, string>) => (await shen({ url: '/access/keys', query })).json() as { items: { id: string; departmentName: string | null }[]; next: string | null }
  const ids = async (query: Record<string, string>) => (await find(query)).items.map(({ id }) => id)
  const water = (await issue({ name: '管网工单系统', kind: 'unit', holderId: '120103-water', departmentId: '120103-water', days: 20 })).json()
  const lamp = (await issue({ name: '灯杆网关', holderId: 'Lamp-9' })).json()
  expect((await find({ text: '水务' })).items).toMatchObject([{ id: water.id, departmentName: expect.stringContaining('水务局') }])
  expect(await ids({ text: '管网' })).toEqual([water.id])
  expect(await ids({ text: 'lamp-9' })).toEqual([lamp.id])
  expect(await ids({ text: lamp.key.slice(-4) })).toEqual([lamp.id])
  expect(await ids({ text: '没有这样的' })).toEqual([])
  expect(await ids({ kind: 'unit' })).toEqual([water.id])
  expect(await ids({ state: 'soon' })).toContain(water.id)
  expect(await ids({ state: 'soon' })).not.toContain(lamp.id)
  expect(await ids({ state: 'open' })).toEqual(expect.arrayContaining([water.id, lamp.id]))
  await shen({ method: 'POST', url: `/access/keys/${water.id}/revoke`, payload: { reason: '换新' } })
  expect(await ids({ text: '水务', state: 'open' })).toEqual([])
  expect(await ids({ text: '水务', state: 'over' })).toEqual([water.id])
  const first = await find({ limit: '1' })
  expect((await ids({ limit: '1', after: first.next! }))).toEqual([water.id])
})
test('a key past its time, or one nobody issued, is nobody', async () => {
  const { key } = (await issue({ days: 1 })).json()
  expect((await authenticate({ apiKey: key }, city.city.database, () => new Date(city.now().getTime() + 2 * 86_400_000))).kind).toBe('anonymous')
  expect((await authenticate({ apiKey: `hh_${'x'.repeat(43)}` }, city.city.database, () => city.now())).kind).toBe('anonymous')
  expect((await authenticate({ apiKey: 'x' }, city.city.database, () => city.now())).kind).toBe('anonymous')
})
