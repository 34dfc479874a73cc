import type { LimitUnit } from '../clock/words.ts'

/** A matter's trace as the server tells it, to staff and to the public alike: towards the public units, never persons (经过). */
export type Limit = { amount: number, unit: LimitUnit }
export type ToldStep = {
  id: string, cycle: number, at: string, action: string, name: string, toName: string, unit: { name: string } | null, given: { name: string } | null, holder: string,
  reason: string | null, note: string | null, because: { rule: string, version: number, row: number | null, sentence: string } | null,
  workingMinutes: number, minutes: number, limit: Limit & { name: string } | null, onTime: boolean | null
}
export type ToldClock = { name: string, limit: Limit, usedMinutes: number, standing: boolean, explained: { from: string, dueAt: string } }
export type Held = { by: 'unit' | 'desk' | 'pause', name: string, minutes: number, now: boolean }
export type ToldTrace = {
  matter: { id: string, number: string, state: string, version: number, cycle: number, unitId: string | null, urgent: boolean, openedAt: string, dueAt: string | null, stateDueAt: string | null, resolvedAt: string | null, closedAt: string | null, suspended: boolean, score: number | null },
  stateName: string, whole: ToldClock | null, state: ToldClock | null, cycles: { cycle: number, minutes: number, held: Held[] }[], steps: ToldStep[],
  ahead: { state: string, name: string, actionName: string | null, limit: Limit | null }[]
}
/** What the reader may do now: its name, what it asks for, and whether it is the usual next step (可办动作). */
export type Doable = { action: string, name: string, needs: string[], reasons: string[] | null, usual: boolean }
