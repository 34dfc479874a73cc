import type { Http } from '#base/http'
import { divisionPathOf } from '../division-path.ts'
import { AccountId, AccountQuery, Accounts, DisableAccount, Done, Ended, FirstPassword, LogLines, LogQuery, NewAccount, RoleList, WithReason } from '../contract.ts'
import { hashPassword } from '../factor/password.ts'
import { findLog } from '../find-log.ts'
import { findRoles } from '../find-roles.ts'
import { visitorOf } from '../visitor.ts'
import { disableAccount, endSessionsByAdmin, resetFactors } from './change-account.ts'
import { createAccount, firstPassword } from './create-account.ts'
import { findAccounts } from './find-accounts.ts'

const anAccount = { params: { id: '01930000-0000-7000-8000-000000000000' } }
const aReason = { ...anAccount, body: { reason: '手机丢失' } }

export function accountRoutes(http: Http): void {
  http.get('/access/roles', { config: { may: 'access.role.manage', example: {} }, schema: { response: { 200: RoleList } } }, (request) => request.read(findRoles))

  http.get('/access/accounts', { config: { may: 'access.account.manage', example: {} }, schema: { querystring: AccountQuery, response: { 200: Accounts } } }, (request) =>
    request.read(async (deed) => {
      const { division, department, ...rest } = request.query
      return findAccounts(deed, { ...rest, ...(await divisionPathOf(deed, division)), ...(department ? { departmentId: department } : {}) })
    }))
  http.post('/access/accounts', {
    config: { may: 'access.account.manage', idempotency: 'required', example: { body: { login: 'new-clerk', name: '新来的', division: '{city}' } } },
    schema: { body: NewAccount, response: { 201: FirstPassword } },
  }, async (request, reply) => {
    const password = firstPassword()
    const hash = await hashPassword(password)
    void reply.header('cache-control', 'no-store')
    return { ...(await request.perform((deed) => createAccount(deed, request.body, hash))), password }
  })
  http.post('/access/accounts/:id/disable', {
    config: { may: 'access.account.manage', idempotency: 'optional', example: { ...anAccount, body: { disabled: true, reason: '调离' } } },
    schema: { params: AccountId, body: DisableAccount, response: { 200: Done } },
  }, (request) => request.perform((deed) => disableAccount(deed, request.params.id, request.body.disabled, request.body.reason, request.body.version)))
  http.post('/access/accounts/:id/reset', {
    config: { may: 'access.account.manage', idempotency: 'required', example: aReason }, schema: { params: AccountId, body: WithReason, response: { 200: FirstPassword } },
  }, async (request, reply) => {
    const password = firstPassword()
    const hash = await hashPassword(password)
    void reply.header('cache-control', 'no-store')
    return { ...(await request.perform((deed) => resetFactors(deed, request.params.id, hash, request.body.reason))), password }
  })
  http.post('/access/accounts/:id/end-sessions', { config: { may: 'access.session.end', idempotency: 'optional', example: anAccount }, schema: { params: AccountId, response: { 200: Ended } } },
    (request) => request.perform((deed) => endSessionsByAdmin(deed, request.params.id, visitorOf(request).source)))

  http.get('/access/log', { config: { may: 'access.trail.read', example: {} }, schema: { querystring: LogQuery, response: { 200: LogLines } } }, (request) => request.read((deed) => findLog(deed, request.query)))
}
