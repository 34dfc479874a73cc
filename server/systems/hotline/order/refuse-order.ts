import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { invalid } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { advance } from '#primitives/matter'
import { requireNotTaken } from '../candidates/not-taken.ts'
import type { AdvancedOrder, RefuseOrder } from '../contract.ts'
import { hotline } from '../tables.ts'
import { orderAdvanced } from './advance-order.ts'
import { requireOrder } from './require-order.ts'

/** Does not take a matter, says why and names the right door; a decision about a person, so a leaf says so. 不予受理 */
export async function refuseOrder(deed: Deed, orderId: string, { notTaken, reason, version }: Static<typeof RefuseOrder>): Promise<AdvancedOrder> {
  const order = await requireOrder(deed, orderId)
  const listed = notTaken ? await requireNotTaken(deed, notTaken) : null
  if (!listed && !reason) throw invalid('hotline.reason_missing')
  const door = listed ? [listed.door.name, listed.door.phone, listed.door.where].filter(Boolean).join('，') : ''
  const said = [listed ? `${listed.name}：${listed.reason}。请找${door}` : '', reason ?? ''].filter(Boolean).join('；')
  const matter = await advance(deed, orderId, 'refuse', { ...(version ? { version } : {}), reason: said })
  await hotline(deed.tx).updateTable('hotline.order').set({ not_taken: listed?.code ?? 'other' }).where('id', '=', orderId).execute()
  await appendLeaf(deed, { kind: 'hotline.refused', subjects: [order.call_id], payload: { order: orderId, notTaken: listed?.code ?? null, reason: said, actor: deed.actor.id, post: deed.actor.postId } })
  return orderAdvanced(matter)
}
