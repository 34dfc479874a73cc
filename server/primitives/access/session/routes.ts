import type { FastifyRequest } from 'fastify'
import type { Http } from '#base/http'
import { Refusal } from '#base/errors'
import { AskCode, ChooseElder, CodeSent, Done, DraftKey, Ended, LogIn, LoggedIn, Options, SessionId, Sessions, WhoAmI } from '../contract.ts'
import { chooseElder } from '../account/choose-elder.ts'
import { forget } from '../authenticate.ts'
import { clearSession } from '../cookie.ts'
import { enterByCode } from '../factor/enter-by-code.ts'
import { enterByPasskey, offerPasskeyLogin } from '../factor/enter-by-passkey.ts'
import { codeSender, makeCode } from '../factor/send-code.ts'
import { requireAccount } from '../require-account.ts'
import { partyOf, visitorOf } from '../visitor.ts'
import { readDraftKey } from './draft-key.ts'
import { endSession, endSessionsOf } from './end-session.ts'
import { enter } from './enter.ts'
import { findSessions } from './find-sessions.ts'
import { comparePassword, logIn, type Outcome } from './log-in.ts'
import { whoAmI } from './who-am-i.ts'

const aLogin = { body: { login: 'nobody', password: 'a password that is wrong' } }
const aSession = '01930000-0000-7000-8000-000000000000'

export function sessionRoutes(http: Http): void {
  http.post('/sessions', {
    config: { may: 'public', idempotency: 'none', example: aLogin, rateLimit: { max: 600, timeWindow: 60_000 } },
    schema: { body: LogIn, response: { 201: LoggedIn } },
  }, async (request, reply) => {
    const outcome = await judge(request, request.body)
    if ('refused' in outcome) throw outcome.refused
    return enter(request, reply, outcome.opened)
  })

  http.post('/sessions/passkey-options', {
    config: { may: 'public', idempotency: 'none', example: {}, rateLimit: { max: 120, timeWindow: 60_000 } }, schema: { response: { 200: Options } },
  }, (request) => request.perform((deed) => offerPasskeyLogin(deed, partyOf(request))))

  http.post('/sessions/codes', {
    config: { may: 'public', idempotency: 'none', example: { body: { phone: '15400001001' } }, rateLimit: { max: 30, timeWindow: 60_000 } },
    schema: { body: AskCode, response: { 202: CodeSent } },
  }, async (request) => {
    const send = codeSender()
    if (!send) throw new Refusal(503, 'access.no_sender')
    const made = await request.perform((deed) => makeCode(deed, request.body.phone))
    if (!(await send(request.body.phone, made.code, made.minutes))) throw new Refusal(422, 'access.phone_refused')
    return { minutes: made.minutes, againAfterSeconds: made.againAfterSeconds }
  })

  http.get('/session', { config: { may: 'public', example: {} }, schema: { response: { 200: WhoAmI } } }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.read(async (deed) => ({ who: await whoAmI(deed) }))
  })
  http.put('/session/elder', { config: { may: 'public', idempotency: 'none', example: { body: { elder: true } } }, schema: { body: ChooseElder, response: { 200: ChooseElder } } },
    (request) => request.perform((deed) => chooseElder(deed, request.body.elder)))
  http.get('/session/draft-key', { config: { may: 'public', example: {} }, schema: { response: { 200: DraftKey } } }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.read(readDraftKey)
  })
  http.get('/sessions', { config: { may: 'public', example: {} }, schema: { response: { 200: Sessions } } }, (request) => request.read(async (deed) => ({ items: await findSessions(deed) })))

  http.delete('/sessions/:id', {
    config: { may: 'public', idempotency: 'none', example: { params: { id: aSession } } }, schema: { params: SessionId, response: { 200: Done } },
  }, async (request, reply) => {
    const own = request.actor.sessionId
    if (!own) throw new Refusal(401, 'base.not_signed_in')
    const id = request.params.id === 'current' ? own : request.params.id
    const { digest } = await request.perform((deed) => endSession(deed, id, visitorOf(request).source))
    forget(digest)
    if (id === own) clearSession(request, reply)
    return { id }
  })
  http.post('/sessions/end-others', { config: { may: 'public', idempotency: 'none', example: {} }, schema: { response: { 200: Ended } } }, (request) =>
    request.perform(async (deed) => {
      const own = requireAccount(deed)
      return { ended: await endSessionsOf(deed, own.accountId, 'ended_all', own.sessionId, visitorOf(request).source) }
    }))
}

async function judge(request: FastifyRequest, body: LogIn): Promise<Outcome> {
  const visitor = visitorOf(request)
  if ('passkey' in body) return request.perform((deed) => enterByPasskey(deed, partyOf(request), body.passkey, visitor))
  if ('phone' in body) return request.perform((deed) => enterByCode(deed, body, visitor))
  const compared = await comparePassword((work) => request.read(work), body, visitor)
  return request.perform((deed) => logIn(deed, body, compared, visitor))
}
