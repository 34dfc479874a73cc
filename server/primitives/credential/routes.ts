import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { Http } from '#base/http'
import { languageOf } from '#base/texts'
import { credentialRules } from './city-rules.ts'
import { CodeToVerify, SignedListView, VerdictView } from './contract.ts'
import { publishedKeys } from './published-keys.ts'
import { publishedRevocations } from './published-revocations.ts'
import type { SignedList } from './verifier/open-list.ts'
import { verdictView } from './verdict-view.ts'
import { verifyCredential } from './verify-credential.ts'

export async function routes(http: Http): Promise<void> {
  // Both lists are public, signed, and the same for everybody: proxies may keep them, and whoever has one of them asks only whether it changed.
  http.get('/credentials/keys', { config: { may: 'public', example: {} }, schema: { response: { 200: SignedListView } } },
    async (request, reply) => kept(reply, request.headers['if-none-match'], await request.read(publishedKeys)))
  http.get('/credentials/revocations', { config: { may: 'public', example: {} }, schema: { response: { 200: SignedListView } } },
    async (request, reply) => kept(reply, request.headers['if-none-match'], await request.read(publishedRevocations)))

  http.post('/credentials/verify', {
    config: { may: 'public', idempotency: 'none', example: { body: { code: 'HH1:NOT A CODE' } }, rateLimit: { max: 600, timeWindow: '1 minute' } },
    schema: { body: CodeToVerify, response: { 200: VerdictView } },
  }, (request) => request.read(async (deed) => {
    const at = request.body.at === undefined ? deed.now : new Date(request.body.at)
    const { zone } = await credentialRules(deed)
    return verdictView(await verifyCredential(deed, { code: request.body.code, at }), at, zone, languageOf(request.headers['accept-language']))
  }))
}

function kept(reply: FastifyReply, held: string | undefined, list: SignedList) {
  const mark = `"${createHash('sha256').update(list.list).digest('base64url').slice(0, 22)}"`
  void reply.header('etag', mark).header('cache-control', 'public, max-age=300')
  return held === mark ? reply.code(304).send() : reply.send({ ...list, signatures: [...list.signatures] })
}
