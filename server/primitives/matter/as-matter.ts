import type { CompiledKind } from './kind/compile-kind.ts'
import type { Matter } from './matter-shapes.ts'
import type { MatterRow } from './tables.ts'

/** A matter as the doors give it. */
export const asMatter = (row: MatterRow, compiled: CompiledKind): Matter => ({
  id: row.id, number: row.number, kind: row.kind, state: row.state, final: compiled.kind.states[row.state]?.final === true, version: row.version, cycle: row.cycle,
  divisionPath: row.division_path, holder: { level: row.holder_level, path: row.holder_path }, item: row.item, urgent: row.urgent, publicity: row.publicity,
  unitId: row.unit_id, postId: row.post_id, facts: row.facts, openedAt: row.opened_at, dueAt: row.due_at, stateDueAt: row.state_due_at, provisional: row.provisional,
  resolvedAt: row.resolved_at, closedAt: row.closed_at, changedAt: row.marked_at, suspended: row.before_state !== null, score: row.score, masterId: row.master_id,
})
