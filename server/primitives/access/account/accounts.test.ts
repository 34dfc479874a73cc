import { afterAll, beforeAll, expect, test } from 'vitest'
import { base32 } from '../factor/totp.ts'
import { openTestCity, type Client, type TestCity } from '../../../../test/kit/city.ts'
import { totpAt } from '../factor/totp.ts'
import { Secret } from 'otpauth'

let city: TestCity
let shen: Client
const cookieOf = (answer: { cookies: { name: string; value: string }[] }) => answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
const call = (cookie: string, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) => city.http.inject({ method, url, headers: { cookie }, ...(payload ? { payload } : {}) })
const logIn = (login: string, password: string, totp?: string) => city.http.inject({ method: 'POST', url: '/sessions', payload: { login, password, ...(totp ? { totp } : {}) } })

beforeAll(async () => { city = await openTestCity(); shen = await city.as('shen') })
afterAll(() => city.close())

test('a new clerk sets an own password and a code before anything else is open', async () => {
  const made = await shen({ method: 'POST', url: '/access/accounts', payload: { login: 'New.Clerk', name: '新来的', division: '120103' } })
  expect(made.statusCode).toBe(201)
  expect((await shen({ method: 'POST', url: '/access/accounts', payload: { login: 'new.clerk', name: '又一个', division: '120103' } })).json().code).toBe('access.login_taken')
  const { id, password } = made.json()
  await shen({ method: 'POST', url: '/access/grants', payload: { accountId: id, role: 'leader', division: '120103', reason: '分管' } })

  const first = await logIn('new.clerk', password)
  expect(first.json().stage).toBe('enrol')
  const cookie = cookieOf(first)
  expect((await call(cookie, 'GET', '/session')).json().who).toMatchObject({ stage: 'enrol', mustChangePassword: true, permissions: [] })
  expect((await call(cookie, 'GET', '/access/accounts')).statusCode).toBe(403)

  const change = (next: string, current = password) => call(cookie, 'POST', '/session/password', { current, next })
  expect((await change('short')).json().code).toBe('access.password_short')
  expect((await change('a good long one', 'not it')).json().code).toBe('access.password_wrong')
  expect((await change('a good long one')).statusCode).toBe(200)
  expect((await call(cookie, 'GET', '/session')).json().who.stage).toBe('enrol')

  const begun = (await call(cookie, 'POST', '/session/totp')).json()
  expect(begun.qr).toContain('<svg')
  const secret = Buffer.from(Secret.fromBase32(begun.secret).buffer)
  expect(base32(secret)).toBe(begun.secret)
  expect((await call(cookie, 'POST', '/session/totp/confirm', { code: '000000' })).json().code).toBe('access.code_wrong')
  expect((await call(cookie, 'POST', '/session/totp/confirm', { code: totpAt(secret, city.now()) })).statusCode).toBe(200)
  const me = (await call(cookie, 'GET', '/session')).json().who
  expect(me).toMatchObject({ stage: 'full', totp: true, mustChangePassword: false })
  expect(me.permissions).toContain('governance.incident.read')
  expect((await call(cookie, 'POST', '/session/totp')).json().code).toBe('access.totp_enrolled') // a session alone does not replace a factor

  expect((await logIn('new.clerk', 'a good long one', totpAt(secret, city.now()))).json().code).toBe('access.code_used')
  expect((await logIn('new.clerk', 'a good long one')).json().code).toBe('access.login_wrong')
})
test('a disabled account is out at once, cannot log in, and is told nothing of it', async () => {
  const tian = await city.as('tian')
  expect((await tian({ method: 'GET', url: '/session' })).json().who.login).toBe('tian')
  const { items } = (await shen({ method: 'GET', url: '/access/accounts?text=tian' })).json()
  const id = items[0].id
  const disable = (disabled: boolean, version?: number) => shen({ method: 'POST', url: `/access/accounts/${id}/disable`, payload: { disabled, reason: '调离', ...(version ? { version } : {}) } })
  expect((await disable(true, 99)).json().code).toBe('access.account_changed')
  expect((await disable(true)).statusCode).toBe(200)
  expect((await disable(true)).statusCode).toBe(200)
  expect((await tian({ method: 'GET', url: '/session' })).json().who).toBe(null)
  expect((await logIn('tian', 'demo-9-rivers-1-sea', '000000')).json().code).toBe('access.login_wrong')
  expect((await disable(false)).statusCode).toBe(200)
})
test('a reset takes every factor and every session away', async () => {
  const guo = await city.as('guo')
  const id = (await shen({ method: 'GET', url: '/access/accounts?text=guo' })).json().items[0].id
  const reset = await shen({ method: 'POST', url: `/access/accounts/${id}/reset`, payload: { reason: '手机丢失' } })
  expect((await guo({ method: 'GET', url: '/session' })).json().who).toBe(null)
  const first = await logIn('guo', reset.json().password)
  expect(first.json().stage).toBe('enrol')
  expect(await city.sql(`select 1 from access.secret where account_id = $1 and kind = 'totp'`, [id])).toHaveLength(0)
})
test('an administrator does not change the own account, and finds nobody outside the own places', async () => {
  const id = (await shen({ method: 'GET', url: '/access/accounts?text=shen' })).json().items[0].id
  expect((await shen({ method: 'POST', url: `/access/accounts/${id}/reset`, payload: { reason: 'x' } })).json().code).toBe('access.account_own')
  const zhao = await city.as('zhao')
  expect((await zhao({ method: 'GET', url: '/access/accounts' })).statusCode).toBe(403)
})
test('changing the password ends every other session', async () => {
  const login = async () => cookieOf(await city.http.inject({ method: 'POST', url: '/sessions', payload: { login: 'li', password: 'demo-9-rivers-1-sea' } }))
  const [here, there] = [await login(), await login()]
  expect((await call(here, 'POST', '/session/password', { current: 'demo-9-rivers-1-sea', next: 'nine rivers, one sea' })).statusCode).toBe(200)
  expect((await call(here, 'GET', '/session')).json().who.kind).toBe('person')
  expect((await call(there, 'GET', '/session')).json().who).toBe(null)
})
test('the audit administrator reads the log; others do not', async () => {
  const yu = await city.as('yu')
  const { items } = (await yu({ method: 'GET', url: '/access/log?kind=login_refused' })).json()
  expect(items.length).toBeGreaterThan(0)
  expect((await shen({ method: 'GET', url: '/access/log' })).statusCode).toBe(403)
  const refused = (await yu({ method: 'GET', url: '/access/log?kind=refused&limit=1' })).json().items[0]
  expect(refused).toMatchObject({ login: 'shen', code: 'base.not_allowed', route: 'GET /access/log' })
})
