import type { FastifyRequest } from 'fastify'
import type { Clock } from '#base/clock'
import type { Database } from '#base/database'
import { anonymous, type Actor } from '#base/deed'
import { forbidden, type Refusal } from '#base/errors'
import { log } from '#base/log'
import { sourceOf } from './attempt/rules.ts'
import { authenticate } from './authenticate.ts'
import { logAccess } from './log-access.ts'
import { mayWrite } from './same-origin.ts'

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** What main hands to the HTTP server: who sends a request; another site's writes are refused before anything else. 请求身份 */
export const authentication = (database: Database, clock: Clock) => (request: FastifyRequest): Promise<Actor> => {
  const { headers } = request
  const query = request.query as { api_key?: unknown } | undefined
  if (!mayWrite({ method: request.method, origin: headers.origin, fetchSite: text(headers['sec-fetch-site']), host: request.host, cookie: headers.cookie })) throw forbidden('access.cross_site')
  const apiKey = text(headers['x-api-key']) ?? text(query?.api_key)
  return authenticate({ cookie: headers.cookie, authorization: headers.authorization, apiKey, ip: request.ip }, database, clock)
}

/** Keeps each forbidden request in the log of logins and refusals; a full disk must not turn a refusal into a failure. 拒绝留痕 */
export const keepRefusals = (database: Database, clock: Clock) => async (request: FastifyRequest, refusal: Refusal): Promise<void> => {
  const actor = request.actor ?? anonymous
  const line = { kind: 'refused', source: sourceOf(request.ip), accountId: actor.accountId ?? null, actorId: actor.id, code: refusal.code, route: `${request.method} ${request.routeOptions.url ?? ''}` } as const
  const deed = { actor, subject: null, purpose: null, requestId: request.id, now: clock() }
  await database.write({}, (tx) => logAccess({ ...deed, tx }, line)).catch((error: Error) => log.error({ err: { message: error.message } }, 'a refusal was not kept'))
}
