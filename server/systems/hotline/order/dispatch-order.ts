import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { advance } from '#primitives/matter'
import { requireUnit } from '#primitives/party'
import type { AdvancedOrder, DispatchOrder } from '../contract.ts'
import { adviseOrder } from './advise-order.ts'
import { orderAdvanced } from './advance-order.ts'
import { dispatchLimits } from './limits-of-order.ts'
import { requireOrder } from './require-order.ts'
import { shareWords } from './share-words.ts'

/** Hands an order to the unit that must answer it, by rule unless the dispatcher names another; its clock to receive starts. 派单 */
export async function dispatchOrder(deed: Deed, orderId: string, wish: Static<typeof DispatchOrder>): Promise<AdvancedOrder> {
  const order = await requireOrder(deed, orderId)
  const advice = await adviseOrder(deed, order.item_code, order.division_path)
  const unitId = wish.unitId ?? advice.lead?.id
  if (!unitId) throw conflict(order.item_code === null ? 'hotline.item_missing' : 'hotline.no_unit_by_rule')
  for (const id of new Set([...(wish.unitId ? [wish.unitId] : []), ...(wish.supporting ?? [])])) await requireUnit(deed, id)
  const supporting = (wish.supporting ?? (wish.unitId ? [] : advice.supporting.map((unit) => unit.id))).filter((id) => id !== unitId)
  const matter = await advance(deed, orderId, 'dispatch', {
    ...(wish.version ? { version: wish.version } : {}), ...(wish.note ? { note: wish.note } : {}),
    assignTo: { unitId }, supporting: supporting.map((id) => ({ unitId: id })), limits: await dispatchLimits(deed, order),
    // a dispatcher who departs from the rule decides for themselves
    ...(advice.because && unitId === advice.lead?.id ? { because: advice.because } : {}),
  })
  await shareWords(deed, orderId, [unitId, ...supporting])
  return orderAdvanced(matter)
}
