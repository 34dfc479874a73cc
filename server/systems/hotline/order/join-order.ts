import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import { advance } from '#primitives/matter'
import type { AdvancedOrder, JoinOrder } from '../contract.ts'
import { hotline } from '../tables.ts'
import { orderAdvanced } from './advance-order.ts'
import { requireOrder } from './require-order.ts'

/** Joins an order to one that is the same thing; its caller is called back with that one's. Accusations never join. 并单 */
export async function joinOrder(deed: Deed, orderId: string, { masterId, version }: Static<typeof JoinOrder>): Promise<AdvancedOrder> {
  if (masterId === orderId) throw invalid('hotline.same_order')
  const [order, master] = [await requireOrder(deed, orderId), await requireOrder(deed, masterId)]
  if (order.kind === 'accusation' || master.kind === 'accusation') throw conflict('hotline.accusation_never_joined')
  if (master.joined_to !== null) throw conflict('hotline.master_is_joined')
  const matter = await advance(deed, orderId, 'merge', { ...(version ? { version } : {}), masterId })
  await hotline(deed.tx).updateTable('hotline.order').set({ joined_to: masterId }).where((of) => of.or([of('id', '=', orderId), of('joined_to', '=', orderId)])).execute()
  return orderAdvanced(matter)
}
