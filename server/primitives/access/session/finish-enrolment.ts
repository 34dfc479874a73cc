import { sql } from 'kysely'
import { afterCommit } from '#base/database'
import type { Deed } from '#base/deed'
import { forget } from '../authenticate.ts'
import { requireAccount } from '../require-account.ts'
import { settings } from '../settings.ts'
import { access } from '../tables.ts'

/** Makes the session a full one when an own password is set and a cryptographic factor stands. 完成绑定 */
export async function finishEnrolment(deed: Deed): Promise<boolean> {
  const own = requireAccount(deed)
  const account = await access(deed.tx).selectFrom('access.account as a').leftJoin('access.password as p', 'p.account_id', 'a.id').leftJoin('access.totp as t', 't.account_id', 'a.id')
    .select(['a.kind', 'p.must_change', 't.confirmed_at']).select(sql<boolean>`exists (select from access.passkey k where k.account_id = a.id)`.as('passkey'))
    .where('a.id', '=', own.accountId).executeTakeFirstOrThrow()
  if (account.must_change || (account.kind === 'staff' && !account.confirmed_at && !account.passkey)) return false
  const limits = (await settings(deed)).session[account.kind]
  const row = await access(deed.tx).updateTable('access.session').set({ stage: 'full', expires_at: new Date(deed.now.getTime() + limits.absolute_hours * 3_600_000) })
    .where('id', '=', own.sessionId).where('stage', '=', 'enrol').where('ended_at', 'is', null).returning('digest').executeTakeFirst()
  if (row) afterCommit(deed.tx, () => forget(row.digest))
  return row !== undefined
}
