import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Names an answer by the hash of what it says, and sends nothing to whoever has it already: a later visit asks only whether it changed. 条件请求 */
export async function tagged(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (reply.statusCode !== 200 || typeof payload !== 'string') return payload
  const tag = `"${createHash('sha256').update(payload).digest('base64url').slice(0, 27)}"`
  void reply.header('etag', tag).header('cache-control', 'no-cache')
  if (!request.headers['if-none-match']?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag)) return payload
  void reply.code(304)
  return null
}
