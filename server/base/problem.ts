import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from './errors.ts'
import { Replayed } from './idempotency.ts'
import { log } from './log.ts'
import { languageOf, say, type Texts } from './texts.ts'

const frameworkCodes: Record<string, string> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'base.too_large', FST_REQ_FILE_TOO_LARGE: 'base.too_large', FST_ERR_CTP_INVALID_JSON_BODY: 'base.not_json',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'base.not_json', FST_ERR_CTP_EMPTY_JSON_BODY: 'base.not_json', FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'base.not_json',
}

/** The one error handler: RFC 9457 problem+json, its title in the reader's language by the refusal's code. 错误答复 */
export const problem = (texts: Texts) => (error: FastifyError | Refusal | Replayed | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  if (error instanceof Replayed)
    return reply.code(error.status).header('idempotency-replayed', 'true').type('application/json').serializer(JSON.stringify).send({ id: error.resourceId, replayed: true })
  const known = asRefusal(error)
  const status = known?.status ?? 500
  const code = known?.code ?? 'base.internal'
  if (!known) log.error({ err: { name: error.name, message: error.message, stack: error.stack }, requestId: request.id, route: request.routeOptions?.url }, 'bug')
  const dot = code.indexOf('.')
  const title = say(texts, languageOf(request.headers['accept-language']), `refusal.${code.slice(0, dot)}.${code.slice(dot + 1)}`, known?.detail)
  const errors = (error as FastifyError).validation?.slice(0, 20).map(({ instancePath, message, keyword, params }) => ({ path: instancePath, message, keyword, params }))
  if (status === 429 && known?.detail.seconds) void reply.header('retry-after', String(known.detail.seconds))
  return reply.code(status).type('application/problem+json').serializer(JSON.stringify)
    .send({ type: `urn:haihe:refusal:${code}`, title, status, code, ...(known?.detail ?? {}), ...(errors ? { errors } : {}), requestId: request.id })
}

function asRefusal(error: FastifyError | Error): Refusal | null {
  if (error instanceof Refusal) return error
  const { validation, code, statusCode } = error as FastifyError
  if (validation) return new Refusal(400, 'base.invalid')
  if (code && frameworkCodes[code]) return new Refusal(statusCode ?? 400, frameworkCodes[code])
  if (error.message.startsWith('Multipart: ')) return new Refusal(400, 'base.invalid') // the parser of forms throws plain errors
  if (statusCode === 429) return new Refusal(429, 'base.too_many', { seconds: Number((error as { seconds?: number }).seconds ?? 60) })
  if (statusCode && statusCode >= 400 && statusCode < 500) return new Refusal(statusCode, statusCode === 404 ? 'base.not_found' : 'base.invalid')
  return null
}
