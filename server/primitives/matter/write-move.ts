import { sql, type RawBuilder } from 'kysely'
import type { Deed } from '#base/deed'
import { recording } from '#primitives/event'
import { insertFact, insertShare, insertStep, setAlarm } from './insert-row.ts'
import type { Moved } from './move.ts'
import { matter } from './tables.ts'

const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value))

/** Writes a step in one statement: row, alarm, trace, fact, the units' shares, and the event. */
export async function writeMove(deed: Deed, { row: r, step, fact, alarm, shares }: Moved, name: string, detail: object): Promise<void> {
  const share = (change: Moved['shares'][number]): RawBuilder<unknown> => {
    if ('insert' in change) return insertShare(change.insert)
    if ('receive' in change) return sql`update matter.assignment set received_at = ${step.at} where matter_id = ${r.id} and id = ${change.receive}`
    if ('finish' in change) return sql`update matter.assignment set done_at = ${step.at}, ended_at = ${step.at}, end_action = ${change.action}, next_at = null where matter_id = ${r.id} and id = ${change.finish}`
    return sql`update matter.assignment set ended_at = ${step.at}, end_action = ${change.endAll}, next_at = null where matter_id = ${r.id} and id >= ${r.id} and ended_at is null and assigned_at <= ${step.at}`
  }
  const event = recording(deed, name, r.id, detail)
  const parts = mergeShares(shares).map((change, at) => sql`, ${sql.raw(`share_${at}`)} as (${share(change)})`)
  await sql`with moved as (
      update matter.matter set state = ${r.state}, version = ${r.version}, cycle = ${r.cycle}, division_path = ${r.division_path}, holder_level = ${r.holder_level}, holder_path = ${r.holder_path}, item = ${r.item}, urgent = ${r.urgent},
        publicity = ${r.publicity}, facts = ${json(r.facts)}, limits = ${json(r.limits)}, unit_id = ${r.unit_id}, post_id = ${r.post_id}, assignment_id = ${r.assignment_id}, assigned_at = ${r.assigned_at}, received_at = ${r.received_at},
        designated = ${r.designated}, supporting = ${r.supporting}, cycle_at = ${r.cycle_at}, due_at = ${r.due_at}, provisional = ${r.provisional}, state_at = ${r.state_at}, state_due_at = ${r.state_due_at}, before_state = ${r.before_state},
        resolved_at = ${r.resolved_at}, closed_at = ${r.closed_at}, score = ${r.score}, master_id = ${r.master_id}, counters = ${json(r.counters)}, performers = ${json(r.performers)}, clocks = ${json(r.clocks)}, marked_at = ${r.marked_at}
      where id = ${r.id}
    ), alarmed as (${setAlarm(r.id, alarm)}), traced as (${insertStep(step)}), ${event.parts}${sql.join(parts, sql``)}
    ${insertFact(fact)}`.execute(matter(deed.tx))
  event.written()
}

/** One statement may change a row once: a share that is received and ended in the same step is only ended; its time of receipt is the step's own. */
function mergeShares(shares: Moved['shares']): Moved['shares'] {
  return shares.some((change) => 'endAll' in change) ? shares.filter((change) => !('receive' in change)) : shares
}
