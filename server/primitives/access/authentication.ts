import type { FastifyRequest } from 'fastify'
import type { Clock } from '#base/clock'
import type { Database } from '#base/database'
import type { Actor } from '#base/deed'
import { forbidden } from '#base/errors'
import { authenticate } from './authenticate.ts'
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
