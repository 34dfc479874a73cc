import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { IdentityProvider } from '#systems/account'
import { identityProviderOidc } from './identity-provider-oidc.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const part = (of: object): string => Buffer.from(JSON.stringify(of)).toString('base64url')
/** What this issuer does otherwise than it should. */
let wrong: { nonce?: string; audience?: string; key?: boolean } = {}
let said: Record<string, string> = {}
const begun = new Map<string, { nonce: string; challenge: string }>()
let server: Server
let issuer = ''

const token = (nonce: string): string => {
  const seconds = Math.floor(Date.now() / 1000)
  const text = `${part({ alg: 'ES256', kid: 'one', typ: 'JWT' })}.${part({ iss: issuer, sub: 'p-1', aud: wrong.audience ?? 'haihe', nonce: wrong.nonce ?? nonce, iat: seconds, exp: seconds + 60, ...said })}`
  const key = wrong.key ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey : privateKey
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const url = new URL(request.url!, issuer)
    const answer = (body: object, status = 200) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (url.pathname === '/.well-known/openid-configuration') return answer({ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['ES256'], code_challenge_methods_supported: ['S256'] })
    if (url.pathname === '/keys') return answer({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256', use: 'sig' }] })
    let body = ''
    for await (const one of request) body += String(one)
    const asked = new URLSearchParams(body)
    const known = begun.get(asked.get('code') ?? '')
    begun.delete(asked.get('code') ?? '')
    if (!known || createHash('sha256').update(asked.get('code_verifier') ?? '').digest('base64url') !== known.challenge) return answer({ error: 'invalid_grant' }, 400)
    return answer({ access_token: 'at', token_type: 'Bearer', expires_in: 60, id_token: token(known.nonce) })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((done) => server.close(done)))

const login = { state: 's'.repeat(43), nonce: 'n'.repeat(43), verifier: 'v'.repeat(43), redirect: 'https://city.example/login/from/national' }
const provider = (networks: readonly string[] = ['127.0.0.0/8']): IdentityProvider => identityProviderOidc({ issuer, client: 'haihe', secret: 'a secret', scope: 'openid', claims: { name: 'name', number: 'id_number', creditCode: 'credit_code', firmName: 'firm', headNumber: 'head' } }, { networks })
/** As a browser does: it goes where it is sent, logs in there and comes back. */
async function visit(one: IdentityProvider): Promise<string> {
  const url = new URL(await one.begin(login))
  begun.set('the-code', { nonce: url.searchParams.get('nonce')!, challenge: url.searchParams.get('code_challenge')! })
  return `code=the-code&state=${url.searchParams.get('state')}`
}

test('what the platform signed is believed, by the names that the city wrote down; a code is good once, and its no is an answer', async () => {
  wrong = {}
  said = { name: ' 李晓梅 ', id_number: '12019919790412002x' }
  const one = provider()
  const query = await visit(one)
  expect(await one.finish(login, query)).toEqual({ subject: 'p-1', name: '李晓梅', number: '12019919790412002X', firm: null })
  expect(await one.finish(login, query)).toBeNull()
  expect(await one.finish(login, `error=access_denied&state=${login.state}`)).toBeNull()
  said = { credit_code: '91120103MA0000001X', head: '12019919790412002x' }
  expect(await one.finish(login, await visit(one))).toMatchObject({ firm: { creditCode: '91120103MA0000001X', name: '91120103MA0000001X', headNumber: '12019919790412002X' } })
})

test.each([['another login\'s nonce', { nonce: 'x' }], ['meant for another client', { audience: 'other' }], ['signed by nobody known', { key: true }]])('a token with %s is not believed', async (_, how) => {
  wrong = how
  said = { name: '李晓梅' }
  const one = provider()
  await expect(one.finish(login, await visit(one))).rejects.toThrow()
})

test('a verifier that is not this browser\'s is refused, and a closed network is not reached', async () => {
  wrong = {}
  const one = provider()
  const query = await visit(one)
  expect(await one.finish({ ...login, verifier: 'w'.repeat(43) }, query)).toBeNull()
  await expect(provider([]).begin(login)).rejects.toThrow()
})
