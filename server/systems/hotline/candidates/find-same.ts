import { sql } from 'kysely'
import { cityDay, instantOf } from '#base/clock'
import type { Deed } from '#base/deed'
import { findMatters, type ListedMatter } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import { cityOf, divisionLine, type Division } from '#primitives/place'
import { catalogue, type Item } from '#systems/governance'
import { inTurn } from '../in-turn.ts'
import { matterKinds } from '../order/kinds.ts'
import { hotline } from '../tables.ts'

/** Open orders and incidents of the same item or kind at the same place, within the time that the catalogue sets; accusations and matters inside a home are never among them. 相同诉求 */
export async function findSame(deed: Deed, item: Item | null, place: Division | null) {
  if (!item || !place || place.level === 'city' || place.level === 'district') return { same: [], today: 0 }
  const alike = (await catalogue(deed)).live.filter((one) => one.kind === item.kind && one.public && one.near_hours > 0).map(({ code }) => code)
  const today = await callsToday(deed, item, place)
  if (item.near_hours === 0 || !item.public || alike.length === 0) return { same: [], today }
  const since = new Date(deed.now.getTime() - item.near_hours * 3_600_000)
  const { rows } = await sql<{ id: string; callers: number }>`select o.id, 1 + (select count(*)::int from hotline.order j where j.joined_to = o.id) as callers from hotline.order o
    where o.kind <> 'accusation' and o.item_code = any(${alike}) and (o.division_path = ${place.path} or o.division_path like ${`${place.path}/%`}) and o.registered_at >= ${since} and o.joined_to is null
    order by o.id desc limit 20`.execute(hotline(deed.tx))
  const orders = rows.length === 0 ? [] : (await findMatters(deed, { kinds: matterKinds, scopes: [''], ids: rows.map(({ id }) => id), open: true }, { limit: 5 })).items
  const incidents = (await findMatters(deed, { kinds: ['incident'], under: place.path, items: alike, open: true, openedFrom: since }, { limit: 5 })).items
  const callers = new Map(rows.map((row) => [row.id, row.callers]))
  return { same: await shown(deed, [...incidents.slice(0, 2), ...orders].slice(0, 3), callers), today }
}

/** How many called today about the same, where; a number without names. */
async function callsToday(deed: Deed, item: Item, place: Division): Promise<number> {
  const { zone } = await cityOf(deed)
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from hotline.order
    where kind <> 'accusation' and item_code = ${item.code} and (division_path = ${place.path} or division_path like ${`${place.path}/%`}) and registered_at >= ${instantOf(cityDay(deed.now, zone), '00:00', zone)}`.execute(hotline(deed.tx))
  return rows[0]!.count
}

async function shown(deed: Deed, matters: readonly ListedMatter[], callers: ReadonlyMap<string, number>) {
  const units = await findUnits(deed, matters.flatMap((matter) => matter.unitId ?? []))
  const { byCode } = await catalogue(deed)
  return inTurn(matters, async (matter) => ({
    id: matter.id, what: matter.kind === 'incident' ? ('incident' as const) : ('order' as const), number: matter.number, title: matter.item ? (byCode.get(matter.item)?.name ?? matter.item) : '',
    place: (await divisionLine(deed, matter.divisionPath)).slice(-2).map(({ name }) => name).join(' '), state: matter.state, openedAt: matter.openedAt.toISOString(), dueAt: matter.dueAt?.toISOString() ?? null,
    unitName: matter.unitId ? (units.get(matter.unitId)?.shortName ?? null) : null, callers: callers.get(matter.id) ?? 0,
  }))
}
