import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { tooMany } from '#base/errors'
import { keys } from '#base/keys'
import { settings } from '../settings.ts'
import { access } from '../tables.ts'

/** Sends a one-time code to a phone, and says whether the gateway took it; main hands one in. 发送验证码 */
export type SendCode = (phone: string, code: string, minutes: number) => Promise<boolean>

/** Reads a code aloud to a telephone that takes no text: into the call that is open from it, where the switch has one, else by ringing it; whoever is at the other end of such a call does not hear it. 语音验证码 */
export type VoicePort = Readonly<{ speakCode(message: Readonly<{ id: string; phone: string; code: string; minutes: number }>): Promise<'spoken' | 'refused'> }>
export const isMobile = (phone: string): boolean => /^1\d{10}$/.test(phone)

let sender: SendCode | null = null
export const useCodeSender = (send: SendCode | null): void => { sender = send }
export const codeSender = (): SendCode | null => sender

export const phoneIndex = (phone: string): Buffer => keys().blind('access.phone', phone)[0]!.digest
export const codeDigest = (phone: string, code: string): Buffer => keys().blind('access.code', `${phone} ${code}`)[0]!.digest

/** Makes a one-time code, the same way whether or not the phone is known here; the caller sends it after the commit. 验证码 */
export async function makeCode(deed: Deed, phone: string): Promise<{ code: string; minutes: number; againAfterSeconds: number }> {
  const limits = (await settings(deed)).code
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const today = deed.now.toISOString().slice(0, 10)
  const fresh = { digest: codeDigest(phone, code), sent_at: deed.now, expires_at: new Date(deed.now.getTime() + limits.minutes * 60_000), tries: 0, sent_on: today }
  const earliest = new Date(deed.now.getTime() - limits.again_after_seconds * 1000)
  const kept = await access(deed.tx).insertInto('access.code').values({ phone: phoneIndex(phone), ...fresh, sent_today: 1 })
    .onConflict((conflict) => conflict.column('phone')
      .doUpdateSet({ ...fresh, sent_today: sql<number>`case when access.code.sent_on = ${today} then access.code.sent_today + 1 else 1 end` })
      .where('access.code.sent_at', '<=', earliest)
      .where((eb) => eb.or([eb('access.code.sent_on', '!=', today), eb('access.code.sent_today', '<', limits.a_day)])))
    .returning('sent_today').executeTakeFirst()
  if (!kept) throw tooMany('access.code_too_soon', { seconds: limits.again_after_seconds })
  return { code, minutes: limits.minutes, againAfterSeconds: limits.again_after_seconds }
}
