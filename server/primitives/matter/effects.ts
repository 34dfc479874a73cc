import { conflict, invalid } from '#base/errors'
import { dueAt } from '#primitives/rule'
import { alarmAt, recount, start, stop } from './clock/clocks.ts'
import { limitFor } from './kind/kind-limit.ts'
import type { Effect } from './kind/kind-shape.ts'
import type { Input } from './matter-shapes.ts'
import type { Moving } from './moving.ts'
import type { AssignmentRow } from './tables.ts'

type Word = Extract<Effect, string>
type Perform = (moving: Moving, input: Input, action: string) => void

/** Gives a unit its own share, with its own clock. */
function share(moving: Moving, role: AssignmentRow['role'], { unitId, postId }: { unitId: string; postId?: string | null }): AssignmentRow {
  const { row, compiled, time, now, at } = moving
  const name = compiled.kind.shares?.[role]
  const limit = name === undefined ? null : limitFor(compiled.kind, row, name)
  const due = limit && dueAt(time, { from: now, limit })
  const first = compiled.share[0]
  const next = role === 'supporting' && limit && first ? alarmAt(time, { from: now, limit, name: name!, pauses: [], fired: 0 }, first.at, row.urgent) : null
  const made: AssignmentRow = {
    matter_id: row.id, id: moving.newId(), cycle: row.cycle, role, unit_id: unitId, post_id: postId ?? null, designated: false, assigned_at: at,
    due_at: due === null ? null : new Date(due), next_at: next === null ? null : new Date(next), fired: 0, received_at: null, done_at: null, ended_at: null, end_action: null,
  }
  moving.shares.push({ insert: made })
  return made
}

function addSupporting(moving: Moving, units: NonNullable<Input['supporting']>): void {
  const { row } = moving
  const have = new Set([row.unit_id, ...moving.open.map(({ unit_id }) => unit_id)])
  for (const unit of units) {
    if (have.has(unit.unitId)) throw conflict('matter.unit_has_it', { unit: unit.unitId })
    have.add(unit.unitId)
    share(moving, 'supporting', unit)
    row.supporting++
  }
  moving.detail.supporting = units.map(({ unitId }) => unitId)
}

/** The acting unit's own open share. */
function own({ actor, open }: Moving): AssignmentRow {
  const mine = open.find(({ unit_id }) => unit_id === actor.departmentId || actor.grants.some(({ departmentId }) => departmentId === unit_id)) ?? (actor.kind === 'job' ? open[0] : undefined)
  if (!mine) throw conflict('matter.no_share')
  return mine
}

function endShares(moving: Moving, action: string): void {
  if (moving.row.assignment_id !== null || moving.row.supporting > 0) moving.shares.push({ endAll: action })
  Object.assign(moving.row, { supporting: 0 })
}

