import type { Machine, Trust } from './trust.ts'
import { verifyOurs, type Judgement } from './verify-code.ts'

/** Judges a code: ours by its prefix. Pure: what it needs of keys, lists and platform it is given. 验证 */
export const verify = (code: string, at: Date, trust: Trust, machine: Machine): Promise<Judgement> => verifyOurs(code.trim(), at, trust, machine)

export { openKeyList, openRevocationList, type SignedList } from './open-list.ts'
export type { Judgement, Reason, ReasonCode, Shown, Verdict } from './verify-code.ts'
export type { KeyList, Machine, RevocationList, Trust } from './trust.ts'
