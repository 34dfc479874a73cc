import { timingSafeEqual } from 'node:crypto'
import type { Deed } from '#base/deed'
import { settings } from '../settings.ts'
import { access } from '../tables.ts'
import { codeDigest, phoneIndex } from './send-code.ts'

/** Whether this is the code sent to the phone: good once, for some minutes and some tries. The answer must be committed either way, or tries would not count. `keep`: a right one stays good. 校验验证码 */
export async function checkCode(deed: Deed, shown: Readonly<{ phone: string; code: string }>, { keep = false } = {}): Promise<boolean> {
  const limits = (await settings(deed)).code
  const sent = await access(deed.tx).selectFrom('access.code').selectAll().where('phone', '=', phoneIndex(shown.phone)).forUpdate().executeTakeFirst()
  const open = sent !== undefined && sent.expires_at > deed.now && sent.tries < limits.tries
  const right = open && timingSafeEqual(sent.digest, codeDigest(shown.phone, shown.code))
  if (open && !(right && keep)) await access(deed.tx).updateTable('access.code').set(right ? { expires_at: sent.sent_at } : { tries: sent.tries + 1 }).where('phone', '=', sent.phone).execute()
  return right
}
