import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { record } from '#primitives/event'
import { calendarVersion, type Limit } from '#primitives/rule'
import { alarmAt, type Clock } from '../clock/clocks.ts'
import { limitFor } from '../kind/kind-limit.ts'
import { kindVersion } from '../kind/kinds-in-force.ts'
import type { Escalation } from '../kind/kind-shape.ts'
import { alarmOf } from '../move.ts'
import type { Moving } from '../moving.ts'
import { stepId } from '../step-id.ts'
import { matter, type AssignmentRow, type OrderRow } from '../tables.ts'
import { about, reminderStep } from './tick-matters.ts'
import { writeReminder } from './write-reminder.ts'

type Own = { table: 'matter.assignment' | 'matter.oversight_order'; clock: 'share' | 'order' }
const owns: readonly Own[] = [{ table: 'matter.assignment', clock: 'share' }, { table: 'matter.oversight_order', clock: 'order' }]

/** Reminders of supporting units' shares and of oversight orders, which have clocks of their own. 子时限提醒 */
export async function tickShares(run: JobRun): Promise<void> {
  for (const own of owns) {
    const due = await run.read((deed) => matter(deed.tx).selectFrom(own.table).select(['matter_id', 'id']).where('next_at', '<=', run.now).orderBy('next_at').limit(1000).execute())
    for (const { matter_id, id } of due) await run.perform((deed) => tickShare(deed, own, matter_id, id))
  }
}

async function tickShare(deed: Deed, { table, clock: name }: Own, matterId: string, id: string): Promise<void> {
  const row = await matter(deed.tx).selectFrom('matter.matter').selectAll().where('id', '=', matterId).forUpdate().skipLocked().executeTakeFirst()
  if (!row) return
  const part = await matter(deed.tx).selectFrom(table).selectAll().where('matter_id', '=', matterId).where('id', '=', id).executeTakeFirst() as AssignmentRow | OrderRow | undefined
  if (!part || part.next_at === null || part.next_at > deed.now) return
  const compiled = await kindVersion(deed, row.kind, row.kind_version, row.kind_hash)
  const time = await calendarVersion(deed, row.calendar_version)
  const order = 'answerer_unit_id' in part
  const limit: Limit | null = order ? { amount: Number(part.limit_amount), unit: part.limit_unit } : limitFor(compiled.kind, row, compiled.kind.shares?.supporting ?? '')
  const escalations: readonly Escalation[] = compiled[name]
  const clock: Clock = { from: (order ? part.ordered_at : part.assigned_at).getTime(), limit: limit!, name, pauses: [], fired: part.fired }
  while (clock.fired < escalations.length && alarmAt(time, clock, escalations[clock.fired]!.at, row.urgent) <= deed.now.getTime()) clock.fired++
  const next = clock.fired < escalations.length ? new Date(alarmAt(time, clock, escalations[clock.fired]!.at, row.urgent)) : null
  await matter(deed.tx).updateTable(table).set({ fired: clock.fired, next_at: next }).where('matter_id', '=', matterId).where('id', '=', id).execute()
  const escalation = escalations[clock.fired - 1]
  if (!escalation || clock.fired === part.fired) return
  const moving: Moving = { row, compiled, time, actor: deed.actor, now: deed.now.getTime(), at: deed.now, open: [], shares: [], detail: {}, newId: () => stepId(row.id, row.version) }
  const detail = order ? { order: id, answerer: part.answerer_unit_id, answererPost: part.answerer_post_id } : { share: id, supporting: part.unit_id }
  const step = reminderStep(moving, escalation, part.due_at!, detail)
  await writeReminder(deed, row, step, alarmOf(moving))
  await record(deed, 'matter.escalated', row.id, { ...about(row), step: step.id, name: escalation.name, clock: name, at: escalation.at, tell: escalation.tell, dueAt: part.due_at, ...detail })
}
