import { sql, type RawBuilder } from 'kysely'
import type { Deed } from '#base/deed'
import { invalid } from '#base/errors'
import { asMatter } from '../as-matter.ts'
import { kindVersion } from '../kind/kinds-in-force.ts'
import type { Matter } from '../matter-shapes.ts'
import { matter, type MatterRow } from '../tables.ts'
import { conditions, nearestDue, type MatterFilter } from './matter-filter.ts'

/** `newest` first, `oldest` first, or what is `due` first. */
export type MatterPage = Readonly<{ limit?: number | undefined; after?: string | undefined; sort?: 'newest' | 'oldest' | 'due' | undefined }>
export type ListedMatter = Matter & { stateName: string; publicStateName: string; overdue: boolean }

const never = 'infinity'
const cursorOf = (due: Date | null, id: string): string => `${due?.toISOString() ?? never}_${id}`
function readCursor(after: string): [string, string] {
  const [due, id] = after.split('_')
  if (!due || !/^[0-9a-f-]{36}$/.test(id ?? '') || (due !== never && Number.isNaN(Date.parse(due)))) throw invalid('matter.bad_page')
  return [due, id!]
}

/** One page of matters, by key and never by offset. 事项列表 */
export async function findMatters(deed: Deed, filter: MatterFilter, page: MatterPage = {}): Promise<{ items: ListedMatter[]; next: string | null }> {
  const limit = Math.min(page.limit ?? 50, 1000)
  const where = conditions(filter, deed.now)
  const after = page.after === undefined ? null : readCursor(page.after)
  const backwards = page.sort !== 'oldest'
  const { rows } = await (page.sort === 'due' ? dueFirst(where, after, limit + 1)
    : sql<MatterRow>`select m.* from matter.matter as m where ${where} ${after ? sql`and m.id ${backwards ? sql`<` : sql`>`} ${after[1]}::uuid` : sql``} order by m.id ${backwards ? sql`desc` : sql`asc`} limit ${limit + 1}`).execute(matter(deed.tx))
  const shown = rows.slice(0, limit)
  const items: ListedMatter[] = []
  for (const row of shown) items.push(await listed(deed, row))
  const last = shown.at(-1)
  return { items, next: rows.length > limit && last ? cursorOf(dueNow(last), last.id) : null }
}

/** What is open and due, then the rest by key: two reads, so that the many that are closed are never sorted by an end that they do not have. */
function dueFirst(where: RawBuilder<unknown>, after: [string, string] | null, limit: number): RawBuilder<MatterRow> {
  const due = sql`select m.* from matter.matter as m where ${where} and m.closed_at is null and ${nearestDue} is not null ${after ? sql`and (${nearestDue}, m.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``} order by ${nearestDue}, m.id limit ${limit}`
  const rest = sql`select m.* from matter.matter as m where ${where} and ${nearestDue} is null ${after?.[0] === never ? sql`and m.id > ${after[1]}::uuid` : sql``} order by m.id limit ${limit}`
  return after?.[0] === never ? sql`${rest}` : sql`select m.* from ((${due}) union all (${rest})) as m order by ${nearestDue}, m.id limit ${limit}`
}

const dueNow = (row: MatterRow): Date | null => {
  if (row.closed_at !== null) return null
  const ends = [row.state_due_at, row.resolved_at === null && row.before_state === null ? row.due_at : null].filter((end) => end !== null)
  return ends.length === 0 ? null : new Date(Math.min(...ends.map((end) => end!.getTime())))
}

export async function listed(deed: Deed, row: MatterRow): Promise<ListedMatter> {
  const compiled = await kindVersion(deed, row.kind, row.kind_version, row.kind_hash)
  const due = dueNow(row)
  const state = compiled.kind.states[row.state]!
  return { ...asMatter(row, compiled), stateName: state.name, publicStateName: state.public_name ?? state.name, overdue: due !== null && due < deed.now }
}

const groups = { state: 'm.state', kind: 'm.kind', item: 'm.item', unit: 'm.unit_id', holder: 'm.holder_path', level: 'm.holder_level', division: 'm.division_path' } as const
export type CountBy = keyof typeof groups

/** How many of the same rows, by several of their properties at once: a page that counts by all of them reads them once. 事项分组计数 */
export async function countMatterGroups<By extends CountBy>(deed: Deed, filter: MatterFilter, by: readonly By[]): Promise<(Record<By, string | null> & { count: number })[]> {
  const columns = sql.join(by.map((one) => sql`${sql.raw(groups[one])} as ${sql.id(one)}`))
  const { rows } = await sql<Record<By, string | null> & { count: number }>`
    select ${columns}, count(*)::int as count from matter.matter as m where ${conditions(filter, deed.now)} group by ${sql.join(by.map((one) => sql.raw(groups[one])))} order by count(*) desc limit 10000`.execute(matter(deed.tx))
  return rows
}

/** How many of the same rows, by one of their properties. 事项计数 */
export async function countMatters(deed: Deed, filter: MatterFilter, by: CountBy): Promise<{ key: string | null; count: number; overdue: number }[]> {
  const column = sql.raw(groups[by])
  const { rows } = await sql<{ key: string | null; count: number; overdue: number }>`
    select ${column} as key, count(*)::int as count, count(*) filter (where m.closed_at is null and ${nearestDue} < ${deed.now})::int as overdue
    from matter.matter as m where ${conditions(filter, deed.now)} group by 1 order by 2 desc, 1 limit 10000`.execute(matter(deed.tx))
  return rows
}
