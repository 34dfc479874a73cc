import type { Deed } from '#base/deed'
import { requireAccount } from '../require-account.ts'
import { access } from '../tables.ts'

/** Big type, few choices and a person: kept with the account, so that another device shows it too. 长辈版 */
export async function chooseElder(deed: Deed, elder: boolean): Promise<{ elder: boolean }> {
  await access(deed.tx).updateTable('access.account').set({ elder }).where('id', '=', requireAccount(deed).accountId).execute()
  return { elder }
}
