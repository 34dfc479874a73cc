import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { invalid } from '#base/errors'
import { advance } from '#primitives/matter'
import { requireDivision } from '#primitives/place'
import { requireItem } from '#systems/governance'
import type { AdvancedOrder, ReclassifyOrder } from '../contract.ts'
import { hotline } from '../tables.ts'
import { orderAdvanced } from './advance-order.ts'
import { pressOf } from './limits-of-order.ts'
import { requireOrder } from './require-order.ts'

/** Puts an order under the right item and place; its clock goes on as it was. 更正类别 */
export async function reclassifyOrder(deed: Deed, orderId: string, wish: Static<typeof ReclassifyOrder>): Promise<AdvancedOrder> {
  const order = await requireOrder(deed, orderId)
  const item = await requireItem(deed, wish.itemCode)
  if (item.retired) throw invalid('hotline.item_retired', { item: item.name })
  const division = wish.divisionCode ? await requireDivision(deed, wish.divisionCode) : null
  const path = division ? (division.level === 'city' ? '' : division.path) : order.division_path
  const press = await pressOf(deed, item)
  const risk = order.risk || press.risk
  const supply = press.supply === 'none' ? order.supply : press.supply
  const matter = await advance(deed, orderId, 'reclassify', {
    ...(wish.version ? { version: wish.version } : {}), ...(wish.note ? { note: wish.note } : {}), item: item.code, divisionPath: path, urgent: risk || supply !== 'none', facts: { risk, supply },
  })
  await hotline(deed.tx).updateTable('hotline.order').set({ item_code: item.code, division_path: path, risk, supply }).where('id', '=', orderId).execute()
  if (wish.placeWords !== undefined) await hotline(deed.tx).updateTable('hotline.order_words').set({ place_words: wish.placeWords }).where('order_id', '=', orderId).execute()
  return orderAdvanced(matter)
}
