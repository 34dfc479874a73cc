import type { Source } from '#primitives/rule'
import type { Level, Publicity, Time } from '../matter-shapes.ts'

export type Who = 'opener' | 'holder' | 'superior' | 'division' | 'lead' | 'supporting' | 'anyone' | 'clock'
export type Role = { name: string; who: Who; permission?: string }
export type KindLimit = { name: string; amount?: number; unit?: Time['unit']; urgent?: Time; by_level?: Partial<Record<Level, Time>>; source?: Source }
export type Counter = { name: string; limit: number; beyond: 'refuse' | 'escalate'; per?: 'cycle' | 'matter'; source?: Source }
export type State = { name: string; public_name?: string; limit?: string; usual?: string; final?: boolean }
export type Since = 'opened' | 'entered' | 'assigned' | 'received' | 'resolved'
export type Guard =
  | { not_opener: true } | { not_performer_of: readonly string[] } | { level_in: readonly Level[] } | { within: { limit: string; since: Since } }
  | { counter_reached: string } | { counter_not_reached: string } | { not_designated: true } | { supporting_done: true } | { fact_in: { fact: string; values: readonly (string | number | boolean)[] } }
export type Effect =
  | 'assign' | 'add_supporting' | 'unassign' | 'designate' | 'receive' | 'support_receive' | 'support_finish' | 'climb' | 'pause' | 'resume' | 'extend'
  | 'resolve' | 'unresolve' | 'close' | 'new_cycle' | 'rate' | 'merge' | 'reclassify' | { count: string }
export type Need = 'reason' | 'note' | 'unit' | 'supporting' | 'holder' | 'until' | 'extension' | 'score' | 'master' | 'evidence'
export type Action = {
  name: string; public_name?: string; shown?: 'public' | 'staff'; from: readonly string[]; to?: string; by: readonly string[]; at_limit?: boolean
  /** The limit of the state it leads to runs since the state before it was entered: what was not answered in time counts from the day it came. */
  since?: 'entered'
  needs?: readonly Need[]; reasons?: readonly string[]; guards?: readonly Guard[]; effects?: readonly Effect[]; limits?: readonly string[]
}
export type Tell = 'opener' | 'holder' | 'superior' | 'lead' | 'supporting' | 'answerer'
export type Escalation = { name: string; clock: 'whole' | 'state' | 'share' | 'order'; at: number; tell: readonly Tell[] }

/** A kind of matter as it is written. 事项类型 */
export type Kind = {
  kind: string; name: string; source: Source; start: string; opened?: string; read?: string; other_starts?: readonly string[]; publicity?: Publicity; whole?: string
  shares?: { lead?: string; supporting?: string }; roles: Record<string, Role>; limits: Record<string, KindLimit>; counters?: Record<string, Counter>
  states: Record<string, State>; actions: Record<string, Action>; escalations?: readonly Escalation[]
}
