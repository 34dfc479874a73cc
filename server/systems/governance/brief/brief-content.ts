import { sql } from 'kysely'
import { addDays, cityDay, cityTime, instantOf } from '#base/clock'
import type { Deed } from '#base/deed'
import { within } from '#primitives/access'
import { countMatters, findMatters } from '#primitives/matter'
import { cityOf, divisionAt, divisionLine, type Division } from '#primitives/place'
import { catalogue } from '../catalogue/items.ts'
import type { BriefContent, BriefKind, Statistics } from '../contract.ts'
import { incidentRows } from '../incident/find-incidents.ts'
import { incidentStatistics } from '../statistics/incident-statistics.ts'
import { daysOf, periodBefore, type Period } from '../statistics/period.ts'
import { governance } from '../tables.ts'

/** What a brief says of a place and a period: the figures beside those before, the oldest open, what came again and again, who returned. 简报内容 */
export async function briefContent(deed: Deed, kind: BriefKind, division: Division, period: Period): Promise<BriefContent> {
  const { zone } = await cityOf(deed)
  const before = periodBefore(period)
  const ask = (by: Statistics['by'], { from, to }: Period) => incidentStatistics(deed, { by, from, to, division: division.code })
  const now = await ask('division', period), units = await ask('unit', period), last = await ask('division', before)
  const open = { kinds: ['incident'], scopes: [division.path], open: true }
  const counted = await countMatters(deed, open, 'kind')
  return {
    kind, division: await nameOf(deed, division.path), ...period, before, madeAt: deed.now.toISOString(), madeTime: `${cityDay(deed.now, zone)} ${cityTime(deed.now, zone)}`,
    open: counted.reduce((sum, { count }) => sum + count, 0), overdue: counted.reduce((sum, { overdue }) => sum + overdue, 0), figures: now.total, figuresBefore: last.total,
    places: now.rows.filter((row) => row.opened + row.handled + row.returned + row.closed > 0).map(({ key: _key, code: _code, ...row }) => ({ ...row, name: row.name || '本级' })).toSorted((a, b) => b.opened - a.opened).slice(0, 400),
    oldest: await oldestOpen(deed, open, zone), repeated: await repeatedPlaces(deed, division.path, period, zone),
    returns: units.rows.filter(({ returned, code }) => returned > 0 && code !== null).toSorted((a, b) => b.returned - a.returned).slice(0, 20).map(({ name, returned, dispatched }) => ({ unit: name, returned, dispatched })),
  }
}

export const nameOf = async (deed: Deed, path: string): Promise<string> => (await divisionLine(deed, path)).map(({ name }) => name).join(' ') || ((await divisionAt(deed, ''))?.name ?? '')

async function oldestOpen(deed: Deed, filter: Parameters<typeof findMatters>[1], zone: string): Promise<BriefContent['oldest']> {
  const { items } = await findMatters(deed, filter, { limit: 10, sort: 'oldest' })
  const rows = await incidentRows(deed, items)
  return rows.map((row, at) => ({
    id: row.id, number: row.number, item: row.item?.name ?? null, division: row.division, unit: row.unitName, state: items[at]!.stateName, openedOn: cityDay(items[at]!.openedAt, zone),
    days: daysOf({ from: cityDay(items[at]!.openedAt, zone), to: cityDay(deed.now, zone) }) - 1, overdue: items[at]!.overdue,
  }))
}

/** The same item in the same community, more than once; accusations and what happens inside a home are in no list of places. */
async function repeatedPlaces(deed: Deed, path: string, { from, to }: Period, zone: string): Promise<BriefContent['repeated']> {
  const since = instantOf(from, '00:00', zone), until = instantOf(to, '24:00', zone)
  const { rows } = await sql<{ division_path: string; item_code: string; count: number }>`
    select division_path, item_code, count(*)::int as count from governance.incident
    where id >= ${firstId(addDays(from, -28))}::uuid and received_at >= ${since} and received_at < ${until} and publishable and item_code is not null and ${within(sql.ref('division_path'), [path])}
    group by 1, 2 having count(*) > 1 order by 3 desc, 1, 2 limit 10`.execute(governance(deed.tx))
  const { byCode } = await catalogue(deed)
  return Promise.all(rows.map(async (row) => ({ division: await nameOf(deed, row.division_path), item: byCode.get(row.item_code)?.name ?? row.item_code, count: row.count })))
}

/** The least id of a day: months before it are not read. */
const firstId = (day: string): string => { const ms = Date.parse(`${day}T00:00:00Z`).toString(16).padStart(12, '0'); return `${ms.slice(0, 8)}-${ms.slice(8)}-0000-0000-000000000000` }
