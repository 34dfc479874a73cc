import type { FastifyReply } from 'fastify'
import { openCopy, type StoredCopy } from './store-image.ts'

/** Answers a picture's bytes: never guessed at, never run, never kept where others could read it, unless it is public. */
export async function sendCopy(reply: FastifyReply, copy: StoredCopy): Promise<FastifyReply> {
  const { bytes, type } = await openCopy(copy)
  return reply.type(type).headers({
    'x-content-type-options': 'nosniff', 'content-disposition': 'inline', 'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': copy.sealed ? 'private, no-store' : 'public, max-age=300',
  }).send(bytes)
}
