import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { appendLeaf } from '#primitives/ledger'
import { advance } from '#primitives/matter'
import { requireUnit } from '#primitives/party'
import type { AdvancedOrder, DesignateOrder } from '../contract.ts'
import { orderAdvanced } from './advance-order.ts'
import { dispatchLimits } from './limits-of-order.ts'
import { requireOrder } from './require-order.ts'
import { shareWords } from './share-words.ts'

/** After three failed dispatches the hotline body says who answers; that unit may not return it. 指定承办 */
export async function designateOrder(deed: Deed, orderId: string, { unitId, reason, supporting = [], version }: Static<typeof DesignateOrder>): Promise<AdvancedOrder> {
  const order = await requireOrder(deed, orderId)
  const others = supporting.filter((id) => id !== unitId)
  for (const id of new Set([unitId, ...others])) await requireUnit(deed, id)
  const { receive } = await dispatchLimits(deed, order)
  const matter = await advance(deed, orderId, 'designate', {
    ...(version ? { version } : {}), assignTo: { unitId }, reason, supporting: others.map((id) => ({ unitId: id })), limits: { receive: receive! },
  })
  await shareWords(deed, orderId, [unitId, ...others])
  await appendLeaf(deed, { kind: 'hotline.designated', subjects: [unitId], payload: { order: orderId, unit: unitId, reason, actor: deed.actor.id, post: deed.actor.postId } })
  return orderAdvanced(matter)
}
