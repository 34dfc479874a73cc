import type { Deed } from '#base/deed'
import { Refusal } from '#base/errors'
import { createResident } from '../account/create-resident.ts'
import { residentsOn } from '../account/phones.ts'
import { logAccess } from '../log-access.ts'
import { asLogin } from '../secrets.ts'
import { openSession, type Entrant, type Visitor } from '../session/open-session.ts'
import type { Outcome } from '../session/log-in.ts'
import { checkCode } from './check-code.ts'

/** Logs a resident in by phone and one-time code; the first time makes the account. 验证码登录 */
export async function enterByCode(deed: Deed, shown: Readonly<{ phone: string; code: string }>, visitor: Visitor): Promise<Outcome> {
  const right = await checkCode(deed, shown)
  const entrant = right ? await residentOf(deed, shown.phone) : null
  if (!entrant) {
    await logAccess(deed, { kind: 'login_refused', source: visitor.source, device: visitor.device, code: 'access.code_wrong' })
    return { refused: new Refusal(401, 'access.code_wrong') }
  }
  await asLogin(deed)
  return { opened: await openSession(deed, entrant, visitor, ['sms'], 'full') }
}

/** The resident of a phone; the first time makes the account. Null when the account is disabled. */
async function residentOf(deed: Deed, phone: string): Promise<Entrant | null> {
  const [found] = await residentsOn(deed, phone)
  if (!found) return createResident(deed, phone)
  return found.disabled ? null : found
}
