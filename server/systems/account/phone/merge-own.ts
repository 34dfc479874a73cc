import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { checkCode, requireAccount, residentsOn } from '#primitives/access'
import type { Merged, ShowCode } from '../contract.ts'
import { account } from '../tables.ts'
import { mergeInto } from './merge-into.ts'

/** Two accounts of one person become one: name and number of this one matched those of the other, whose phone proves by a code that both are one's own. The other, which has the number, stays. 合并自己的账号 */
export async function mergeOwn(deed: Deed, { phone, code }: ShowCode): Promise<Merged> {
  const { accountId, partyId } = requireAccount(deed)
  const matched = await account(deed.tx).selectFrom('account.elsewhere').selectAll().where('person_id', '=', partyId).executeTakeFirst()
  if (!matched) throw conflict('account.nothing_to_merge')
  if (!(await checkCode(deed, { phone, code }))) return { outcome: 'code_wrong' }
  const other = (await residentsOn(deed, phone)).residents.find(({ partyId: one }) => one === matched.holder_id)
  if (!other) return { outcome: 'other_person' }
  await mergeInto(deed, { id: accountId, partyId }, other)
  return { outcome: 'merged' }
}
