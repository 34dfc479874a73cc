import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { changePhone, checkCode, requireAccount } from '#primitives/access'
import { appendLeaf } from '#primitives/ledger'
import { tell } from '#primitives/notice'
import { ownPerson } from '#primitives/party'
import type { ChangePhone, PhoneChanged } from '../contract.ts'

/** Another phone, the old and the new one proven by a code each; who lost the old one goes to a counter. Every other session ends. 换手机号 */
export async function changeOwnPhone(deed: Deed, { oldCode, phone, code }: ChangePhone): Promise<PhoneChanged> {
  const { accountId, partyId, sessionId } = requireAccount(deed)
  const old = (await ownPerson(deed)).phone
  if (old === null) throw conflict('account.no_phone')
  if (old === phone) throw conflict('account.same_phone')
  if (!(await checkCode(deed, { phone: old, code: oldCode }, { keep: true }))) return { outcome: 'old_code_wrong' }
  if (!(await checkCode(deed, { phone, code }))) return { outcome: 'code_wrong' }
  await checkCode(deed, { phone: old, code: oldCode }) // good once, and only now
  await changePhone(deed, { id: accountId, partyId }, phone, sessionId)
  await appendLeaf(deed, { kind: 'account.phone_changed', subjects: [partyId], payload: { how: 'codes' } })
  await tell(deed, { to: { party: partyId }, template: 'account.notice.phone_changed', link: '/account' })
  return { outcome: 'changed' }
}
