import type { FastifyReply } from 'fastify'
import { openCopy, type StoredCopy } from './store-image.ts'

const ends: Readonly<Record<string, string>> = { 'application/pdf': 'pdf', 'application/ofd': 'ofd', 'application/zip': 'zip' }
/** Answers a document of the city's own making, read from disk after the transaction, under its number, and kept nowhere; a PDF opens in the page, all else is taken away. */
export async function sendDocument(reply: FastifyReply, { copy, number }: Readonly<{ copy: StoredCopy; number: string }>): Promise<FastifyReply> {
  const { bytes, type } = await openCopy(copy)
  return reply.type(type).header('cache-control', 'private, no-store').header('content-disposition', `${type === 'application/pdf' ? 'inline' : 'attachment'}; filename="${number}.${ends[type] ?? 'bin'}"`).send(bytes)
}

/** Answers a copy's bytes: never guessed at, never run, never kept where others could read it, unless it is public; a document is taken away and not opened inside our pages. */
export async function sendCopy(reply: FastifyReply, copy: StoredCopy): Promise<FastifyReply> {
  const { bytes, type } = await openCopy(copy)
  return reply.type(type).headers({
    'x-content-type-options': 'nosniff', 'content-disposition': type === 'application/pdf' ? 'attachment; filename="paper.pdf"' : 'inline', 'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': copy.sealed ? 'private, no-store' : 'public, max-age=300',
  }).send(bytes)
}
