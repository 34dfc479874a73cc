import { afterCommit } from '#base/database'
import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { record } from '#primitives/event'
import { forgetAll } from '../authenticate.ts'
import { logAccess } from '../log-access.ts'
import { endSessionsOf } from '../session/end-session.ts'
import { access } from '../tables.ts'

/** A resident's account is shut for good: phone, keys, devices and rights go, every session ends; the phone may open another. Behind the walls of its owner, whose secrets go too. 注销账号 */
export async function closeAccount(deed: Deed, accountId: string): Promise<void> {
  const db = access(deed.tx)
  const found = await db.selectFrom('access.account').select(['kind', 'disabled_at']).where('id', '=', accountId).forUpdate().executeTakeFirst()
  if (found?.kind !== 'resident') throw conflict('access.cannot_close')
  if (found.disabled_at !== null) return
  for (const table of ['access.phone', 'access.passkey', 'access.totp', 'access.password', 'access.known_device', 'access.secret'] as const) await db.deleteFrom(table).where('account_id', '=', accountId).execute()
  await db.updateTable('access.grant').set({ revoked_at: deed.now, revoked_by: 'access' }).where('account_id', '=', accountId).where('revoked_at', 'is', null).execute()
  await db.updateTable('access.account').set((of) => ({ disabled_at: deed.now, login: null, shares_phone: false, version: of('version', '+', 1) })).where('id', '=', accountId).execute()
  await endSessionsOf(deed, accountId, 'closed', null, 'closed')
  await logAccess(deed, { kind: 'factor_changed', accountId, source: 'closed', code: 'closed' })
  await record(deed, 'access.account_closed', accountId, {})
  afterCommit(deed.tx, forgetAll)
}
