import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { underPath } from '../find/matter-filter.ts'
import { matter } from '../tables.ts'
import { sums } from './roll-up-facts.ts'

export type StatisticsBy = 'action' | 'item' | 'unit' | 'day' | 'month' | 'division'
export type StatisticsQuery = Readonly<{
  kinds: readonly string[]
  /** Division paths that the actor may see; '' = the whole city. */
  scopes: readonly string[]
  under?: string | undefined
  /** The city's days, both included. */
  from: string
  to: string
  by: readonly StatisticsBy[]
  /** For 'division': how many steps below the root, 1 = districts. */
  depth?: number | undefined
  unit?: string | undefined
  items?: readonly string[] | undefined
}>
export type StatisticsRow = Partial<Record<StatisticsBy, string>> & {
  steps: number; resolved: number; onTime: number; late: number; stateOnTime: number; stateLate: number; minutes: number; workingMinutes: number; wholeMinutes: number; wholeWorkingMinutes: number; scores: number; scoreSum: number; satisfied: number
}

/** What was done in a period, by division, unit, item, action and day: the tally and the facts not yet in it, in one snapshot. 统计
 *  Accepted, returned, reopened … are the kind's actions: group by 'action'. */
export async function matterStatistics(deed: Deed, query: StatisticsQuery): Promise<StatisticsRow[]> {
  const groups = {
    action: sql`action`, item: sql`item`, unit: sql`unit_id`, day: sql`on_day::text`, month: sql`to_char(on_day, 'YYYY-MM')`,
    division: sql`array_to_string((string_to_array(division_path, '/'))[1:${sql.raw(String(Math.min(Math.max(Math.trunc(query.depth ?? 1), 1), 9)))}], '/')`,
  }
  const path = sql`division_path`
  const where = sql`kind = any(${query.kinds}::text[]) and on_day between ${query.from}::date and ${query.to}::date
    and (${query.scopes.length === 0 ? sql`false` : sql.join(query.scopes.map((scope) => underPath(path, scope)), sql` or `)})
    ${query.under === undefined ? sql`` : sql`and ${underPath(path, query.under)}`} ${query.unit === undefined ? sql`` : sql`and unit_id = ${query.unit}`} ${query.items === undefined ? sql`` : sql`and item = any(${query.items}::text[])`}`
  const columns = sql`steps, resolved, on_time, late, state_on_time, state_late, minutes, working_minutes, whole_minutes, whole_working_minutes, scores, score_sum, satisfied`
  const total = (column: string, name: string) => sql`sum(${sql.raw(column)})::float8 as ${sql.raw(`"${name}"`)}`
  const by = query.by.map((name) => sql`${groups[name]} as ${sql.raw(name)}`)
  const { rows } = await sql<StatisticsRow>`
    with both_parts as (
      select on_day, kind, item, division_path, unit_id, action, ${columns} from matter.tally where ${where}
      union all
      select on_day, kind, coalesce(item, ''), division_path, coalesce(unit_id, ''), action, ${sums} from matter.fact where ${where} group by 1, 2, 3, 4, 5, 6
    )
    select ${by.length > 0 ? sql`${sql.join(by)},` : sql``} ${sql.join([
      total('steps', 'steps'), total('resolved', 'resolved'), total('on_time', 'onTime'), total('late', 'late'), total('state_on_time', 'stateOnTime'), total('state_late', 'stateLate'), total('minutes', 'minutes'),
      total('working_minutes', 'workingMinutes'), total('whole_minutes', 'wholeMinutes'), total('whole_working_minutes', 'wholeWorkingMinutes'), total('scores', 'scores'), total('score_sum', 'scoreSum'), total('satisfied', 'satisfied')])}
    from both_parts ${by.length > 0 ? sql`group by ${sql.join(query.by.map((_, at) => sql.raw(String(at + 1))))} order by ${sql.join(query.by.map((_, at) => sql.raw(String(at + 1))))}` : sql``}`.execute(matter(deed.tx))
  return by.length === 0 && rows[0]?.steps === null ? [] : rows
}
