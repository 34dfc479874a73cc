import type { Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import { findMatters } from '../find/find-matters.ts'
import { kindVersion } from '../kind/kinds-in-force.ts'
import { matter } from '../tables.ts'
import type { OversightOrder } from './order-oversight.ts'

export type ShownOrder = Omit<OversightOrder, 'answerer'> & { number: string; kindName: string; answerer: { unitId: string; unitName: string; postId: string | null } }

/** Orders with what people read instead of ids: the matter's number and kind, the answerer's name. */
export async function showOrders(deed: Deed, orders: readonly OversightOrder[]): Promise<ShownOrder[]> {
  const units = await findUnits(deed, orders.map(({ answerer }) => answerer.unitId))
  const ids = [...new Set(orders.map(({ matterId }) => matterId))]
  const numbers = new Map((await findMatters(deed, { ids }, { limit: 200 })).items.map(({ id, number }) => [id, number]))
  const rows = ids.length === 0 ? [] : await matter(deed.tx).selectFrom('matter.matter').select(['id', 'kind', 'kind_version', 'kind_hash']).where('id', 'in', ids).execute()
  const kinds = new Map(await Promise.all(rows.map(async (row) => [row.id, (await kindVersion(deed, row.kind, row.kind_version, row.kind_hash)).kind.name] as const)))
  return orders.map((order) => ({
    ...order, number: numbers.get(order.matterId) ?? '', kindName: kinds.get(order.matterId) ?? '', answerer: { ...order.answerer, unitName: units.get(order.answerer.unitId)?.shortName ?? order.answerer.unitId },
  }))
}
