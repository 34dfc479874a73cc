import { tables } from '#base/database'
import type { Clocks } from './clock/clocks.ts'
import type { Kind } from './kind/kind-shape.ts'
import type { Level, Publicity, Time } from './matter-shapes.ts'
import type { HeldBy } from './kind/compile-kind.ts'

export type Facts = Record<string, string | number | boolean>
export type MatterRow = {
  id: string; number: string; kind: string; kind_version: number; kind_hash: string; calendar_version: string; state: string; version: number; cycle: number
  division_path: string; holder_level: Level; holder_path: string; item: string | null; urgent: boolean; publicity: Publicity; source: string | null
  opener_kind: string; opener_id: string; facts: Facts; limits: Record<string, Time>
  unit_id: string | null; post_id: string | null; assignment_id: string | null; assigned_at: Date | null; received_at: Date | null; designated: boolean; supporting: number
  opened_at: Date; cycle_at: Date; due_at: Date | null; provisional: boolean; state_at: Date; state_due_at: Date | null; before_state: string | null
  resolved_at: Date | null; closed_at: Date | null; score: number | null; master_id: string | null
  counters: Record<string, number>; performers: Record<string, string>; clocks: Clocks; marked_at: Date
}
export type StepRow = {
  matter_id: string; id: string; cycle: number; at: Date; action: string; from_state: string | null; to_state: string
  actor_kind: string; actor_id: string; actor_post_id: string | null; actor_unit_id: string | null; unit_id: string | null; holder_level: Level; holder_path: string
  held_by: HeldBy; held_id: string | null; minutes: number; working_minutes: number
  state_limit: { name: string; amount: number; unit: Time['unit']; dueAt: string } | null; on_time: boolean | null
  reason: string | null; note: string | null; because: object | null; detail: Record<string, unknown>; shown: 'public' | 'staff'
}
export type AssignmentRow = {
  matter_id: string; id: string; cycle: number; role: 'lead' | 'supporting'; unit_id: string; post_id: string | null; designated: boolean; assigned_at: Date
  due_at: Date | null; next_at: Date | null; fired: number; received_at: Date | null; done_at: Date | null; ended_at: Date | null; end_action: string | null
}
export type OrderRow = {
  matter_id: string; id: string; note: string; answerer_unit_id: string; answerer_post_id: string | null; ordered_by: string; ordered_unit_id: string | null; ordered_at: Date
  limit_amount: number; limit_unit: Time['unit']; due_at: Date; next_at: Date | null; fired: number; answered_at: Date | null; answered_by: string | null; answer: string | null
}
export type FactRow = {
  id: string; on_day: string; kind: string; item: string | null; division_path: string; unit_id: string | null; action: string; resolves: boolean; on_time: boolean | null
  state_on_time: boolean | null; minutes: number; working_minutes: number; whole_minutes: number | null; whole_working_minutes: number | null; score: number | null
}
type KindVersionTable = { kind: string; version: number; hash: string; content: Kind; origin: 'folder' | 'desk'; published_at: Date; published_by: string }

export type MatterTables = {
  'matter.matter': MatterRow
  'matter.step': StepRow
  'matter.assignment': AssignmentRow
  'matter.oversight_order': OrderRow
  'matter.fact': FactRow
  'matter.alarm': { matter_id: string; next_at: Date }
  'matter.number': { number: string; matter_id: string }
  'matter.trace_link': { hash: Buffer; matter_id: string; made_at: Date }
  'matter.kind_version': KindVersionTable
  'matter.kind_draft': { kind: string; content: Kind; written_by: string; written_at: Date }
  'matter.folder_conflict': { kind: string; path: string; content: Kind; found_at: Date }
}
export const matter = tables<MatterTables>()
