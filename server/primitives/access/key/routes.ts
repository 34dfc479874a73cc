import type { About } from '#base/home'
import type { Http } from '#base/http'
import { Done, KeyId, KeyLimits, KeyQuery, Keys, NewKey, NewKeyShown, WithReason } from '../contract.ts'
import { findKeys } from './find-keys.ts'
import { issueKey } from './issue-key.ts'
import { keyLimits } from './key-limits.ts'
import { revokeKey } from './revoke-key.ts'

const aKey = { name: '路灯监测平台', kind: 'unit', holderId: 'lamps', permissions: ['governance.incident.report'], division: '{city}', rateClass: 'normal', days: 365 }

export function keyRoutes(http: Http, { permissions }: About): void {
  http.get('/access/keys', { config: { may: 'access.key.manage', example: { query: { state: 'open' } } }, schema: { querystring: KeyQuery, response: { 200: Keys } } }, (request) => request.read((deed) => findKeys(deed, request.query)))
  http.get('/access/key-limits', { config: { may: 'access.key.manage', example: {} }, schema: { response: { 200: KeyLimits } } }, (request) => request.read((deed) => keyLimits(deed, permissions)))
  http.post('/access/keys', { config: { may: 'access.key.manage', idempotency: 'required', example: { body: aKey } }, schema: { body: NewKey, response: { 201: NewKeyShown } } }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.perform((deed) => issueKey(deed, request.body, permissions))
  })
  http.post('/access/keys/:id/revoke', {
    config: { may: 'access.key.manage', idempotency: 'optional', example: { params: { id: '01930000-0000-7000-8000-000000000000' }, body: { reason: '设备报废' } } },
    schema: { params: KeyId, body: WithReason, response: { 200: Done } },
  }, (request) => request.perform((deed) => revokeKey(deed, request.params.id, request.body.reason)))
}
