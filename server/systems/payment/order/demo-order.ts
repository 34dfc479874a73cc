import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { findUnits } from '#primitives/party'
import type { DemoOrder } from '../contract.ts'
import { payment } from '../tables.ts'

/** What the pretended pay page of a demo city shows; whoever has the order's address may pay it, as on a real one. 演示缴款页 */
export async function demoOrder(deed: Deed, id: string): Promise<DemoOrder> {
  const row = await payment(deed.tx).selectFrom('payment.order as o').innerJoin('payment.charge as c', 'c.id', 'o.charge_id').select(['o.amount', 'o.expires_at', 'o.closed_at', 'o.paid_at', 'c.item_name', 'c.unit_id', 'c.link']).where('o.id', '=', id).executeTakeFirst()
  if (!row) throw notFound('payment.order_unknown')
  return { amount: row.amount, item: row.item_name, unit: (await findUnits(deed, [row.unit_id])).get(row.unit_id)?.name ?? row.unit_id, open: row.closed_at === null && row.paid_at === null && row.expires_at > deed.now, back: row.link }
}
