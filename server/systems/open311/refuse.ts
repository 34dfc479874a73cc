import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#base/errors'
import { log } from '#base/log'
import { Replayed } from '#base/idempotency'
import { sendList, type Format } from './wire.ts'

/** Errors as GeoReport v2 writes them: an array of code and description, 400, 403 or 404 as the text says. */
export function refuse(error: FastifyError | Refusal | Replayed | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const format: Format = /\.xml(\?|$)/.test(request.url) ? 'xml' : 'json'
  if (error instanceof Replayed) return sendList(reply.code(error.status), format, ['service_requests', 'request'], [{ service_request_id: error.resourceId }])
  const { status, words } = told(error)
  if (status === 500) log.error({ err: { message: error.message, stack: error.stack }, requestId: request.id }, 'bug')
  return sendList(reply.code(status), format, ['errors', 'error'], [{ code: status, description: words }])
}

function told(error: FastifyError | Refusal | Error): { status: number; words: string } {
  if (error instanceof Refusal) {
    const status = error.status === 401 ? 403 : error.status === 409 || error.status === 422 ? 400 : error.status
    return { status, words: [error.code, ...Object.values(error.detail).map(String)].join(': ') }
  }
  const { statusCode, validation, message } = error as FastifyError
  if (validation) return { status: 400, words: message }
  if (statusCode && statusCode < 500) return { status: statusCode, words: message }
  return { status: 500, words: 'internal' }
}
