import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { firstUuidOf } from '#base/partitions'
import { findMatters } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import { metresBetween, toWgs84 } from '#primitives/place'
import { requireItem, catalogue } from '../catalogue/items.ts'
import type { NearIncident } from '../contract.ts'
import { governance } from '../tables.ts'

type Row = { id: string; item_code: string; longitude: number; latitude: number; reporters: number }
const METRE = 1 / 111_320 // degrees of latitude

/** Open incidents of the same item or kind, within the distance and the time that the catalogue sets. Accusations and matters inside a home are never among them. 相近事件 */
export async function findNear(deed: Deed, query: { item: string; longitude: number; latitude: number; crs: 'WGS84' | 'CGCS2000' | 'GCJ02' | 'BD09' }): Promise<{ items: NearIncident[] }> {
  const item = await requireItem(deed, query.item)
  if (!item.public || item.near_metres === 0 || item.near_hours === 0) return { items: [] }
  const point = await toWgs84(deed, query)
  const alike = (await catalogue(deed)).live.filter((one) => one.kind === item.kind && one.public).map((one) => one.code)
  const north = item.near_metres * METRE
  const east = north / Math.cos((point.latitude * Math.PI) / 180)
  const { rows } = await sql<Row>`select i.id, i.item_code, i.longitude, i.latitude,
      (select count(*)::int from governance.report r where r.incident_id = i.id) as reporters
    from governance.incident i
    where i.id >= ${firstUuidOf(new Date(deed.now.getTime() - item.near_hours * 3_600_000))} and i.item_code = any(${alike}) and i.publishable
      and i.latitude between ${point.latitude - north} and ${point.latitude + north} and i.longitude between ${point.longitude - east} and ${point.longitude + east}
    limit 200`.execute(governance(deed.tx))
  const near = rows.map((row) => ({ ...row, metres: Math.round(metresBetween(point, row)) })).filter((row) => row.metres <= item.near_metres).sort((a, b) => a.metres - b.metres)
  const { items } = await findMatters(deed, { ids: near.map((row) => row.id), open: true }, { limit: 200 })
  const states = new Map(items.map((matter) => [matter.id, matter]))
  const open = near.filter((row) => states.has(row.id)).slice(0, 3)
  const units = await findUnits(deed, open.flatMap((row) => states.get(row.id)!.unitId ?? []))
  const { byCode } = await catalogue(deed)
  return {
    items: open.map((row) => {
      const state = states.get(row.id)!
      return {
        id: row.id, item: byCode.get(row.item_code)?.name ?? row.item_code, metres: row.metres, state: state.state, stateName: state.publicStateName,
        unitName: state.unitId ? (units.get(state.unitId)?.shortName ?? null) : null, openedAt: state.openedAt.toISOString(), reporters: row.reporters,
      }
    }),
  }
}
