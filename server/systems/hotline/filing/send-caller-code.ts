import { conflict, invalid, Refusal } from '#base/errors'
import type { Deed } from '#base/deed'
import { codeSender, isMobile, makeCode } from '#primitives/access'
import { numberOf, requireCall } from '../call/caller-of.ts'

type CallerCode = Readonly<{ phone: string; code: string; minutes: number; againAfterSeconds: number }>

/** Makes a code for the number that calls: the operator never chooses to which. 来电人验证码 */
export async function makeCallerCode(deed: Deed, callId: string): Promise<CallerCode> {
  await requireCall(deed, callId)
  const phone = await numberOf(deed, callId)
  if (phone === null) throw conflict('hotline.no_number')
  if (!/^(1\d{10}|0\d{9,11})$/.test(phone)) throw invalid('hotline.number_takes_no_code')
  return { phone, ...(await makeCode(deed, phone)) }
}

/** After the commit: as a text where the telephone takes one, else read aloud to the caller alone. 发送或播报 */
export async function sendCallerCode({ phone, code, minutes, againAfterSeconds }: CallerCode): Promise<{ how: 'text' | 'spoken'; minutes: number; againAfterSeconds: number }> {
  const send = codeSender()
  if (!send) throw new Refusal(503, 'access.no_sender')
  if (!(await send(phone, code, minutes))) throw new Refusal(422, 'access.phone_refused')
  return { how: isMobile(phone) ? 'text' : 'spoken', minutes, againAfterSeconds }
}
