import type { Deed } from '#base/deed'
import { openSecret } from '../secrets.ts'
import { access } from '../tables.ts'
import { stepOf } from './totp.ts'

/** Accepts a time-based code once: the step is used up by the statement that checks it, so two logins at once cannot share a code. 动态口令
 *  'none': the account has no confirmed one. */
export async function acceptTotp(deed: Deed, accountId: string, token: string | undefined): Promise<'right' | 'wrong' | 'used' | 'none'> {
  const state = await access(deed.tx).selectFrom('access.totp').select('confirmed_at').where('account_id', '=', accountId).executeTakeFirst()
  if (!state?.confirmed_at) return 'none'
  const secret = await openSecret(deed, accountId, 'totp')
  const step = secret && token ? stepOf(secret, token, deed.now) : null
  if (step === null) return 'wrong'
  return (await useStep(deed, accountId, step)) ? 'right' : 'used'
}

/** True when this step is later than every one used before. */
export async function useStep(deed: Deed, accountId: string, step: bigint): Promise<boolean> {
  const used = await access(deed.tx).updateTable('access.totp').set({ last_step: step }).where('account_id', '=', accountId).where('last_step', '<', step).executeTakeFirst()
  return used.numUpdatedRows === 1n
}
