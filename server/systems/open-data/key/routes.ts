import type { Http } from '#base/http'
import { Done, KeyId, KeyList, MadeKey, MakeKey } from '../contract.ts'
import { findKeys, makeKey, revokeKey } from './make-key.ts'

const may = 'open_data.key.make'
const id = '01930000-0000-7000-8000-00000000d010'

/** Keys to the interface, by whoever uses them. */
export function keyRoutes(http: Http): void {
  http.get('/open-data/keys', { config: { may, example: {} }, schema: { response: { 200: KeyList } } }, (request) => request.read(findKeys))

  http.post('/open-data/keys', {
    config: { may, idempotency: 'none', example: { body: { id, purpose: '做一个找公厕的小程序' } }, rateLimit: { max: 20, timeWindow: 60_000 } },
    schema: { body: MakeKey, response: { 201: MadeKey } },
  }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.perform((deed) => makeKey(deed, request.body))
  })

  http.post('/open-data/keys/:keyId/revoke', {
    config: { may, idempotency: 'optional', example: { params: { keyId: id } } },
    schema: { params: KeyId, response: { 200: Done } },
  }, (request) => request.perform(async (deed) => { await revokeKey(deed, request.params.keyId); return { done: true } }))
}
