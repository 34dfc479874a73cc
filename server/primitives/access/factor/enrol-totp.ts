import { randomBytes } from 'node:crypto'
import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import { logAccess } from '../log-access.ts'
import { requireAccount } from '../require-account.ts'
import { openSecret, sealSecret } from '../secrets.ts'
import { finishEnrolment } from '../session/finish-enrolment.ts'
import { access } from '../tables.ts'
import { useStep } from './accept-totp.ts'
import { base32, stepOf, totpAddress } from './totp.ts'

/** Begins to enrol a time-based code: a fresh secret that counts once its first code was shown. 绑定动态口令 */
export async function beginTotp(deed: Deed, issuer: string): Promise<{ address: string; secret: string }> {
  const own = requireAccount(deed)
  const account = await access(deed.tx).selectFrom('access.account').select(['login', 'name']).where('id', '=', own.accountId).forUpdate().executeTakeFirstOrThrow()
  const state = await access(deed.tx).selectFrom('access.totp').select('confirmed_at').where('account_id', '=', own.accountId).executeTakeFirst()
  if (state?.confirmed_at) throw conflict('access.totp_enrolled') // an open session alone must not replace a factor: an administrator resets it
  const secret = randomBytes(20)
  await sealSecret(deed, { id: own.accountId, partyId: own.partyId }, 'totp', secret)
  await access(deed.tx).insertInto('access.totp').values({ account_id: own.accountId, confirmed_at: null }).onConflict((conflicting) => conflicting.column('account_id').doNothing()).execute()
  return { address: totpAddress(secret, issuer, account.login ?? account.name), secret: base32(secret) }
}

/** Confirms it by the first right code; the session may then do all that is granted. 确认动态口令 */
export async function confirmTotp(deed: Deed, token: string, source: string): Promise<{ id: string }> {
  const own = requireAccount(deed)
  const state = await access(deed.tx).selectFrom('access.totp').select('confirmed_at').where('account_id', '=', own.accountId).forUpdate().executeTakeFirst()
  if (!state) throw conflict('access.totp_not_begun')
  if (state.confirmed_at) throw conflict('access.totp_enrolled')
  const secret = await openSecret(deed, own.accountId, 'totp')
  const step = secret && stepOf(secret, token, deed.now)
  if (!step) throw invalid('access.code_wrong')
  if (!(await useStep(deed, own.accountId, step))) throw invalid('access.code_used')
  await access(deed.tx).updateTable('access.totp').set({ confirmed_at: deed.now }).where('account_id', '=', own.accountId).execute()
  await logAccess(deed, { kind: 'factor_changed', accountId: own.accountId, source, code: 'totp' })
  await finishEnrolment(deed)
  return { id: own.accountId }
}
