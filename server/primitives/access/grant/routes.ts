import type { Http } from '#base/http'
import { Done, GrantId, GrantQuery, Grants, NewGrant, WithReason } from '../contract.ts'
import { divisionPathOf } from '../division-path.ts'
import { findGrants } from './find-grants.ts'
import { grantRole } from './grant-role.ts'
import { revokeGrant } from './revoke-grant.ts'

const anId = '01930000-0000-7000-8000-000000000000'

export function grantRoutes(http: Http): void {
  http.get('/access/grants', { config: { may: 'access.grant.manage', example: {} }, schema: { querystring: GrantQuery, response: { 200: Grants } } }, (request) =>
    request.read(async (deed) => {
      const { division, account, ...rest } = request.query
      return findGrants(deed, { ...rest, ...(await divisionPathOf(deed, division)), ...(account ? { accountId: account } : {}) })
    }))
  http.post('/access/grants', {
    config: { may: 'access.grant.manage', idempotency: 'required', example: { body: { accountId: anId, role: 'leader', division: '{city}', reason: '分管' } } },
    schema: { body: NewGrant, response: { 201: Done } },
  }, (request) => request.perform((deed) => grantRole(deed, request.body)))
  http.post('/access/grants/:id/revoke', {
    config: { may: 'access.grant.manage', idempotency: 'optional', example: { params: { id: anId }, body: { reason: '调离' } } }, schema: { params: GrantId, body: WithReason, response: { 200: Done } },
  }, (request) => request.perform((deed) => revokeGrant(deed, request.params.id, request.body.reason)))
}
