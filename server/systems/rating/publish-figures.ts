import { sql } from 'kysely'
import type { JobRun } from '#base/home'
import { ratingSettings } from './rating-settings.ts'
import { rating } from './tables.ts'

type Count = Readonly<{ unit_id: string; source: string; item_code: string; item_name: string; levels: number[]; ratings: number; before: number }>

/** Counts anew what has so many more ratings than were last counted: by one at a time the difference would tell what the last one said. 公开统计 */
export async function publishFigures(run: JobRun): Promise<void> {
  await run.perform(async (deed) => {
    const { least_group: least } = await ratingSettings(deed)
    const { rows } = await sql<Count>`select r.unit_id, r.source, r.item_code, max(r.item_name) as item_name, count(*)::int as ratings, coalesce(max(f.ratings), 0)::int as before,
        array[count(*) filter (where level = 1)::int, count(*) filter (where level = 2)::int, count(*) filter (where level = 3)::int, count(*) filter (where level = 4)::int, count(*) filter (where level = 5)::int] as levels
      from rating.rating r left join rating.figure f on f.unit_id = r.unit_id and f.source = r.source and f.item_code = r.item_code
      where r.level is not null and r.set_aside_at is null group by r.unit_id, r.source, r.item_code having count(*) - coalesce(max(f.ratings), 0) >= ${least} order by 1, 2, 3 limit 1000`.execute(rating(deed.tx))
    for (const { before: _, ...row } of rows) {
      const { due, mended } = (await sql<{ due: number; mended: number }>`select count(*) filter (where c.answered_at is not null or c.late_at is not null)::int as due, count(*) filter (where c.answered_in_time and coalesce(c.again_level, 3) > 2)::int as mended
        from rating.case c join rating.rating r on r.id = c.rating_id where r.set_aside_at is null and c.unit_id = ${row.unit_id} and c.source = ${row.source} and c.item_code = ${row.item_code}`.execute(rating(deed.tx))).rows[0]!
      const figure = { ...row, levels: row.levels, bad: row.levels[0]! + row.levels[1]!, due, mended, as_of: deed.now }
      await rating(deed.tx).insertInto('rating.figure').values(figure).onConflict((old) => old.columns(['unit_id', 'source', 'item_code']).doUpdateSet(figure)).execute()
    }
  })
}
