import type { Machine, Trust } from './trust.ts'
import { verifyOurs, type Judgement } from './verify-code.ts'

/** Judges a code, ours or an EU health certificate, by its prefix. Pure: what it needs of keys, lists and platform it is given. 验证 */
export function verify(given: string, at: Date, trust: Trust, machine: Machine): Promise<Judgement> {
  const code = given.trim()
  if (!code.startsWith('HC1:')) return verifyOurs(code, at, trust, machine)
  return import('./verify-health.ts').then(({ verifyHealth }) => verifyHealth(code, at, trust, machine))
}

export { openKeyList, openRevocationList, type SignedList } from './open-list.ts'
export type { Judgement, Reason, ReasonCode, Shown, Verdict } from './verify-code.ts'
export type { KeyList, Machine, RevocationList, Trust } from './trust.ts'
