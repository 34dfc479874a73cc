import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../../../../test/kit/city.ts'
import { demoPassword, demoTotpSecret } from '../demo/load-cast.ts'
import { totpAt } from '../factor/totp.ts'

let city: TestCity
const start = Date.parse('2026-11-25T02:24:00Z')
/** A later step each time, so that no code is used twice by accident. */
const later = (seconds = 60): void => { city.setNow(new Date(city.now().getTime() + seconds * 1000)) }
const codeOf = (login: string, shift = 0): string => totpAt(demoTotpSecret(login), new Date(city.now().getTime() + shift * 1000))
type Extra = { ip?: string; cookie?: string; headers?: Record<string, string> }
const post = (url: string, payload: object, { ip = '198.51.100.1', cookie, headers }: Extra = {}) =>
  city.http.inject({ method: 'POST', url, payload, remoteAddress: ip, headers: { ...(cookie ? { cookie } : {}), ...headers } })
const logIn = (login: string, changes: { password?: string; totp?: string | undefined } = {}, extra: Extra = {}) =>
  post('/sessions', { login, password: demoPassword, totp: codeOf(login.trim().toLowerCase()), ...changes }, extra)
const cookiesOf = (answer: { cookies: { name: string; value: string }[] }): string => answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
const get = (url: string, cookie = '') => city.http.inject({ method: 'GET', url, headers: { cookie } })
const who = async (cookie: string) => (await get('/session', cookie)).json().who

beforeAll(async () => { city = await openTestCity(); city.setNow(new Date(start)) })
afterAll(() => city.close())

test('a wrong password, a wrong code and an unknown name are told in the same words', async () => {
  const answers = await Promise.all([logIn('zhao', { password: 'wrong-wrong-wrong' }), logIn('zhao', { totp: '000000' }), logIn('nobody-here'), logIn('zhao', { totp: undefined })])
  const said = answers.map((answer) => ({ status: answer.statusCode, title: answer.json().title, code: answer.json().code }))
  expect(said).toEqual(said.map(() => said[0]))
  expect(said[0]).toMatchObject({ status: 401, code: 'access.login_wrong' })
  for (const answer of answers) expect(answer.cookies).toEqual([])
})

test('a street worker logs in and is told who they are and where they may', async () => {
  later()
  const answer = await logIn('Zhao ') // capitals and blanks of a phone keyboard
  expect(answer.statusCode).toBe(201)
  const session = answer.cookies.find(({ name }) => name === 'haihe_session')!
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  const me = await who(cookiesOf(answer))
  expect(me).toMatchObject({ kind: 'staff', login: 'zhao', stage: 'full', totp: true })
  expect(me.permissions).toContain('place.grid.manage')
  expect(me.scopes).toHaveLength(1)
  expect(me.scopes[0]).toMatch(/^\d{6}\/\d{9}$/)
  expect(me.divisions[0].name).not.toBe('')
  const [stored] = await city.sql<{ n: string }>(`select count(*) as n from access.session where encode(digest, 'base64') like '%' || $1 || '%'`, [session.value.slice(0, 20)])
  expect(Number(stored!.n)).toBe(0) // only the hash of the cookie is kept
})

test('a double tap of the login button uses the code once', async () => {
  later()
  const taps = await Promise.all([logIn('he'), logIn('he'), logIn('he')])
  expect(taps.map((answer) => answer.statusCode).sort()).toEqual([201, 401, 401])
  expect(taps.filter((answer) => answer.statusCode === 401).map((answer) => answer.json().code)).toEqual(['access.code_used', 'access.code_used'])
})

test('an older code is refused once a newer one was used, and a replay is no failure that locks', async () => {
  later()
  expect((await logIn('wang')).statusCode).toBe(201)
  for (let i = 0; i < 8; i++) expect((await logIn('wang', { totp: codeOf('wang', -30) })).json().code).toBe('access.code_used')
  later()
  expect((await logIn('wang')).statusCode).toBe(201)
})

test('many guesses at once are judged one after another: after five the source waits, right or wrong', async () => {
  later()
  const guesses = await Promise.all(Array.from({ length: 12 }, () => logIn('xu', { password: 'guess-guess-guess' }, { ip: '203.0.113.9' })))
  const statuses = guesses.map((answer) => answer.statusCode)
  expect(statuses.filter((status) => status === 401)).toHaveLength(5)
  expect(statuses.filter((status) => status === 429)).toHaveLength(7)
  const right = await logIn('xu', {}, { ip: '203.0.113.9' })
  expect(right.statusCode).toBe(429)
  expect(Number(right.headers['retry-after'])).toBeGreaterThan(0)
})

test('a valid login from elsewhere passes in the middle of an attack, and so does a known browser at the attacked address', async () => {
  later()
  const home = await logIn('guo', {}, { ip: '192.0.2.50' })
  const device = home.cookies.filter(({ name }) => name === 'haihe_device').map(({ name, value }) => `${name}=${value}`).join()
  city.setNow(new Date(Math.ceil((city.now().getTime() + 60_000) / 30_000) * 30_000 + 15_000)) // in the middle of a code's thirty seconds
  const attack = Array.from({ length: 10 }, () => logIn('guo', { password: 'guess-guess-guess' }, { ip: '203.0.113.10' }))
  const [elsewhere] = await Promise.all([logIn('guo', {}, { ip: '192.0.2.51' }), ...attack])
  expect(elsewhere!.statusCode).toBe(201)
  later(20) // the next code; the attacked address still waits
  expect((await logIn('guo', {}, { ip: '203.0.113.10' })).statusCode).toBe(429)
  expect((await logIn('guo', {}, { ip: '203.0.113.10', cookie: device })).statusCode).toBe(201)
})

test('the wait ends, and a right login then clears the counter of its source', async () => {
  later(3600)
  expect((await logIn('xu', {}, { ip: '203.0.113.9' })).statusCode).toBe(201)
  later()
  for (let i = 0; i < 4; i++) expect((await logIn('xu', { password: 'guess-guess-guess' }, { ip: '203.0.113.9' })).statusCode).toBe(401)
  expect((await logIn('xu', {}, { ip: '203.0.113.9' })).statusCode).toBe(201)
})

test('an unknown name is made to wait like a known one', async () => {
  for (let i = 0; i < 5; i++) expect((await logIn('nobody-at-all', {}, { ip: '203.0.113.11' })).statusCode).toBe(401)
  expect((await logIn('nobody-at-all', {}, { ip: '203.0.113.11' })).statusCode).toBe(429)
})

test('a login across the new year holds', async () => {
  const before = city.now()
  city.setNow('2026-12-31T15:59:50Z')
  const cookie = cookiesOf(await logIn('chen', {}, { ip: '192.0.2.60' }))
  expect((await who(cookie)).login).toBe('chen')
  city.setNow('2026-12-31T16:05:00Z')
  expect((await who(cookie)).login).toBe('chen')
  city.setNow(before)
})

test('every login and every refusal is in the log, with no password and no code in it', async () => {
  const rows = await city.sql<{ kind: string; code: string }>('select kind, code from access.login_log')
  expect(rows.some((row) => row.kind === 'login' && row.code === 'password+totp')).toBe(true)
  expect(rows.some((row) => row.kind === 'login_refused' && row.code === 'access.login_wrong')).toBe(true)
  expect(JSON.stringify(rows)).not.toContain(demoPassword)
})
