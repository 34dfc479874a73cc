import type { Deed } from '#base/deed'
import { forbidden, notFound } from '#base/errors'
import { filesOf } from '#primitives/file'
import { findMatters, type ListedMatter } from '#primitives/matter'
import type { OrderFeed, UnitOrder } from '../contract.ts'
import { doableSteps, routeOf } from '../incident/doable.ts'
import { incidentRows } from '../incident/find-incidents.ts'
import { governance } from '../tables.ts'
import { maskedWords } from './masked-words.ts'

/** The unit whose matters these are: the actor's own, and no other. */
export function ownUnit(deed: Deed): string {
  if (deed.actor.departmentId === null) throw forbidden('governance.no_unit')
  return deed.actor.departmentId
}

/** What changed for the unit after a cursor, each incident once and as it is now; one that the unit no longer has comes without its order. 拉取派单 */
export async function findOrders(deed: Deed, query: { after?: string; limit?: number }): Promise<OrderFeed> {
  const unitId = ownUnit(deed)
  const limit = query.limit ?? 50
  const rows = await governance(deed.tx).selectFrom('governance.unit_order').selectAll().where('unit_id', '=', unitId).where('seq', '>', BigInt(query.after ?? '0')).orderBy('seq').limit(limit + 1).execute()
  const page = rows.slice(0, limit)
  const orders = await ordersOf(deed, unitId, page.map((row) => row.incident_id))
  return {
    items: page.map((row) => ({ cursor: String(row.seq), incidentId: row.incident_id, action: row.action, at: row.at.toISOString(), order: orders.get(row.incident_id) ?? null })),
    next: String(page.at(-1)?.seq ?? query.after ?? '0'), more: rows.length > limit,
  }
}

/** One incident that the unit has now. 派单状态 */
export async function showOrder(deed: Deed, incidentId: string): Promise<UnitOrder> {
  const order = (await ordersOf(deed, ownUnit(deed), [incidentId])).get(incidentId)
  if (!order) throw notFound('governance.incident_unknown')
  return order
}

async function ordersOf(deed: Deed, unitId: string, ids: readonly string[]): Promise<Map<string, UnitOrder>> {
  if (ids.length === 0) return new Map()
  const { items: matters } = await findMatters(deed, { kinds: ['incident'], ids, units: [unitId] }, { limit: ids.length })
  return new Map((await asOrders(deed, unitId, matters)).map((order) => [order.id, order]))
}

/** Matters as a unit's system and its sheet see them: the reporter is not in it, and numbers in the words are masked. */
export async function asOrders(deed: Deed, unitId: string, matters: readonly ListedMatter[]): Promise<UnitOrder[]> {
  const ids = matters.map((matter) => matter.id)
  if (ids.length === 0) return []
  const said = Map.groupBy(await governance(deed.tx).selectFrom('governance.report as r').innerJoin('governance.statement as s', (join) => join.onRef('s.incident_id', '=', 'r.incident_id').onRef('s.report_id', '=', 'r.id'))
    .select(['r.incident_id', 's.words', 's.place_words', 'r.at']).where('r.incident_id', 'in', ids).orderBy('r.id').execute(), (row) => row.incident_id)
  const files = await filesOf(deed, 'governance', ids)
  const orders: UnitOrder[] = []
  for (const [at, { id, number, state, version, item, division, urgent, openedAt, dueAt, stateDueAt, suspended, point, unitId: lead }] of (await incidentRows(deed, matters)).entries()) {
    const words = (said.get(id) ?? []).slice(0, 20).map((one) => ({ words: maskedWords(one.words), placeWords: maskedWords(one.place_words), at: one.at.toISOString() }))
    orders.push({
      id, number, role: lead === unitId ? 'lead' : 'supporting', state, stateName: matters[at]!.stateName, version, item, division, point, words, urgent, openedAt, dueAt, stateDueAt, suspended,
      photos: (files.get(id) ?? []).slice(0, 50).map((file) => ({ fileId: file.id, phase: file.use ?? 'before', at: file.uploadedAt.toISOString(), href: `/governance/incidents/${id}/photos/${file.id}` })),
      may: (await doableSteps(deed, id)).map(({ action, name, needs, reasons }) => ({ action, name, needs: needs.map(String), reasons: reasons && [...reasons], href: routeOf(id, action) })),
    })
  }
  return orders
}
