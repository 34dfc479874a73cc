import type { Deed } from '#base/deed'
import { matter } from '../tables.ts'
import { asOrder, type OversightOrder } from './order-oversight.ts'

/** Oversight orders of a matter, those that a unit has still to answer, or those that a leader gave, the newest first. 督办单 */
export async function findOrders(deed: Deed, by: { matterId: string } | { unitId: string } | { orderedBy: string }): Promise<OversightOrder[]> {
  const all = matter(deed.tx).selectFrom('matter.oversight_order').selectAll()
  const rows = 'matterId' in by
    ? await all.where('matter_id', '=', by.matterId).where('id', '>=', by.matterId).orderBy('ordered_at').limit(200).execute()
    : 'orderedBy' in by ? await all.where('ordered_by', '=', by.orderedBy).orderBy('ordered_at', 'desc').limit(200).execute()
    : await all.where('answerer_unit_id', '=', by.unitId).where('answered_at', 'is', null).orderBy('due_at').limit(200).execute()
  return rows.map((row) => asOrder(row, deed.now))
}
