import { conflict, forbidden, notFound, stale } from '#base/errors'
import { dayName, dayAt, workedBy } from '#primitives/rule'
import { dueOf, nextAlarm, provisional, start, stop, type Clock } from './clock/clocks.ts'
import { clockKey, effects } from './effects.ts'
import { requireGuard, requireNeeds } from './guards.ts'
import { limitFor } from './kind/kind-limit.ts'
import type { Input } from './matter-shapes.ts'
import type { Moving, ShareChange } from './moving.ts'
import { stands } from './relation.ts'
import type { FactRow, MatterRow, StepRow } from './tables.ts'

export type Moved = { row: MatterRow; step: StepRow; fact: FactRow; alarm: Date | null; shares: readonly ShareChange[]; beyond: string[] }

const MINUTE = 60_000

/** Starts the clocks that should run now and stops those that should not. */
export function setClocks({ row, compiled, time, now, at }: Moving, before: string | null, input: Input, from = now): void {
  const { kind } = compiled
  if (kind.whole !== undefined && !row.clocks.whole) {
    const limit = limitFor(kind, row, kind.whole)
    if (limit) row.clocks.whole = { from: row.cycle_at.getTime(), limit, name: kind.whole, pauses: [], fired: 0 }
  }
  const key = clockKey(row, compiled)
  if (key !== before) {
    const left = before === null ? undefined : row.clocks.states[before]
    if (left) stop(left, now)
    row.state_at = at
    const name = kind.states[row.state]!.limit
    const limit = name === undefined ? null : limitFor(kind, row, name)
    const known = row.clocks.states[key]
    if (known && input.until === undefined) start(known, now)
    else if (limit) row.clocks.states[key] = { from, limit, name: name!, pauses: [], fired: 0, ...(input.until ? { until: Math.min(input.until.getTime(), dueOf(time, { from, limit } as Clock & { pauses: [] })) } : {}) }
  }
  const { whole } = row.clocks
  const here = row.clocks.states[key]
  row.due_at = whole && !(whole.pauses.at(-1)?.[1] === null) ? new Date(dueOf(time, whole)) : row.due_at
  row.provisional = [whole, here].some((clock) => clock !== undefined && provisional(time, clock))
  row.state_due_at = here ? new Date(dueOf(time, here)) : null
}

export const alarmOf = ({ row, compiled, time }: Pick<Moving, 'row' | 'compiled' | 'time'>): Date | null => {
  if (row.closed_at !== null) return null
  const next = nextAlarm(compiled, time, { state: row.state, key: clockKey(row, compiled), clocks: row.clocks, urgent: row.urgent, running: row.resolved_at === null })
  return next === null ? null : new Date(next)
}

/** Attributes the time since the last mark to whoever had the matter. Whole minutes of the clock, so that the shares' sum is the total exactly. */
export function markTime({ row, compiled, time, now, at }: Moving): Pick<StepRow, 'held_by' | 'held_id' | 'minutes' | 'working_minutes'> {
  const by = compiled.heldBy[row.state]!
  const held_by = by === 'unit' && row.unit_id === null ? 'desk' : by
  const from = row.marked_at.getTime()
  const counts = held_by !== 'nobody'
  const minutes = (ms: number) => Math.floor(ms / MINUTE)
  const to = Math.max(now, from)
  row.marked_at = new Date(to === now ? at : from)
  return {
    held_by, held_id: held_by === 'unit' ? row.unit_id : held_by === 'desk' ? row.holder_path : null,
    minutes: counts ? minutes(to) - minutes(from) : 0,
    working_minutes: counts ? minutes(workedBy(time, to)) - minutes(workedBy(time, from)) : 0,
  }
}

