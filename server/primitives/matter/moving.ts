import type { Actor } from '#base/deed'
import type { WorkingTime } from '#primitives/rule'
import type { CompiledKind } from './kind/compile-kind.ts'
import type { AssignmentRow, MatterRow } from './tables.ts'

/** What one transition works on. `row` is changed in place; `shares` are the changes to units' assignments. */
export type Moving = {
  row: MatterRow
  compiled: CompiledKind
  time: WorkingTime
  actor: Actor
  now: number
  at: Date
  /** Supporting units that still have the matter; read only when there are any. */
  open: readonly AssignmentRow[]
  shares: ShareChange[]
  detail: Record<string, unknown>
  newId(): string
}

export type ShareChange =
  | { insert: AssignmentRow }
  | { receive: string }
  | { finish: string; action: string }
  | { endAll: string }
