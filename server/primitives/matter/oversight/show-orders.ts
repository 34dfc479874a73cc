import type { Deed } from '#base/deed'
import { findUnits, postsOf } from '#primitives/party'
import { kindVersion } from '../kind/kinds-in-force.ts'
import { matter } from '../tables.ts'
import type { OversightOrder } from './order-oversight.ts'

export type ShownOrder = Omit<OversightOrder, 'answerer'> & { number: string; kindName: string; answerer: { unitId: string; unitName: string; postId: string | null; postTitle: string | null } }

/** Orders with what people read instead of ids: the matter's number and kind, the answerer's name. */
export async function showOrders(deed: Deed, orders: readonly OversightOrder[]): Promise<ShownOrder[]> {
  const units = await findUnits(deed, orders.map(({ answerer }) => answerer.unitId))
  const ids = [...new Set(orders.map(({ matterId }) => matterId))]
  const rows = ids.length === 0 ? [] : await matter(deed.tx).selectFrom('matter.matter').select(['id', 'number', 'kind', 'kind_version', 'kind_hash']).where('id', 'in', ids).execute()
  const told = new Map<string, { number: string; kindName: string }>()
  for (const row of rows) told.set(row.id, { number: row.number, kindName: (await kindVersion(deed, row.kind, row.kind_version, row.kind_hash)).kind.name })
  const titles = new Map<string, string>()
  for (const unit of units.keys()) for (const { id, title } of await postsOf(deed, unit)) titles.set(id, title)
  return orders.map((order) => ({
    ...order, number: told.get(order.matterId)?.number ?? '', kindName: told.get(order.matterId)?.kindName ?? '',
    answerer: { ...order.answerer, unitName: units.get(order.answerer.unitId)?.shortName ?? order.answerer.unitId, postTitle: titles.get(order.answerer.postId ?? '') ?? null },
  }))
}