/** One step of a matter, whole and pure: who may, what is needed, what it does, what it leaves in the trace. 流转 */
export function move(moving: Moving, name: string, input: Input): Moved {
  const { row, compiled, time, now, at, actor } = moving
  const { kind } = compiled
  const action = kind.actions[name]
  if (!action) throw notFound('matter.no_such_action', { action: name })
  if (input.version !== undefined && input.version !== row.version) throw stale('matter.moved_on', { version: row.version })
  if (!action.from.includes(row.state)) throw conflict('matter.not_in_this_state', { action: action.name, state: kind.states[row.state]!.name })
  if (!action.by.some((role) => stands(actor, kind.roles[role]!, row, moving.open.map(({ unit_id }) => unit_id)))) throw forbidden('matter.not_yours', { by: action.by.map((role) => kind.roles[role]!.name) })
  requireNeeds(action, input)
  for (const guard of action.guards ?? []) requireGuard(moving, guard)

  const from = row.state
  const key = clockKey(row, compiled)
  const left = row.clocks.states[key]
  const leftDue = left ? dueOf(time, left) : null
  const unitBefore = row.unit_id
  const held = markTime(moving)
  Object.assign(row.limits, input.limits)
  Object.assign(row.facts, input.facts)
  if (input.publicity) row.publicity = input.publicity
  const beyond: string[] = []
  for (const effect of action.effects ?? []) {
    if (typeof effect === 'string') { effects[effect](moving, input, name); continue }
    const counter = kind.counters![effect.count]!
    const count = row.counters[effect.count] ?? 0
    if (count >= counter.limit && counter.beyond === 'refuse') throw conflict('matter.too_often', { counter: counter.name, limit: counter.limit })
    row.counters[effect.count] = count + 1
    if (count + 1 > counter.limit) beyond.push(effect.count)
  }
  row.state = action.to === undefined ? from : action.to === 'before' ? row.before_state! : action.to
  if (action.to === 'before') row.before_state = null
  if (compiled.watched.has(name)) row.performers[name] = actor.id
  row.version++
  const newCycle = action.effects?.includes('new_cycle') ?? false
  setClocks(moving, newCycle ? null : key, input, action.since === 'entered' ? left?.from : undefined)

  const moved = clockKey(row, compiled) !== key
  const onTime = moved && leftDue !== null ? now <= leftDue : null
  const resolves = action.effects?.includes('resolve') ?? false
  const detail: Record<string, unknown> = { ...moving.detail }
  if (input.evidence) detail.evidence = input.evidence
  if (input.until) detail.until = input.until.toISOString()
  if (beyond.length > 0) detail.beyond = beyond
  const id = moving.newId()
  const step: StepRow = {
    matter_id: row.id, id, cycle: row.cycle, at, action: name, from_state: from, to_state: row.state,
    actor_kind: actor.kind, actor_id: actor.id, actor_post_id: actor.postId, actor_unit_id: actor.departmentId,
    unit_id: row.unit_id, holder_level: row.holder_level, holder_path: row.holder_path, ...held,
    state_limit: left && leftDue !== null && moved ? { name: left.name, ...left.limit, dueAt: new Date(leftDue).toISOString() } : null, on_time: onTime,
    reason: input.reason ?? null, note: input.note ?? null, because: input.because ?? null, detail, shown: action.shown ?? 'public',
  }
  const { whole } = row.clocks
  const fact: FactRow = {
    id, on_day: dayName(dayAt(time, now)), kind: row.kind, item: row.item, division_path: row.division_path, unit_id: unitBefore ?? row.unit_id, action: name,
    accepts: from === kind.start && row.state !== kind.start && (resolves || !kind.states[row.state]!.final), resolves,
    on_time: resolves && whole ? now <= dueOf(time, whole) : null, state_on_time: onTime, minutes: held.minutes, working_minutes: held.working_minutes,
    whole_minutes: resolves ? Math.floor((now - row.cycle_at.getTime()) / MINUTE) : null,
    whole_working_minutes: resolves ? Math.floor((workedBy(time, now) - workedBy(time, row.cycle_at.getTime())) / MINUTE) : null,
    score: action.effects?.includes('rate') ? row.score : null,
  }
  return { row, step, fact, alarm: alarmOf(moving), shares: moving.shares, beyond }
}
