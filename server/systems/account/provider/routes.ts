import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { may } from '#base/deed'
import type { About } from '#base/home'
import type { Http } from '#base/http'
import { Refusal } from '#base/errors'
import { log } from '#base/log'
import { enter, partyOf, visitorOf } from '#primitives/access'
import { accountSettings } from '../account-settings.ts'
import { DemoPeople, FinishLogin, LoginBegun, LoginFinished, ProviderCode, Providers, Vouch, VouchedCode } from '../contract.ts'
import { beginLogin, loginOf, offered, takeLogin } from './begin-login.ts'
import { demoPeople, vouchInDemo } from './demo-people.ts'
import { enterVouched, tieVouched, untieProvider } from './finish-login.ts'
import type { Identified, IdentityProvider, ProviderLogin } from './identity-provider.ts'

const cookie = 'haihe_provider'
const keep = 'account.own.keep'
const params = { provider: 'national' }
const guesses = { max: 60, timeWindow: 60_000 }

/** Logging in elsewhere: the browser goes to a provider and comes back to `/login/from/<provider>`, which sends on what it came back with. */
export function providerRoutes(http: Http, { demo }: About): void {
  http.get('/account/providers', { config: { may: 'public', example: {} }, schema: { response: { 200: Providers } } }, (request) =>
    request.read(async (deed) => ({ items: offered(await accountSettings(deed)) })))

  http.post('/account/providers/:provider/begin', {
    config: { may: 'public', idempotency: 'none', rateLimit: guesses, example: { params } },
    schema: { params: ProviderCode, response: { 200: LoginBegun } },
  }, async (request, reply) => {
    const token = randomBytes(32).toString('base64url')
    const provider = await request.perform((deed) => beginLogin(deed, request.params.provider, token))
    const url = await asked(request, () => provider.begin(loginOf(token, redirectOf(request))))
    keepToken(request, reply, token)
    return { url }
  })

  http.post('/account/providers/:provider/finish', {
    config: { may: 'public', idempotency: 'none', rateLimit: guesses, example: { params, body: { query: 'code=none&state=none' } } },
    schema: { params: ProviderCode, body: FinishLogin, response: { 200: LoginFinished } },
  }, async (request, reply) => {
    const token = request.cookies[cookie] ?? ''
    const login = await request.perform((deed) => takeLogin(deed, request.params.provider, token))
    const identified = login && await vouched(request, login.provider, loginOf(token, redirectOf(request)))
    if (!identified || (identified.firm !== null) !== (login.settings.kind === 'firm')) return { outcome: 'not_vouched' as const } // one for firms says nothing of persons, nor the other way round
    const { outcome, opened } = await request.perform((deed) => {
      const said = { provider: request.params.provider, identified }
      if (deed.actor.kind === 'anonymous') return enterVouched(deed, said, visitorOf(request))
      if (!may(deed.actor, keep)) throw new Refusal(403, 'base.not_allowed') // a login for work, or one that is half done, ties nothing to the resident
      return tieVouched(deed, said)
    })
    if (opened) enter(request, reply, opened)
    return { outcome }
  })

  http.post('/account/providers/:provider/untie', {
    config: { may: keep, idempotency: 'optional', example: { params } },
    schema: { params: ProviderCode, response: { 200: ProviderCode } },
  }, (request) => request.perform(async (deed) => { await untieProvider(deed, request.params.provider); return request.params }))

  if (!demo) return
  http.get('/account/demo/people', { config: { may: 'public', example: {} }, schema: { response: { 200: DemoPeople } } }, (request) => request.read(async (deed) => ({ items: await demoPeople(deed) })))
  http.post('/account/demo/providers/:provider/vouch', {
    config: { may: 'public', idempotency: 'none', example: { params, body: { person: 'li', state: 'none' } } },
    schema: { params: ProviderCode, body: Vouch, response: { 200: VouchedCode } },
  }, (request) => request.read((deed) => vouchInDemo(deed, request.params.provider, request.body)))
}

const redirectOf = (request: FastifyRequest<{ Params: { provider: string } }>): string => `${partyOf(request).origin}/login/from/${request.params.provider}`

function keepToken(request: FastifyRequest, reply: FastifyReply, token: string): void {
  void reply.setCookie(cookie, token, { path: '/account/providers', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https', maxAge: 600 })
}

/** What came back must be the answer to what this browser asked. */
async function vouched(request: FastifyRequest<{ Body: FinishLogin }>, provider: IdentityProvider, login: ProviderLogin): Promise<Identified | null> {
  if (new URLSearchParams(request.body.query).get('state') !== login.state) return null
  return asked(request, () => provider.finish(login, request.body.query))
}

/** A provider that cannot be reached is no fault of the person, and the other ways stay open. */
const asked = <T>(request: FastifyRequest, asking: () => Promise<T>): Promise<T> => asking().catch((error: unknown) => {
  log.error({ err: { message: (error as Error).message, stack: (error as Error).stack }, request: request.id }, 'an identity provider did not answer')
  throw new Refusal(503, 'account.provider_away')
})
