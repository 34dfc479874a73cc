import { sql } from 'kysely'
import { addDays } from '#base/clock'
import { may, type Deed } from '#base/deed'
import { forbidden, invalid } from '#base/errors'
import { findUnits } from '#primitives/party'
import { cityToday } from '#primitives/place'
import type { Usage, UsageFilter } from '../contract.ts'
import { exchange } from '../tables.ts'

const LONGEST_DAYS = 400
/** So many rows are told, those with most use first; the total counts all. */
const MOST = 500
type By = Usage['by']
type Counted = { key: string; name: string; detail: string | null; queries: number; rows: number; grants: number; quota: number | null }

/** How much was used: by whom, of what, from whom, under which grant, on which day, at which hour; one's own use, the use of one's data, or all of it for the authority. 用量统计 */
export async function findUsage(deed: Deed, { by = 'grant', view = 'mine', from, to, unit, resource }: UsageFilter): Promise<Usage> {
  if (view === 'all' && !may(deed.actor, 'exchange.request.read_all')) throw forbidden('access.scope_outside')
  const today = await cityToday(deed)
  const last = to ?? today
  const period = { from: from ?? addDays(last, -29), to: last }
  if (period.from > period.to) throw invalid('exchange.period_backwards')
  if (addDays(period.from, LONGEST_DAYS) < period.to) throw invalid('exchange.period_too_long', { days: LONGEST_DAYS })
  const own = deed.actor.departmentId ?? ''
  const only = sql`${view === 'mine' ? sql`and g.unit_id = ${own}` : view === 'source' ? sql`and r.unit_id = ${own}` : sql``} ${unit === undefined ? sql`` : sql`and g.unit_id = ${unit}`} ${resource === undefined ? sql`` : sql`and g.resource_code = ${resource}`}`
  const counted = sql`from ${by === 'hour' ? sql`exchange.usage_hour` : sql`exchange.usage`} u join exchange.grant g on g.id = u.grant_id join exchange.resource r on r.code = g.resource_code where u.on_day between ${period.from} and ${period.to} ${only}`
  const rows = await grouped(deed, by, counted)
  const { rows: [total] } = await sql<{ queries: number; rows: number; grants: number }>`select coalesce(sum(u.queries), 0)::float8 as queries, coalesce(sum(u.rows), 0)::float8 as rows, count(distinct u.grant_id)::int as grants ${counted}`.execute(exchange(deed.tx))
  return { by, view, ...period, at: deed.now.toISOString(), rows: await named(deed, by, await withToday(deed, by, today, rows)), total: total! }
}

const columns: Readonly<Record<By, { key: string; name: string; detail: string; quota: string; group: string }>> = {
  unit: { key: 'g.unit_id', name: 'g.unit_id', detail: 'null::text', quota: 'null::int', group: 'g.unit_id' },
  source: { key: 'r.unit_id', name: 'r.unit_id', detail: 'null::text', quota: 'null::int', group: 'r.unit_id' },
  resource: { key: 'r.code', name: 'r.name', detail: 'r.unit_id', quota: 'null::int', group: 'r.code' },
  grant: { key: 'g.id::text', name: 'r.name', detail: "g.unit_id || ' ' || g.purpose", quota: 'g.rows_a_day', group: 'g.id, r.code' },
  day: { key: 'u.on_day::text', name: 'u.on_day::text', detail: 'null::text', quota: 'null::int', group: 'u.on_day' },
  hour: { key: "lpad(u.hour::text, 2, '0')", name: "lpad(u.hour::text, 2, '0') || ':00'", detail: 'null::text', quota: 'null::int', group: 'u.hour' },
}

async function grouped(deed: Deed, by: By, counted: ReturnType<typeof sql>): Promise<Counted[]> {
  const { key, name, detail, quota, group } = columns[by]
  const order = by === 'day' || by === 'hour' ? sql`key` : sql`rows desc, queries desc, key`
  return (await sql<Counted>`select ${sql.raw(key)} as key, ${sql.raw(name)} as name, ${sql.raw(detail)} as detail, ${sql.raw(quota)} as quota, sum(u.queries)::float8 as queries, sum(u.rows)::float8 as rows, count(distinct u.grant_id)::int as grants
    ${counted} group by ${sql.raw(group)} order by ${order} limit ${MOST}`.execute(exchange(deed.tx))).rows
}

/** Of a grant also what is left of today's quota. */
async function withToday(deed: Deed, by: By, today: string, rows: readonly Counted[]): Promise<(Counted & { today: number | null })[]> {
  if (by !== 'grant' || rows.length === 0) return rows.map((row) => ({ ...row, today: null }))
  const used = await exchange(deed.tx).selectFrom('exchange.usage').select(['grant_id', 'rows']).where('on_day', '=', today).where('grant_id', 'in', rows.map(({ key }) => key)).execute()
  const of = new Map(used.map((one) => [one.grant_id, one.rows]))
  return rows.map((row) => ({ ...row, today: of.get(row.key) ?? 0 }))
}

async function named(deed: Deed, by: By, rows: readonly (Counted & { today: number | null })[]): Promise<Usage['rows']> {
  const unitOf = ({ key, detail }: Counted): string => (by === 'unit' || by === 'source' ? key : by === 'resource' ? detail ?? '' : by === 'grant' ? detail!.slice(0, detail!.indexOf(' ')) : '')
  const units = await findUnits(deed, [...new Set(rows.map(unitOf).filter((id) => id !== ''))])
  return rows.map((row) => {
    const unit = units.get(unitOf(row))?.name ?? unitOf(row)
    const said = by === 'unit' || by === 'source' ? { name: unit, detail: null } : by === 'resource' ? { name: row.name, detail: unit } : by === 'grant' ? { name: row.name, detail: `${unit} · ${row.detail!.slice(row.detail!.indexOf(' ') + 1)}` } : { name: row.name, detail: null }
    return { ...row, ...said }
  })
}
