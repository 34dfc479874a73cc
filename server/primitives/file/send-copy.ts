import type { FastifyReply } from 'fastify'
import { openCopy, type StoredCopy } from './store-image.ts'

/** Answers a document of the city's own making, read from disk after the transaction: opened in the page under its number, and kept nowhere. */
export async function sendDocument(reply: FastifyReply, { copy, number }: Readonly<{ copy: StoredCopy; number: string }>): Promise<FastifyReply> {
  const { bytes } = await openCopy(copy)
  return reply.type('application/pdf').header('cache-control', 'private, no-store').header('content-disposition', `inline; filename="${number}.pdf"`).send(bytes)
}

/** Answers a copy's bytes: never guessed at, never run, never kept where others could read it, unless it is public; a document is taken away and not opened inside our pages. */
export async function sendCopy(reply: FastifyReply, copy: StoredCopy): Promise<FastifyReply> {
  const { bytes, type } = await openCopy(copy)
  return reply.type(type).headers({
    'x-content-type-options': 'nosniff', 'content-disposition': type === 'application/pdf' ? 'attachment; filename="paper.pdf"' : 'inline', 'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': copy.sealed ? 'private, no-store' : 'public, max-age=300',
  }).send(bytes)
}
