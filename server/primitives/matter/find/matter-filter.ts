import { sql, type Expression, type RawBuilder } from 'kysely'
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
  /** The lead unit is among these. */
  leads?: readonly string[] | undefined
  /** The lead unit or one with an open share is among these. */
  units?: readonly string[] | undefined
  /** A unit with an open share, supporting ones. */
  supporting?: string | undefined
  post?: string | undefined
  opener?: string | undefined
  kinds?: readonly string[] | undefined
  states?: readonly string[] | undefined
  items?: readonly string[] | undefined
  ids?: readonly string[] | undefined
  /** A statement of the caller's over its own tables that gives ids: joined here, so that no row is left out before its state is known. */
  among?: Expression<{ id: string }> | undefined
  number?: string | undefined
  numbers?: readonly string[] | undefined
  publicity?: readonly Publicity[] | undefined
  /** Not yet closed; false = closed. */
  open?: boolean | undefined
  overdue?: boolean | undefined
  /** Open, not overdue, and due before this. */
  dueBefore?: Date | undefined
  urgent?: boolean | undefined
  suspended?: boolean | undefined
  /** The limit of the present state has passed. */
  stateOverdue?: boolean | undefined
  /** Given to a unit that has not taken it. */
  unreceived?: boolean | undefined
  /** The work was done, in this cycle. */
  resolved?: boolean | undefined
  /** In this cycle none of these was done. */
  without?: readonly string[] | undefined
  /** Overdue since before this, and no reminder went out since. */
  untoldSince?: Date | undefined
  /** Nothing was done since it was opened. */
  untouched?: boolean | undefined
  openedFrom?: Date | undefined
  openedBefore?: Date | undefined
}>

/** Under a division: a range of the C collation, so that an ordinary index serves it; '0' is the character after '/'. */
export const underPath = (column: RawBuilder<unknown>, path: string): RawBuilder<boolean> => (path === '' ? sql<boolean>`true` : sql<boolean>`(${column} >= ${path} and ${column} < ${`${path}0`})`)

/** Ids are taken when they are not older than this (step-id). */
const OLDEST_ID_MS = 28 * 86_400_000
const firstIdOf = (opened: Date): string => { const ms = Math.max(0, opened.getTime() - OLDEST_ID_MS).toString(16).padStart(12, '0'); return `${ms.slice(0, 8)}-${ms.slice(8)}-0000-0000-000000000000` }

const any = (values: readonly string[]) => sql`any(${values}::text[])`
/** The nearer of both ends: what a list of work is sorted by. A suspended matter's whole limit stands still, a closed one has none. */
export const nearestDue = sql<Date | null>`case when m.closed_at is null then least(m.state_due_at, case when m.resolved_at is null and m.before_state is null then m.due_at end) end`
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
  add(filter.leads, () => sql`m.unit_id = ${any(filter.leads!)}`)
  add(filter.units, () => sql`(m.unit_id = ${any(filter.units!)} or m.id in (select matter_id from matter.assignment where unit_id = ${any(filter.units!)} and role = 'supporting' and ended_at is null))`)
  add(filter.supporting, () => sql`m.id in (select matter_id from matter.assignment where unit_id = ${filter.supporting} and role = 'supporting' and ended_at is null)`)
  add(filter.post, () => sql`m.post_id = ${filter.post}::uuid`)
  add(filter.opener, () => sql`m.opener_id = ${filter.opener} and m.opener_kind = 'person'`)
  add(filter.kinds, () => sql`m.kind = ${any(filter.kinds!)}`)
  add(filter.states, () => sql`m.state = ${any(filter.states!)}`)
  add(filter.items, () => sql`m.item = ${any(filter.items!)}`)
  add(filter.ids, () => sql`m.id = any(${filter.ids}::uuid[])`)
  add(filter.among, () => sql`m.id in ${filter.among}`)
  add(filter.number, () => sql`m.id in (select matter_id from matter.number where number = ${filter.number})`)
  add(filter.numbers, () => sql`m.id in (select matter_id from matter.number where number = ${any(filter.numbers!)})`)
  add(filter.publicity, () => sql`m.publicity = ${any(filter.publicity!)}`)
  add(filter.open, () => (filter.open ? sql`m.closed_at is null` : sql`m.closed_at is not null`))
  add(filter.overdue, () => (filter.overdue ? overdue(now) : sql`not coalesce(${overdue(now)}, false)`))
  add(filter.dueBefore, () => sql`m.closed_at is null and ${nearestDue} >= ${now} and ${nearestDue} < ${filter.dueBefore}`)
  add(filter.urgent, () => sql`m.urgent = ${filter.urgent}`)
  add(filter.suspended, () => (filter.suspended ? sql`m.before_state is not null` : sql`m.before_state is null`))
  add(filter.stateOverdue, () => (filter.stateOverdue ? sql`m.state_due_at < ${now}` : sql`m.state_due_at >= ${now}`))
  add(filter.unreceived, () => (filter.unreceived ? sql`(m.unit_id is not null and m.received_at is null)` : sql`m.received_at is not null`))
  add(filter.resolved, () => (filter.resolved ? sql`m.resolved_at is not null` : sql`m.resolved_at is null`))
  add(filter.without, () => sql`not exists (select from matter.step s where s.matter_id = m.id and s.id >= m.id and s.cycle = m.cycle and s.action = ${any(filter.without!)})`)
  add(filter.untoldSince, () => sql`m.closed_at is null and ${nearestDue} < ${filter.untoldSince}
    and not exists (select from matter.step s where s.matter_id = m.id and s.id >= m.id and s.action = 'escalated' and s.at >= ${nearestDue})`)
  add(filter.untouched, () => (filter.untouched ? sql`m.version = 1` : sql`m.version > 1`))
  // months in which no such id was made are left out
  add(filter.openedFrom, () => sql`m.opened_at >= ${filter.openedFrom} and m.id >= ${firstIdOf(filter.openedFrom!)}::uuid`)
  add(filter.openedBefore, () => sql`m.opened_at < ${filter.openedBefore}`)
  return sql`${sql.join(all, sql` and `)}`
}
