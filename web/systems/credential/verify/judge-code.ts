import type { VerdictView } from '#contracts/credential'
import { verify, type Judgement, type Reason } from '#verifiers/credential'
import { api } from '../../../base/api/api.ts'
import { online } from '../../../base/api/online.ts'
import { serverNow } from '../../../base/clock/use-clock.ts'
import { machine } from './browser-machine.ts'
import { refreshLists, trust } from './hold-lists.ts'

/** One judgement as it is shown; `says` where the server told it in words. */
export type ToldReason = Reason & { says?: string }
export type Told = Omit<Judgement, 'reasons'> & { at: Date, reasons: readonly ToldReason[], shownIn: 'device' | 'register' }

const has = ({ reasons }: { reasons: readonly Reason[] }, ...codes: Reason['code'][]): boolean => reasons.some(({ code, holds }) => holds !== true && codes.includes(code))

/** Judges a code by what this device holds. What only newer lists or the register can tell is asked where there is a network (验码). */
export const judgeCode = async (code: string): Promise<Told | null> => {
  const at = serverNow()
  if (trust.value === null) return null
  let judged = await verify(code, at, trust.value, machine)
  if (online.value && has(judged, 'unknown_key', 'unknown_kind')) {
    await refreshLists().catch(() => undefined)
    judged = await verify(code, at, trust.value, machine)
  }
  const told: Told = { ...judged, at, shownIn: 'device' }
  if (!online.value || !has(judged, 'perhaps_revoked', 'revocations_unknown')) return told
  const asked = await api.post<VerdictView>('/credentials/verify', { code }).catch(() => null)
  const found = asked?.reasons.find(one => one.code === 'revoked' || one.code === 'not_revoked')
  if (!asked || !found) return told
  const reasons = judged.reasons.map((one): ToldReason => one.code === 'perhaps_revoked' || one.code === 'revocations_unknown' ? { code: found.code as Reason['code'], holds: found.holds, facts: {}, says: found.says } : one)
  return { ...told, verdict: asked.verdict, reasons, shownIn: 'register' }
}
