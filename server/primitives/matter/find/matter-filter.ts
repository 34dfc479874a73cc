import { sql, type RawBuilder } from 'kysely'
import type { Publicity } from '../matter-shapes.ts'

/** Every part narrows; a filter without scopes finds nothing of others: callers pass scopeOf(deed, permission). */
export type MatterFilter = Readonly<{
  /** Division paths that the actor may see; '' = the whole city. */
  scopes?: readonly string[] | undefined
  /** Lies under this path; the caller has checked that it is within scope. */
  under?: string | undefined
  /** Held by exactly this division's desk. */
  holder?: string | undefined
  /** The lead unit. */
  unit?: string | undefined
  /** A unit with an open share, supporting ones. */
  supporting?: string | undefined
  post?: string | undefined
  opener?: string | undefined
  kinds?: readonly string[] | undefined
  states?: readonly string[] | undefined
  items?: readonly string[] | undefined
  ids?: readonly string[] | undefined
  number?: string | undefined
  publicity?: readonly Publicity[] | undefined
  /** Not yet closed; false = closed. */
  open?: boolean | undefined
  overdue?: boolean | undefined
  /** Open, not overdue, and due before this. */
  dueBefore?: Date | undefined
  urgent?: boolean | undefined
  suspended?: boolean | undefined
  openedFrom?: Date | undefined
  openedBefore?: Date | undefined
}>

/** Under a division: a range of the C collation, so that an ordinary index serves it; '0' is the character after '/'. */
export const underPath = (column: RawBuilder<unknown>, path: string): RawBuilder<boolean> => (path === '' ? sql<boolean>`true` : sql<boolean>`(${column} >= ${path} and ${column} < ${`${path}0`})`)

const any = (values: readonly string[]) => sql`any(${values}::text[])`
/** The nearer of both ends: what a list of work is sorted by. A suspended matter's whole limit stands still. */
export const nearestDue = sql<Date | null>`least(m.state_due_at, case when m.resolved_at is null and m.before_state is null then m.due_at end)`
const overdue = (now: Date) => sql`(m.closed_at is null and ${nearestDue} < ${now})`

/** The conditions of a filter over matter.matter as m. 筛选条件 */
export function conditions(filter: MatterFilter, now: Date): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`true`]
  const add = (given: unknown, condition: () => RawBuilder<unknown>) => { if (given !== undefined) all.push(condition()) }
  const path = sql`m.division_path`
  add(filter.scopes, () => (filter.scopes!.includes('') ? sql`true` : filter.scopes!.length === 0 ? sql`false` : sql`(${sql.join(filter.scopes!.map((scope) => underPath(path, scope)), sql` or `)})`))
  add(filter.under, () => underPath(path, filter.under!))
  add(filter.holder, () => sql`m.holder_path = ${filter.holder}`)
  add(filter.unit, () => sql`m.unit_id = ${filter.unit}`)
  add(filter.supporting, () => sql`m.id in (select matter_id from matter.assignment where unit_id = ${filter.supporting} and role = 'supporting' and ended_at is null)`)
  add(filter.post, () => sql`m.post_id = ${filter.post}::uuid`)
  add(filter.opener, () => sql`m.opener_id = ${filter.opener} and m.opener_kind = 'person'`)
  add(filter.kinds, () => sql`m.kind = ${any(filter.kinds!)}`)
  add(filter.states, () => sql`m.state = ${any(filter.states!)}`)
  add(filter.items, () => sql`m.item = ${any(filter.items!)}`)
  add(filter.ids, () => sql`m.id = any(${filter.ids}::uuid[])`)
  add(filter.number, () => sql`m.id in (select matter_id from matter.number where number = ${filter.number})`)
  add(filter.publicity, () => sql`m.publicity = ${any(filter.publicity!)}`)
  add(filter.open, () => (filter.open ? sql`m.closed_at is null` : sql`m.closed_at is not null`))
  add(filter.overdue, () => (filter.overdue ? overdue(now) : sql`not coalesce(${overdue(now)}, false)`))
  add(filter.dueBefore, () => sql`m.closed_at is null and ${nearestDue} >= ${now} and ${nearestDue} < ${filter.dueBefore}`)
  add(filter.urgent, () => sql`m.urgent = ${filter.urgent}`)
  add(filter.suspended, () => (filter.suspended ? sql`m.before_state is not null` : sql`m.before_state is null`))
  add(filter.openedFrom, () => sql`m.opened_at >= ${filter.openedFrom}`)
  add(filter.openedBefore, () => sql`m.opened_at < ${filter.openedBefore}`)
  return sql`${sql.join(all, sql` and `)}`
}
