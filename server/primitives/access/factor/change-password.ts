import { afterCommit } from '#base/database'
import type { Deed } from '#base/deed'
import { conflict, forbidden } from '#base/errors'
import { forgetAll } from '../authenticate.ts'
import { logAccess } from '../log-access.ts'
import { requireAccount } from '../require-account.ts'
import { endSessionsOf } from '../session/end-session.ts'
import { finishEnrolment } from '../session/finish-enrolment.ts'
import { settings } from '../settings.ts'
import { access } from '../tables.ts'
import { hashPassword, passwordMatches, requireGoodPassword } from './password.ts'

export type Prepared = Readonly<{ oldHash: string | null; right: boolean; newHash: string }>

/** Before the transaction: compares the old password and hashes the new one. */
export async function prepareChange(read: <R>(work: (deed: Deed) => Promise<R>) => Promise<R>, current: string, next: string): Promise<Prepared> {
  const { oldHash } = await read(async (deed) => {
    const own = requireAccount(deed)
    const account = await access(deed.tx).selectFrom('access.account').select('login').where('id', '=', own.accountId).executeTakeFirstOrThrow()
    requireGoodPassword(next, account.login, (await settings(deed)).password.least_length)
    const row = await access(deed.tx).selectFrom('access.password').select('hash').where('account_id', '=', own.accountId).executeTakeFirst()
    return { oldHash: row?.hash ?? null }
  })
  return { oldHash, right: await passwordMatches(oldHash, current), newHash: await hashPassword(next) }
}

/** Sets an own password; every other session of the account ends. 修改口令 */
export async function changePassword(deed: Deed, prepared: Prepared, source: string): Promise<{ id: string }> {
  const own = requireAccount(deed)
  const row = await access(deed.tx).selectFrom('access.password').select('hash').where('account_id', '=', own.accountId).forUpdate().executeTakeFirst()
  if (!row || !prepared.right) throw forbidden('access.password_wrong')
  if (row.hash !== prepared.oldHash) throw conflict('access.password_changed_meanwhile')
  await access(deed.tx).updateTable('access.password').set({ hash: prepared.newHash, set_at: deed.now, must_change: false }).where('account_id', '=', own.accountId).execute()
  await endSessionsOf(deed, own.accountId, 'password', own.sessionId, source)
  await logAccess(deed, { kind: 'factor_changed', accountId: own.accountId, source, code: 'password' })
  await finishEnrolment(deed)
  afterCommit(deed.tx, forgetAll)
  return { id: own.accountId }
}
