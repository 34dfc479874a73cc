import { afterCommit } from '#base/database'
import type { Deed } from '#base/deed'
import { forbidden, notFound, stale } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { forgetAll } from '../authenticate.ts'
import { logAccess } from '../log-access.ts'
import { requireScope } from '../scope.ts'
import { asLogin, dropSecret } from '../secrets.ts'
import { endSessionsOf } from '../session/end-session.ts'
import { access } from '../tables.ts'

async function lockAccount(deed: Deed, id: string, version?: number) {
  const found = await access(deed.tx).selectFrom('access.account').select(['id', 'kind', 'party_id', 'division_path', 'disabled_at', 'version']).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!found || found.kind !== 'staff') throw notFound('access.account_not_found')
  requireScope(deed, 'access.account.manage', found.division_path ?? '', { code: 'access.account_not_found' })
  if (found.party_id === deed.actor.id) throw forbidden('access.account_own')
  if (version !== undefined && version !== found.version) throw stale('access.account_changed', { version: found.version })
  return found
}

/** Shuts an account or opens it again; shutting ends its sessions at once. 停用账号 */
export async function disableAccount(deed: Deed, id: string, disabled: boolean, reason: string, version?: number): Promise<{ id: string }> {
  const found = await lockAccount(deed, id, version)
  if ((found.disabled_at !== null) === disabled) return { id }
  await access(deed.tx).updateTable('access.account').set({ disabled_at: disabled ? deed.now : null, version: found.version + 1 }).where('id', '=', id).execute()
  if (disabled) await endSessionsOf(deed, id, 'disabled', null, 'admin')
  await appendLeaf(deed, { kind: disabled ? 'access.account_disabled' : 'access.account_enabled', subjects: [found.party_id], payload: { accountId: id, reason, by: deed.actor.id } })
  await record(deed, disabled ? 'access.account_disabled' : 'access.account_enabled', id, {})
  afterCommit(deed.tx, forgetAll)
  return { id }
}

/** Takes all factors of an account away and gives it a new first password: for who lost the phone. 重置登录方式 */
export async function resetFactors(deed: Deed, id: string, passwordHash: string, reason: string): Promise<{ id: string }> {
  const found = await lockAccount(deed, id)
  await asLogin(deed)
  await dropSecret(deed, id, 'totp')
  await access(deed.tx).deleteFrom('access.totp').where('account_id', '=', id).execute()
  await access(deed.tx).deleteFrom('access.passkey').where('account_id', '=', id).execute()
  await access(deed.tx).insertInto('access.password').values({ account_id: id, hash: passwordHash, set_at: deed.now, must_change: true })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ hash: passwordHash, set_at: deed.now, must_change: true })).execute()
  await access(deed.tx).updateTable('access.account').set({ version: found.version + 1 }).where('id', '=', id).execute()
  await endSessionsOf(deed, id, 'admin', null, 'admin')
  await logAccess(deed, { kind: 'factor_changed', accountId: id, source: 'admin', code: 'reset' })
  await appendLeaf(deed, { kind: 'access.factors_reset', subjects: [found.party_id], payload: { accountId: id, reason, by: deed.actor.id } })
  afterCommit(deed.tx, forgetAll)
  return { id }
}

/** Ends all sessions of an account: a lost phone, a person who left in the middle of the day. 强制下线 */
export async function endSessionsByAdmin(deed: Deed, id: string, source: string): Promise<{ ended: number }> {
  const found = await access(deed.tx).selectFrom('access.account').select(['division_path', 'kind']).where('id', '=', id).executeTakeFirst()
  if (!found || found.kind !== 'staff') throw notFound('access.account_not_found')
  requireScope(deed, 'access.session.end', found.division_path ?? '', { code: 'access.account_not_found' })
  const ended = await endSessionsOf(deed, id, 'admin', null, source)
  afterCommit(deed.tx, forgetAll)
  return { ended }
}
