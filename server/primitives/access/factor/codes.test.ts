import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../../../../test/kit/city.ts'

let city: TestCity
const start = Date.parse('2026-11-26T02:00:00Z')
const later = (seconds: number): void => { city.setNow(new Date(city.now().getTime() + seconds * 1000)) }
const post = (url: string, payload: object) => city.http.inject({ method: 'POST', url, payload })
const codeOf = async (phone: string): Promise<string> => (await city.http.inject({ method: 'GET', url: `/demo/codes/${phone}` })).json().code
const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const enter = (phone: string, code: string) => post('/sessions', { phone, code })

beforeAll(async () => { city = await openTestCity(); city.setNow(new Date(start)) })
afterAll(() => city.close())

test('a resident is let in once by the code, and again later into the same account', async () => {
  const phone = '15400009001'
  expect((await enter(phone, '123456')).json().code).toBe('access.code_wrong')
  expect((await post('/sessions/codes', { phone })).statusCode).toBe(202)
  const code = await codeOf(phone)
  const taps = await Promise.all([enter(phone, code), enter(phone, code)])
  expect(taps.map((answer) => answer.statusCode).sort()).toEqual([201, 401])
  later(61)
  await post('/sessions/codes', { phone })
  expect((await enter(phone, await codeOf(phone))).statusCode).toBe(201)
  expect(await city.sql(`select distinct account_id from access.phone p join access.account a on a.id = p.account_id where a.name = '154****9001'`)).toHaveLength(1)
  const stored = JSON.stringify(await city.sql('select * from access.account'))
  expect(stored).not.toContain(phone)
})
test('five wrong tries end a code, and a code of yesterday is none', async () => {
  const phone = '15400009002'
  await post('/sessions/codes', { phone })
  const code = await codeOf(phone)
  for (let i = 0; i < 5; i++) expect((await enter(phone, wrong(code))).statusCode).toBe(401)
  expect((await enter(phone, code)).json().code).toBe('access.code_wrong')
  later(61)
  await post('/sessions/codes', { phone })
  const second = await codeOf(phone)
  later(301)
  expect((await enter(phone, second)).json().code).toBe('access.code_wrong')
})
test('codes are not sent twice within a minute, nor more than ten a day; the answer does not tell whether the phone is known', async () => {
  const phone = '15400009003'
  const first = await post('/sessions/codes', { phone })
  expect(first.json()).toEqual({ minutes: 5, againAfterSeconds: 60 })
  expect((await post('/sessions/codes', { phone })).json().code).toBe('access.code_too_soon')
  for (let i = 0; i < 9; i++) { later(61); expect((await post('/sessions/codes', { phone })).statusCode).toBe(202) }
  later(61)
  expect((await post('/sessions/codes', { phone })).statusCode).toBe(429)
})
test('the cast of the demo can be tried with what the page shows', async () => {
  const { items } = (await city.http.inject({ method: 'GET', url: '/demo/cast' })).json()
  const zhao = items.find((one: { login: string }) => one.login === 'zhao')
  expect((await post('/sessions', { login: 'zhao', password: zhao.password, totp: zhao.totp })).statusCode).toBe(201)
  const again = (await city.http.inject({ method: 'GET', url: '/demo/cast' })).json().items.find((one: { login: string }) => one.login === 'zhao')
  expect((await post('/sessions', { login: 'zhao', password: again.password, totp: again.totp })).statusCode).toBe(201) // the next code, for who logs in twice
})
test('without the demo there is no cast and no demo route', async () => {
  const bare = await openTestCity({ demo: false })
  try {
    expect((await bare.http.inject({ method: 'GET', url: '/demo/cast' })).statusCode).toBe(404)
    expect((await bare.http.inject({ method: 'GET', url: '/demo/codes/15400009001' })).statusCode).toBe(404)
    expect(await bare.sql('select 1 from access.account')).toHaveLength(0)
  } finally { await bare.close() }
})
