import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { logAccess } from '../log-access.ts'
import { requireAccount } from '../require-account.ts'
import { access, type AccessTables } from '../tables.ts'

type Because = NonNullable<AccessTables['access.session']['ended_because']>

/** Ends one's own session, this one or another; somebody else's is not found. Ending an ended one changes nothing. 退出会话 */
export async function endSession(deed: Deed, sessionId: string, source: string): Promise<{ digest: Buffer }> {
  const own = requireAccount(deed)
  const found = await access(deed.tx).selectFrom('access.session').select(['digest', 'ended_at']).where('id', '=', sessionId).where('account_id', '=', own.accountId).forUpdate().executeTakeFirst()
  if (!found) throw notFound('access.session_not_found')
  if (found.ended_at) return { digest: found.digest }
  const because = sessionId === own.sessionId ? 'logout' : 'ended'
  await access(deed.tx).updateTable('access.session').set({ ended_at: deed.now, ended_because: because }).where('digest', '=', found.digest).execute()
  await logAccess(deed, { kind: because === 'logout' ? 'logout' : 'session_ended', accountId: own.accountId, source })
  return { digest: found.digest }
}

/** Ends the sessions of an account, except perhaps the one that asks; says how many. 全部退出 */
export async function endSessionsOf(deed: Deed, accountId: string, because: Because, exceptSessionId: string | null, source: string): Promise<number> {
  const ended = await access(deed.tx).updateTable('access.session').set({ ended_at: deed.now, ended_because: because })
    .where('account_id', '=', accountId).where('ended_at', 'is', null).where('expires_at', '>', deed.now)
    .$if(exceptSessionId !== null, (query) => query.where('id', '!=', exceptSessionId!)).returning('id').execute()
  if (ended.length > 0) await logAccess(deed, { kind: 'session_ended', accountId, source, code: because })
  return ended.length
}