/** The closed list of what an action may do. 效果 */
export const effects: Record<Word, Perform> = {
  assign(moving, { assignTo, supporting = [] }) {
    if (moving.row.unit_id !== null) endShares(moving, 'assign')
    const made = share(moving, 'lead', assignTo!)
    Object.assign(moving.row, { unit_id: assignTo!.unitId, post_id: assignTo!.postId ?? null, assignment_id: made.id, assigned_at: moving.at, received_at: null, designated: false })
    moving.open = []
    if (supporting.length > 0) addSupporting(moving, supporting)
  },
  add_supporting: (moving, { supporting }) => addSupporting(moving, supporting ?? []),
  unassign(moving, _input, action) {
    endShares(moving, action)
    Object.assign(moving.row, { unit_id: null, post_id: null, assignment_id: null, assigned_at: null, received_at: null, designated: false })
  },
  designate(moving) {
    moving.row.designated = true
    for (const change of moving.shares) if ('insert' in change && change.insert.role === 'lead') change.insert.designated = true
  },
  receive({ row, at, shares }) {
    if (row.received_at !== null) return
    row.received_at = at
    if (row.assignment_id !== null) shares.push({ receive: row.assignment_id })
  },
  support_receive(moving) {
    const mine = own(moving)
    if (mine.received_at !== null) throw conflict('matter.already_received')
    moving.detail.unit = mine.unit_id
    moving.shares.push({ receive: mine.id })
  },
  support_finish(moving, _input, action) {
    const mine = own(moving)
    moving.row.supporting--
    moving.detail.unit = mine.unit_id
    moving.detail.shareOnTime = mine.due_at === null ? null : moving.at <= mine.due_at
    moving.shares.push({ finish: mine.id, action })
  },
  climb({ row }, { holder }) {
    Object.assign(row, { holder_level: holder!.level, holder_path: holder!.path })
  },
  pause({ row, now }, input, action) {
    row.before_state = row.state
    if (row.clocks.whole) stop(row.clocks.whole, now)
    if (input.until && input.until.getTime() <= now) throw invalid('matter.until_past', { action })
  },
  resume({ row, now }) {
    if (row.clocks.whole) start(row.clocks.whole, now)
  },
  extend({ row, compiled, time, now, detail }, { extension }) {
    const state = row.clocks.states[clockKey(row, compiled)]
    const clocks = [row.clocks.whole, state].filter((clock) => clock !== undefined && clock.limit.unit === extension!.unit)
    if (clocks.length === 0) throw invalid('matter.extension_unit', { unit: row.clocks.whole?.limit.unit ?? null })
    for (const clock of clocks) clock!.limit = { ...clock!.limit, amount: clock!.limit.amount + extension!.amount }
    if (row.clocks.whole) recount(time, row.clocks.whole, compiled.whole, row.urgent, now)
    if (state) recount(time, state, compiled.state, row.urgent, now)
    detail.extension = extension
  },
  resolve({ row, at }) { row.resolved_at = at },
  unresolve({ row }) { row.resolved_at = null },
  close(moving, _input, action) {
    moving.row.closed_at = moving.at
    endShares(moving, action)
  },
  new_cycle({ row, compiled: { kind }, at }) {
    for (const [name, counter] of Object.entries(kind.counters ?? {})) if (counter.per !== 'matter') delete row.counters[name]
    Object.assign(row, {
      cycle: row.cycle + 1, cycle_at: at, marked_at: at, resolved_at: null, closed_at: null, score: null, before_state: null, performers: {}, clocks: { states: {} }, due_at: null,
      unit_id: null, post_id: null, assignment_id: null, assigned_at: null, received_at: null, designated: false, supporting: 0,
    })
  },
  rate({ row, detail }, { score }) {
    if (row.score !== null) throw conflict('matter.already_rated')
    row.score = score!
    detail.score = score
  },
  merge({ row, detail }, { masterId }) {
    if (masterId === row.id) throw invalid('matter.merge_self')
    row.master_id = masterId!
    detail.master = masterId
  },
  reclassify({ row, compiled, detail }, { item, urgent, divisionPath }) {
    detail.before = { item: row.item, urgent: row.urgent, divisionPath: row.division_path }
    Object.assign(row, { item: item ?? row.item, urgent: urgent ?? row.urgent, division_path: divisionPath ?? row.division_path })
    // another class has another limit, but it runs from the same beginning
    const limit = compiled.kind.whole === undefined ? null : limitFor(compiled.kind, row, compiled.kind.whole)
    if (row.clocks.whole && limit) row.clocks.whole.limit = limit
  },
}

/** Which of the state clocks runs: coming back to the same state under the same holder goes on where it was left. */
export const clockKey = (row: Pick<Moving['row'], 'state' | 'unit_id' | 'holder_path'>, compiled: Moving['compiled']): string =>
  `${row.state}|${compiled.heldBy[row.state] === 'unit' && row.unit_id !== null ? row.unit_id : row.holder_path}`
