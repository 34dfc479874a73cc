import { afterCommit } from '#base/database'
import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { record } from '#primitives/event'
import { forgetAll } from '../authenticate.ts'
import { logAccess } from '../log-access.ts'
import { asLogin } from '../secrets.ts'
import { endSessionsOf } from '../session/end-session.ts'
import { access } from '../tables.ts'

/** Two accounts of one person become one: the first is shut and its phones log in to the second. False where that was done already. 合并账号 */
export async function mergeAccounts(deed: Deed, from: string, to: string): Promise<boolean> {
  const rows = await access(deed.tx).selectFrom('access.account').select(['id', 'kind', 'disabled_at', 'merged_into']).where('id', 'in', [from, to]).orderBy('id').forUpdate().execute()
  const [gone, kept] = [rows.find(({ id }) => id === from), rows.find(({ id }) => id === to)]
  if (gone?.merged_into === to) return false
  if (!gone || !kept || gone.kind !== 'resident' || kept.kind !== 'resident' || gone.disabled_at || kept.disabled_at || from === to) throw conflict('access.cannot_merge')
  const phones = await access(deed.tx).deleteFrom('access.phone').where('account_id', '=', from).returningAll().execute()
  if (phones.length > 0) await access(deed.tx).insertInto('access.phone').values(phones.map((phone) => ({ ...phone, account_id: to }))).onConflict((of) => of.doNothing()).execute()
  await access(deed.tx).updateTable('access.account').set((of) => ({ disabled_at: deed.now, merged_into: to, version: of('version', '+', 1) })).where('id', '=', from).execute()
  await endSessionsOf(deed, from, 'merged', null, 'merged')
  await logAccess(deed, { kind: 'factor_changed', accountId: to, source: 'merged', code: 'merged' })
  await record(deed, 'access.account_merged', from, { to })
  afterCommit(deed.tx, forgetAll)
  return true
}

/** The account is that of a person who was registered before, and had none. 账号归人 */
export async function giveAccountTo(deed: Deed, accountId: string, personId: string): Promise<void> {
  await access(deed.tx).updateTable('access.account').set((of) => ({ party_id: personId, version: of('version', '+', 1) })).where('id', '=', accountId).execute()
  await asLogin(deed)
  await access(deed.tx).updateTable('access.secret').set({ party_id: personId }).where('account_id', '=', accountId).execute()
  afterCommit(deed.tx, forgetAll)
}
