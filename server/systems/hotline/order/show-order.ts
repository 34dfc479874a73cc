import { may, type Deed } from '#base/deed'
import { matterTrace, mayDo, requireMatter } from '#primitives/matter'
import { divisionAt } from '#primitives/place'
import { maskedCaller } from '../call/caller-of.ts'
import type { OrderDetail } from '../contract.ts'
import { inTurn } from '../in-turn.ts'
import { hotline } from '../tables.ts'
import { adviseOrder, orderAdvice } from './advise-order.ts'
import { orderRows } from './list-orders.ts'
import { isHotline, requireOrder } from './require-order.ts'

/** One order with what was said, every step, and what the reader may do now. Whoever accuses is named to nobody here: each look is asked for and leaves a leaf. 工单详情 */
export async function showOrder(deed: Deed, orderId: string): Promise<OrderDetail> {
  const order = await requireOrder(deed, orderId)
  const matter = await requireMatter(deed, orderId)
  const own = isHotline(deed, order)
  const said = await hotline(deed.tx).selectFrom('hotline.order_words').selectAll().where('order_id', '=', orderId).executeTakeFirst()
  const links = await hotline(deed.tx).selectFrom('hotline.incident_link').selectAll().where('order_id', '=', orderId).orderBy('at').limit(10).execute()
  const joined = own ? await hotline(deed.tx).selectFrom('hotline.order').select('id').where('joined_to', '=', orderId).orderBy('id').limit(100).execute() : []
  const numbers = await inTurn(joined, async ({ id }) => ({ id, number: (await requireMatter(deed, id)).number }))
  const actions = (await mayDo(deed, orderId)).filter(({ action }) => may(deed.actor, `hotline.order.${action}`))
  const dials = own ? may(deed.actor, 'hotline.order.dial') : order.kind !== 'accusation' && may(deed.actor, 'hotline.order.dial')
  return {
    order: (await orderRows(deed, [matter]))[0]!,
    words: said?.words ?? '', placeWords: said?.place_words ?? '', divisionCode: order.division_path === '' ? null : ((await divisionAt(deed, order.division_path))?.code ?? null),
    risk: order.risk, supply: order.supply, complex: order.complex,
    caller: own && order.kind !== 'accusation' ? await maskedCaller(deed, order.call_id) : null, callerShown: own ? null : (said?.caller_shown ?? null), callerHidden: order.kind === 'accusation',
    joined: numbers, incidents: links.map((one) => ({ id: one.incident_id, how: one.how, ended: one.ended_at !== null })),
    dispatch: actions.some(({ action }) => action === 'dispatch') ? orderAdvice(await adviseOrder(deed, order.item_code, order.division_path)) : null,
    may: actions.map(({ needs, reasons, ...rest }) => ({ ...rest, needs: [...needs], reasons: reasons && [...reasons] })), looks: own && may(deed.actor, 'hotline.order.look'), dials,
    trace: await matterTrace(deed, orderId, 'staff'),
  }
}
