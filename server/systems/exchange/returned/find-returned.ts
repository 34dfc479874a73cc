import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { forbidden } from '#base/errors'
import { scopeFor } from '#primitives/access'
import { findUnits } from '#primitives/party'
import { divisionAt, requireDivision } from '#primitives/place'
import type { ReturnedEntries } from '../contract.ts'
import { exchange } from '../tables.ts'

export const RETURNED = 'exchange.return.read'
/** So far rows are counted; beyond it there are more. */
const COUNTED = 10_000
type Row = Readonly<{ code: string; name: string; unit_id: string; personal: boolean; landed_at: Date | null; rows: number }>

/** The place about which is asked: the desk's own, or one within it; a post of the whole city has no data returned to it. */
export async function ownArea(deed: Deed, code: string | undefined): Promise<{ path: string; name: string }> {
  const own = deed.actor.divisionPath ?? ''
  if (own === '') throw forbidden('exchange.return_needs_place')
  const path = code === undefined ? own : (await requireDivision(deed, code)).path
  scopeFor(deed, RETURNED, path)
  return { path, name: (await divisionAt(deed, path))?.name ?? '' }
}

/** Every entry that holds rows about the desk's own division: they reach it without a request. 数据回流 */
export async function findReturned(deed: Deed): Promise<ReturnedEntries> {
  const area = await ownArea(deed, undefined)
  const { rows } = await sql<Row>`select r.code, r.name, r.unit_id, r.personal, l.last_at as landed_at, n.rows from exchange.resource r left join exchange.landing l on l.resource_code = r.code
    cross join lateral (select count(*)::int as rows from (select from exchange.row w where w.resource_code = r.code and w.division_path >= ${area.path} and w.division_path < ${`${area.path}0`} limit ${COUNTED + 1}) counted) n
    where r.withdrawn_at is null and r.share <> 'forbidden' and r.fields @> '[{"division": true}]' and n.rows > 0 order by r.code limit 500`.execute(exchange(deed.tx))
  const units = await findUnits(deed, [...new Set(rows.map(({ unit_id }) => unit_id))])
  return {
    division: area.name,
    items: rows.map((row) => ({ code: row.code, name: row.name, source: units.get(row.unit_id)?.name ?? row.unit_id, personal: row.personal, rows: Math.min(row.rows, COUNTED), most: row.rows > COUNTED, landedAt: row.landed_at?.toISOString() ?? null })),
  }
}
