import { sql } from 'kysely'
import type { JobRun } from '#base/home'
import { matter } from '../tables.ts'
import { spanOf } from './span.ts'

const BATCH = 5000
const columns = ['steps', 'accepted', 'resolved', 'on_time', 'late', 'state_on_time', 'state_late', 'minutes', 'working_minutes', 'whole_minutes', 'whole_working_minutes', 'scores', 'score_sum', 'satisfied'] as const
export const tallied = sql.raw(columns.join(', '))
export const sums = sql`count(*) as steps, count(*) filter (where accepts) as accepted, count(*) filter (where resolves) as resolved, count(*) filter (where on_time) as on_time, count(*) filter (where not on_time) as late,
  count(*) filter (where state_on_time) as state_on_time, count(*) filter (where not state_on_time) as state_late, sum(minutes) as minutes, sum(working_minutes) as working_minutes,
  coalesce(sum(whole_minutes), 0) as whole_minutes, coalesce(sum(whole_working_minutes), 0) as whole_working_minutes,
  count(score) as scores, coalesce(sum(score), 0) as score_sum, count(*) filter (where score >= 3) as satisfied`

/** Moves facts into the tallies: taken out and added in one statement, so that a reader of both sees each once. 汇总 */
export async function rollUpFacts(run: JobRun): Promise<void> {
  for (let taken = BATCH; taken === BATCH; )
    taken = await run.perform(async (deed) => {
      const { rows } = await sql<{ taken: number }>`
        with taken as (delete from matter.fact where ctid = any(array(select ctid from matter.fact limit ${BATCH} for update skip locked)) returning *),
        summed as (select on_day, kind, coalesce(item, '') as item, division_path, coalesce(unit_id, '') as unit_id, action, ${sums} from taken group by 1, 2, 3, 4, 5, 6),
        added as (
          insert into matter.tally as t (on_day, kind, item, division_path, unit_id, action, ${tallied})
          select * from summed order by kind, on_day, division_path, item, unit_id, action
          on conflict (kind, on_day, division_path, item, unit_id, action) do update set ${sql.raw(columns.map((column) => `${column} = t.${column} + excluded.${column}`).join(', '))}
        ),
        spans as (
          insert into matter.span_tally as t (on_day, kind, item, division_path, unit_id, span, resolved)
          select on_day, kind, coalesce(item, ''), division_path, coalesce(unit_id, ''), ${spanOf}, count(*) from taken where resolves and whole_working_minutes is not null group by 1, 2, 3, 4, 5, 6 order by 2, 1, 4, 3, 5, 6
          on conflict (kind, on_day, division_path, item, unit_id, span) do update set resolved = t.resolved + excluded.resolved
        )
        select count(*)::int as taken from taken`.execute(matter(deed.tx))
      return rows[0]!.taken
    })
}
