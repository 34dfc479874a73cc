import { sql, type RawBuilder } from 'kysely'
import type { Deed } from '#base/deed'
import { underPath } from '../find/matter-filter.ts'
import { matter } from '../tables.ts'
import { sums, tallied } from './roll-up-facts.ts'
import { medianOf, spanOf } from './span.ts'

export type StatisticsBy = 'action' | 'item' | 'unit' | 'day' | 'week' | 'month' | 'division'
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
  units?: readonly string[] | undefined
  items?: readonly string[] | undefined
}>
export type StatisticsRow = Partial<Record<StatisticsBy, string>> & {
  steps: number; accepted: number; resolved: number; onTime: number; late: number; stateOnTime: number; stateLate: number; minutes: number; workingMinutes: number
  wholeMinutes: number; wholeWorkingMinutes: number; scores: number; scoreSum: number; satisfied: number
}
export type MedianRow = Partial<Record<StatisticsBy, string>> & { median: number | null }

const groupOf = (name: StatisticsBy, depth = 1): RawBuilder<unknown> => ({
  action: sql`action`, item: sql`item`, unit: sql`unit_id`, day: sql`on_day::text`, month: sql`to_char(on_day, 'YYYY-MM')`,
  week: sql`to_char(date_trunc('week', on_day::timestamp), 'YYYY-MM-DD')`, // its Monday
  division: sql`array_to_string((string_to_array(division_path, '/'))[1:${sql.raw(String(Math.min(Math.max(Math.trunc(depth), 1), 9)))}], '/')`,
})[name]

function conditions({ kinds, scopes, under, from, to, units, items }: StatisticsQuery): RawBuilder<unknown> {
  const path = sql`division_path`
  const all = [sql`kind = any(${kinds}::text[])`, sql`on_day between ${from}::date and ${to}::date`,
    scopes.length === 0 ? sql`false` : sql`(${sql.join(scopes.map((scope) => underPath(path, scope)), sql` or `)})`]
  if (under !== undefined) all.push(underPath(path, under))
  if (units) all.push(sql`unit_id = any(${units}::text[])`)
  if (items) all.push(sql`item = any(${items}::text[])`)
  return sql.join(all, sql` and `)
}

const columns = [['steps', 'steps'], ['accepted', 'accepted'], ['resolved', 'resolved'], ['on_time', 'onTime'], ['late', 'late'], ['state_on_time', 'stateOnTime'], ['state_late', 'stateLate'], ['minutes', 'minutes'],
  ['working_minutes', 'workingMinutes'], ['whole_minutes', 'wholeMinutes'], ['whole_working_minutes', 'wholeWorkingMinutes'], ['scores', 'scores'], ['score_sum', 'scoreSum'], ['satisfied', 'satisfied']] as const

/** What was done in a period, by division, unit, item, action and day: the tally and the facts not yet in it, in one snapshot. 统计
 *  Returned, reopened … are the kind's actions: group by 'action'. */
export async function matterStatistics(deed: Deed, query: StatisticsQuery): Promise<StatisticsRow[]> {
  const where = conditions(query)
  const by = query.by.map((name) => sql`${groupOf(name, query.depth)} as ${sql.raw(`"${name}"`)}`)
  const places = sql.raw(query.by.map((_, at) => at + 1).join(', '))
  const { rows } = await sql<StatisticsRow>`
    with both_parts as (
      select on_day, kind, item, division_path, unit_id, action, ${tallied} from matter.tally where ${where}
      union all
      select on_day, kind, coalesce(item, ''), division_path, coalesce(unit_id, ''), action, ${sums} from matter.fact where ${where} group by 1, 2, 3, 4, 5, 6
    )
    select ${by.length > 0 ? sql`${sql.join(by)},` : sql``} ${sql.join(columns.map(([column, name]) => sql`sum(${sql.raw(column)})::float8 as ${sql.raw(`"${name}"`)}`))}
    from both_parts ${by.length > 0 ? sql`group by ${places} order by ${places}` : sql``}`.execute(matter(deed.tx))
  return by.length === 0 && rows[0]?.steps === null ? [] : rows
}

/** The median working time from the beginning of a cycle to its resolution, grouped alike; within 2.5 %. 办理时长中位数 */
export async function matterMedians(deed: Deed, query: StatisticsQuery): Promise<MedianRow[]> {
  const where = conditions(query)
  const by = query.by.map((name) => sql`${groupOf(name, query.depth)} as ${sql.raw(`"${name}"`)}`)
  const places = sql.raw([...query.by, 'span'].map((_, at) => at + 1).join(', '))
  const { rows } = await sql<Partial<Record<StatisticsBy, string>> & { span: number; resolved: number }>`
    with both_parts as (
      select on_day, item, division_path, unit_id, span, resolved from matter.span_tally where ${where}
      union all
      select on_day, coalesce(item, ''), division_path, coalesce(unit_id, ''), ${spanOf}, 1 from matter.fact where resolves and whole_working_minutes is not null and ${where}
    )
    select ${sql.join([...by, sql`span`])}, sum(resolved)::float8 as resolved from both_parts group by ${places} order by ${places}`.execute(matter(deed.tx))
  const groups = Map.groupBy(rows, (row) => JSON.stringify(query.by.map((name) => row[name])))
  return [...groups.values()].map((spans) => ({ ...Object.fromEntries(query.by.map((name) => [name, spans[0]![name]!])), median: medianOf(spans) }))
}
