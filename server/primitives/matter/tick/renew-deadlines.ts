import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { record } from '#primitives/event'
import { currentCalendar } from '#primitives/rule'
import { alarmOf, setClocks } from '../move.ts'
import { clockKey } from '../effects.ts'
import { setAlarm } from '../insert-row.ts'
import { kindVersion } from '../kind/kinds-in-force.ts'
import { stepId } from '../step-id.ts'
import { matter } from '../tables.ts'

/** When a year's holidays are published: deadlines that were provisional are counted again, from the same start. 暂定期限重算 */
export async function renewDeadlines(run: JobRun): Promise<void> {
  const due = await run.read(async (deed) => {
    const { version } = await currentCalendar(deed)
    return matter(deed.tx).selectFrom('matter.matter').select('id').where('provisional', 'is', true).where('closed_at', 'is', null).where('calendar_version', '<>', version).execute()
  })
  for (const { id } of due) await run.perform((deed) => renewDeadline(deed, id))
}

async function renewDeadline(deed: Deed, id: string): Promise<void> {
  const row = await matter(deed.tx).selectFrom('matter.matter').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row || row.closed_at !== null) return
  const compiled = await kindVersion(deed, row.kind, row.kind_version, row.kind_hash)
  const time = await currentCalendar(deed)
  const before = row.due_at
  row.calendar_version = time.version
  const moving = { row, compiled, time, actor: deed.actor, now: deed.now.getTime(), at: deed.now, open: [], shares: [], detail: {}, newId: () => stepId(row.id, row.version) }
  setClocks(moving, clockKey(row, compiled), {})
  await matter(deed.tx).updateTable('matter.matter').set({ calendar_version: time.version, due_at: row.due_at, state_due_at: row.state_due_at, provisional: row.provisional }).where('id', '=', id).execute()
  await setAlarm(id, alarmOf(moving)).execute(matter(deed.tx))
  await record(deed, 'matter.deadline_renewed', id, { kind: row.kind, unit: row.unit_id, holder: row.holder_path, before, dueAt: row.due_at, calendar: time.version })
}
