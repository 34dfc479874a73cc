import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { log } from '#base/log'
import { record } from '#primitives/event'
import { calendarVersion } from '#primitives/rule'
import { advance } from '../advance.ts'
import { alarmAt, dueOf, stands, type Clock } from '../clock/clocks.ts'
import { clockKey } from '../effects.ts'
import { kindVersion } from '../kind/kinds-in-force.ts'
import type { CompiledKind } from '../kind/compile-kind.ts'
import type { Escalation } from '../kind/kind-shape.ts'
import { alarmOf, markTime } from '../move.ts'
import type { Moving } from '../moving.ts'
import { stepId } from '../step-id.ts'
import { matter, type MatterRow, type StepRow } from '../tables.ts'
import { writeReminder } from './write-reminder.ts'

/** Takes every matter whose clock has something to say or do, each in its own transaction. 到点处理 */
export async function tickMatters(run: JobRun): Promise<void> {
  for (let more = true; more; ) {
    const due = await run.read((deed) => matter(deed.tx).selectFrom('matter.alarm').select('matter_id').where('next_at', '<=', run.now).orderBy('next_at').limit(200).execute())
    let done = 0
    for (const { matter_id } of due) {
      // one that cannot be done must not keep the others waiting
      const ticked = await run.perform((deed) => tickMatter(deed, matter_id)).catch((error: Error) => log.error({ matter: matter_id, err: { message: error.message, stack: error.stack } }, 'tick failed'))
      if (ticked) done++
    }
    more = due.length === 200 && done > 0
  }
}

/** Sends the reminders that are due and does what the kind lets the clock do; false when somebody else has the matter just now. */
export async function tickMatter(deed: Deed, matterId: string): Promise<boolean> {
  const row = await matter(deed.tx).selectFrom('matter.matter').selectAll().where('id', '=', matterId).forUpdate().skipLocked().executeTakeFirst()
  if (!row) return false
  const compiled = await kindVersion(deed, row.kind, row.kind_version, row.kind_hash)
  const time = await calendarVersion(deed, row.calendar_version)
  const now = deed.now.getTime()
  const key = clockKey(row, compiled)
  const state = row.clocks.states[key]
  const moving: Moving = { row, compiled, time, actor: deed.actor, now, at: deed.now, open: [], shares: [], detail: {}, newId: () => stepId(row.id, row.version) }
  const reminders = [
    ...(row.resolved_at === null && row.closed_at === null ? passed(moving, row.clocks.whole, compiled.whole) : []),
    ...(row.closed_at === null ? passed(moving, state, compiled.state) : []),
  ]
  for (const { escalation, clock } of reminders) {
    const step = reminderStep(moving, escalation, new Date(dueOf(time, clock)))
    await writeReminder(deed, row, step, alarmOf(moving))
    await record(deed, 'matter.escalated', row.id, { ...about(row), step: step.id, name: escalation.name, clock: escalation.clock, at: escalation.at, tell: escalation.tell, dueAt: dueOf(time, clock) })
  }
  const byClock = compiled.atLimit[row.state]
  if (byClock !== undefined && state && !stands(state) && dueOf(time, state) <= now) await advance(deed, row.id, byClock)
  else if (reminders.length === 0) await writeReminder(deed, row, null, alarmOf(moving))
  return true
}

/** The last reminder that is due; earlier ones that were missed are not sent after it. */
function passed({ time, row, now }: Moving, clock: Clock | undefined, escalations: CompiledKind['whole']): { escalation: Escalation; clock: Clock }[] {
  if (!clock || stands(clock)) return []
  const before = clock.fired
  while (clock.fired < escalations.length && alarmAt(time, clock, escalations[clock.fired]!.at, row.urgent) <= now) clock.fired++
  return clock.fired > before ? [{ escalation: escalations[clock.fired - 1]!, clock }] : []
}

export const about = (row: MatterRow) => ({ kind: row.kind, state: row.state, unit: row.unit_id, post: row.post_id, holder: row.holder_path, division: row.division_path, item: row.item, urgent: row.urgent, openerKind: row.opener_kind, opener: row.opener_id })

export function reminderStep(moving: Moving, escalation: Pick<Escalation, 'name' | 'clock' | 'at' | 'tell'>, dueAt: Date, detail: Record<string, unknown> = {}): StepRow {
  const { row, actor, at } = moving
  return {
    matter_id: row.id, id: moving.newId(), cycle: row.cycle, at, action: 'escalated', from_state: row.state, to_state: row.state, actor_kind: actor.kind, actor_id: actor.id, actor_post_id: null, actor_unit_id: null,
    unit_id: row.unit_id, holder_level: row.holder_level, holder_path: row.holder_path, ...markTime(moving), state_limit: null, on_time: null, reason: null, note: escalation.name, because: null,
    detail: { clock: escalation.clock, at: escalation.at, tell: escalation.tell, dueAt: dueAt.toISOString(), ...detail }, shown: 'staff',
  }
}
