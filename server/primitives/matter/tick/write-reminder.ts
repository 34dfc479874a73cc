import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { insertStep, setAlarm } from '../insert-row.ts'
import { matter, type MatterRow, type StepRow } from '../tables.ts'

/** A reminder leaves a step, and changes neither state nor version: nobody's open page is outdated by it. */
export async function writeReminder(deed: Deed, row: MatterRow, step: StepRow | null, alarm: Date | null): Promise<void> {
  await sql`with kept as (update matter.matter set clocks = ${JSON.stringify(row.clocks)}, marked_at = ${row.marked_at} where id = ${row.id}),
    ${step ? sql`traced as (${insertStep(step)}),` : sql``} alarmed as (${setAlarm(row.id, alarm)}) select 1`.execute(matter(deed.tx))
}
