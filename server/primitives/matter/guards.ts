import { conflict, forbidden, invalid } from '#base/errors'
import { dueAt } from '#primitives/rule'
import { limitFor } from './kind/kind-limit.ts'
import type { Action, Guard, Need, Since } from './kind/kind-shape.ts'
import type { Input } from './matter-shapes.ts'
import type { Moving } from './moving.ts'

const given: Record<Need, (input: Input) => boolean> = {
  reason: ({ reason }) => !!reason?.trim(),
  note: ({ note }) => !!note?.trim(),
  unit: ({ assignTo }) => !!assignTo?.unitId,
  supporting: ({ supporting }) => (supporting?.length ?? 0) > 0,
  holder: ({ holder }) => holder !== undefined,
  until: ({ until }) => until !== undefined,
  extension: ({ extension }) => extension !== undefined,
  score: ({ score }) => score !== undefined && Number.isInteger(score) && score >= 1 && score <= 5,
  master: ({ masterId }) => masterId !== undefined,
  evidence: ({ evidence }) => (evidence?.length ?? 0) > 0,
}

/** Refuses when the action lacks what its kind says it needs. */
export function requireNeeds(action: Action, input: Input): void {
  for (const need of action.needs ?? []) if (!given[need](input)) throw invalid('matter.needs', { need, action: action.name })
  if (action.reasons && input.reason !== undefined && !action.reasons.includes(input.reason)) throw invalid('matter.reason_not_listed', { reasons: action.reasons })
  const stray = Object.keys(input.limits ?? {}).find((name) => !action.limits?.includes(name))
  if (stray !== undefined) throw invalid('matter.limit_not_here', { limit: stray })
}

const since: Record<Since, (moving: Moving) => Date | null> = {
  opened: ({ row }) => row.opened_at,
  entered: ({ row }) => row.state_at,
  assigned: ({ row }) => row.assigned_at,
  received: ({ row }) => row.received_at,
  resolved: ({ row }) => row.resolved_at ?? row.closed_at,
}

/** Refuses when a guard does not hold. 条件 */
export function requireGuard(moving: Moving, guard: Guard): void {
  const { row, actor, compiled: { kind }, time, now } = moving
  if ('not_opener' in guard) {
    if (actor.kind !== 'job' && actor.id === row.opener_id && actor.kind !== 'anonymous') throw forbidden('matter.own_matter')
  } else if ('not_performer_of' in guard) {
    const done = guard.not_performer_of.find((action) => row.performers[action] === actor.id)
    if (done !== undefined && actor.kind !== 'job') throw forbidden('matter.own_work', { action: kind.actions[done]!.name })
  } else if ('level_in' in guard) {
    if (!guard.level_in.includes(row.holder_level)) throw conflict('matter.not_at_this_level', { level: row.holder_level })
  } else if ('within' in guard) {
    const begun = since[guard.within.since](moving)
    const limit = limitFor(kind, row, guard.within.limit)
    const pauses = (row.clocks.whole?.pauses ?? []).filter(([at]) => begun !== null && at >= begun.getTime())
    const end = begun && limit && dueAt(time, { from: begun.getTime(), limit, pauses })
    if (end === null || now > end) throw conflict('matter.too_late', { limit: kind.limits[guard.within.limit]!.name, until: end && new Date(end).toISOString() })
  } else if ('counter_reached' in guard) {
    const counter = kind.counters![guard.counter_reached]!
    if ((row.counters[guard.counter_reached] ?? 0) < counter.limit) throw conflict('matter.not_yet', { counter: counter.name, limit: counter.limit })
  } else if ('counter_not_reached' in guard) {
    const counter = kind.counters![guard.counter_not_reached]!
    if ((row.counters[guard.counter_not_reached] ?? 0) >= counter.limit) throw conflict('matter.too_often', { counter: counter.name, limit: counter.limit })
  } else if ('not_designated' in guard) {
    if (row.designated) throw conflict('matter.designated')
  } else if ('supporting_done' in guard) {
    if (row.supporting > 0) throw conflict('matter.supporting_open', { count: row.supporting })
  } else {
    const value = row.facts[guard.fact_in.fact]
    if (value === undefined || !guard.fact_in.values.includes(value)) throw conflict('matter.fact_forbids', { fact: guard.fact_in.fact })
  }
}
