import type { Deed } from '#base/deed'
import { tell } from '#primitives/notice'
import { numberOf } from './caller-of.ts'

/** Texts the caller after the call, where the number is a mobile one. 短信告知来电人 */
export async function textCaller(deed: Deed, callId: string, template: string, facts: Record<string, string>): Promise<void> {
  const phone = await numberOf(deed, callId)
  if (phone !== null && /^1\d{10}$/.test(phone)) await tell(deed, { to: { phone }, template, facts })
}
