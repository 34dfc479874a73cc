import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../../../../test/kit/city.ts'
import { openSessionFor } from './open-session-for.ts'

let city: TestCity
const start = Date.parse('2026-11-25T02:24:00Z')
const later = (seconds: number): void => { city.setNow(new Date(city.now().getTime() + seconds * 1000)) }
const cookieFor = (login: string) => city.deed((deed) => openSessionFor(deed, login), { now: city.now() })
const call = (method: 'GET' | 'POST' | 'DELETE', url: string, cookie: string, headers: Record<string, string> = {}) => city.http.inject({ method, url, headers: { cookie, ...headers } })
const who = async (cookie: string) => (await call('GET', '/session', cookie)).json().who

beforeAll(async () => { city = await openTestCity(); city.setNow(new Date(start)) })
afterAll(() => city.close())

test('without a cookie, and with a cookie that nobody was given, one is nobody', async () => {
  expect(await who('')).toBe(null)
  expect(await who(`haihe_session=${'A'.repeat(43)}`)).toBe(null)
  expect(await who(`haihe_session=' or 1=1`)).toBe(null)
  expect((await call('GET', '/sessions', '')).statusCode).toBe(401)
  expect((await call('GET', '/session/draft-key', '')).statusCode).toBe(401)
})
test("somebody else's session is not found, and stays", async () => {
  const [zhao, he] = [await cookieFor('zhao'), await cookieFor('he')]
  const { sessionId } = await who(he)
  const answer = await call('DELETE', `/sessions/${sessionId}`, zhao)
  expect(answer.statusCode).toBe(404)
  expect((await call('DELETE', '/sessions/01930000-0000-7000-8000-000000000000', zhao)).json().code).toBe(answer.json().code)
  expect((await who(he)).login).toBe('he')
})
test('one sees the own sessions only, ends one, and it is over at once here', async () => {
  const [one, two] = [await cookieFor('tian'), await cookieFor('tian')]
  const { items } = (await call('GET', '/sessions', one)).json()
  expect(items).toHaveLength(2)
  const other = items.find((item: { current: boolean }) => !item.current)
  expect((await call('DELETE', `/sessions/${other.id}`, one)).statusCode).toBe(200)
  expect((await call('DELETE', `/sessions/${other.id}`, one)).statusCode).toBe(200) // a second tap changes nothing
  expect(await who(two)).toBe(null)
  expect((await who(one)).login).toBe('tian')
})
test('logging out clears the cookie and ends the session for whoever copied it', async () => {
  const cookie = await cookieFor('zhao')
  const answer = await call('DELETE', '/sessions/current', cookie)
  expect(answer.cookies.find(({ name }) => name === 'haihe_session')!.value).toBe('')
  expect(await who(cookie)).toBe(null)
})
test('ending all others leaves this one; the rest follow within five seconds', async () => {
  const [here, there] = [await cookieFor('wang'), await cookieFor('wang')]
  await who(there)
  expect((await call('POST', '/sessions/end-others', here)).json()).toEqual({ ended: 1 })
  later(10)
  expect(await who(there)).toBe(null)
  expect((await who(here)).login).toBe('wang')
})
test('a session unused for half an hour is over; one in use goes on until its absolute end', async () => {
  const [idle, used] = [await cookieFor('xu'), await cookieFor('xu')]
  for (let i = 0; i < 4; i++) { later(600); expect((await who(used))?.login).toBe('xu') }
  expect(await who(idle)).toBe(null)
  for (let i = 0; i < 12 * 6; i++) { later(600); await who(used) }
  expect(await who(used)).toBe(null)
})
test('a request costs no SQL within five seconds, and one SELECT after', async () => {
  const cookie = await cookieFor('he')
  await who(cookie)
  const count = async () => Number((await city.sql<{ n: string }>(`select seq_scan + idx_scan as n from pg_stat_user_tables where relid = 'access.session'::regclass`))[0]!.n)
  void count // statistics lag; the cache is told by a revocation made behind its back
  await city.sql(`update access.session set ended_at = now(), ended_because = 'ended' where account_id = (select id from access.account where login = 'he')`)
  expect((await call('GET', '/sessions', cookie)).statusCode).toBe(200)
  later(10)
  expect((await call('GET', '/sessions', cookie)).statusCode).toBe(401)
})
test('another site cannot write with the cookie, though it may be read', async () => {
  const cookie = await cookieFor('zhao')
  const evil = { origin: 'https://evil.example' }
  expect((await call('POST', '/sessions/end-others', cookie, evil)).json().code).toBe('access.cross_site')
  expect((await call('DELETE', '/sessions/current', cookie, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
  expect((await call('GET', '/session', cookie, evil)).statusCode).toBe(200)
  expect((await call('POST', '/sessions/end-others', cookie, { origin: 'http://localhost:80' })).statusCode).toBe(200)
})
test('a draft key is 32 bytes, the same at every login of one account and another for each', async () => {
  const key = async (login: string) => (await call('GET', '/session/draft-key', await cookieFor(login))).json().key as string
  const [first, again, other] = [await key('wang'), await key('wang'), await key('guo')]
  expect(Buffer.from(first, 'base64url')).toHaveLength(32)
  expect(again).toBe(first)
  expect(other).not.toBe(first)
})
test('sealed secrets of an account are hidden from everyone else by row-level security', async () => {
  const rows = await city.sql<{ id: string; party_id: string }>(`select id, party_id from access.account where login in ('wang', 'guo') order by login`)
  const seen = await city.read(async (deed) => (await import('../secrets.ts')).openSecret(deed, rows[1]!.id, 'totp'), {
    actor: { kind: 'staff', id: rows[0]!.party_id, postId: null, departmentId: null, divisionPath: '', grants: [] },
  })
  expect(seen).toBe(null)
})
