import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { softAuthenticator } from '../../../../test/kit/authenticator.ts'
import { openTestCity, type Client, type TestCity } from '../../../../test/kit/city.ts'

let city: TestCity
let zhao: Client
const phone = softAuthenticator()
const options = async (client: Client, url: string) => (await client({ method: 'POST', url })).json() as { challengeId: string; options: { challenge: string } }
const register = async (client: Client, changes = {}) => {
  const { challengeId, options: asked } = await options(client, '/session/passkeys/options')
  return client({ method: 'POST', url: '/session/passkeys', payload: { challengeId, name: '手机', response: phone.register(asked.challenge, changes) } })
}
const offer = () => options(city.anonymous, '/sessions/passkey-options')
const enter = (challengeId: string, response: object) => city.anonymous({ method: 'POST', url: '/sessions', payload: { passkey: { challengeId, response } } })

beforeAll(async () => { city = await openTestCity(); zhao = await city.as('zhao') })
afterAll(() => city.close())

test.each([
  ['made at another site', { origin: 'https://evil.example' }],
  ['made for another host', { rpId: 'evil.example' }],
  ['made without asking finger, face or PIN', { flags: 0x41 }],
])('a passkey %s is not kept', async (_, changes) => expect((await register(zhao, changes)).json()).toMatchObject({ status: 400, code: 'access.passkey_refused' }))

test('who is not logged in makes no passkey, and another account cannot answer for the challenge', async () => {
  expect((await city.anonymous({ method: 'POST', url: '/session/passkeys/options' })).statusCode).toBe(401)
  const { challengeId, options: asked } = await options(zhao, '/session/passkeys/options')
  const he = await city.as('he')
  expect((await he({ method: 'POST', url: '/session/passkeys', payload: { challengeId, name: 'x', response: phone.register(asked.challenge) } })).json().code).toBe('access.challenge_over')
})
test('a passkey is kept once, and logs its owner in without name and password', async () => {
  expect((await register(zhao)).statusCode).toBe(201)
  expect((await register(zhao)).json().code).toBe('access.passkey_known')
  const { challengeId, options: asked } = await offer()
  const answer = phone.assert(asked.challenge)
  const taps = await Promise.all([enter(challengeId, answer), enter(challengeId, answer)])
  expect(taps.map((one) => one.statusCode).sort()).toEqual([201, 410])
  const session = taps.find((one) => one.statusCode === 201)!
  const me = await city.http.inject({ method: 'GET', url: '/session', headers: { cookie: `haihe_session=${session.cookies[0]!.value}` } })
  expect(me.json().who).toMatchObject({ login: 'zhao', stage: 'full' })
})
test.each([
  ['of another site', () => ({ origin: 'https://evil.example' })],
  ['without user verification', () => ({ flags: 0x01 })],
  ['signed by another key', () => ({ key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey })],
  ['whose counter went back', () => ({ counter: 1 })],
])('an answer %s lets nobody in', async (_, changes) => {
  const { challengeId, options: asked } = await offer()
  expect((await enter(challengeId, phone.assert(asked.challenge, changes()))).json()).toMatchObject({ status: 401, code: 'access.passkey_wrong' })
})
test('an answer to yesterday\'s challenge and a key nobody has are refused', async () => {
  const { challengeId, options: asked } = await offer()
  const real = city.now()
  city.setNow(new Date(real.getTime() + 600_000))
  expect((await enter(challengeId, phone.assert(asked.challenge))).json().code).toBe('access.challenge_over')
  city.setNow(real)
  const other = await offer()
  expect((await enter(other.challengeId, softAuthenticator().assert(other.options.challenge))).json().code).toBe('access.passkey_wrong')
})
test('the last cryptographic factor stays; somebody else\'s passkey is not found', async () => {
  const he = await city.as('he')
  expect((await he({ method: 'DELETE', url: `/session/passkeys/${phone.id}` })).statusCode).toBe(404)
  await city.sql(`delete from access.totp where account_id = (select id from access.account where login = 'zhao')`)
  expect((await zhao({ method: 'DELETE', url: `/session/passkeys/${phone.id}` })).json().code).toBe('access.last_factor')
})
