import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { conflict, forbidden } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { findMatter } from '#primitives/matter'
import type { Dial, DialCaller } from '../contract.ts'
import { isHotline, requireOrder } from '../order/require-order.ts'
import { hotline } from '../tables.ts'

/** Calls the caller without seeing the number: the exchange rings the office telephone, then them. Whoever accuses is called by the hotline body alone. 隐号拨打 */
export async function dialCaller(deed: Deed, orderId: string, { id, extension }: Static<typeof DialCaller>): Promise<Static<typeof Dial>> {
  const order = await requireOrder(deed, orderId)
  const own = isHotline(deed, order)
  if (order.kind === 'accusation' && !own) throw forbidden('hotline.accusation_not_dialled')
  if (!own && (await findMatter(deed, orderId))?.final) throw conflict('hotline.order_over')
  if (deed.actor.departmentId === null) throw forbidden('hotline.no_unit')
  const made = await hotline(deed.tx).insertInto('hotline.dial')
    .values({ id, order_id: orderId, actor_id: deed.actor.id, post_id: deed.actor.postId, department_id: deed.actor.departmentId, extension, asked_at: deed.now, tried_at: null, outcome: null, middle_number: null })
    .onConflict((of) => of.doNothing()).returning('id').executeTakeFirst()
  if (made) {
    await record(deed, 'hotline.caller_dialled', orderId, { unit: deed.actor.departmentId })
    if (order.kind === 'accusation') await appendLeaf(deed, { kind: 'hotline.caller_dialled', subjects: [order.call_id], payload: { order: orderId, actor: deed.actor.id, post: deed.actor.postId, department: deed.actor.departmentId } })
  }
  const dial = (await dialsOf(deed, orderId)).items.find((one) => one.id === id)
  if (!dial) throw conflict('hotline.id_taken')
  return dial
}

/** One's own calls about an order, with what the exchange answered. 拨打记录 */
export async function dialsOf(deed: Deed, orderId: string) {
  await requireOrder(deed, orderId)
  const rows = await hotline(deed.tx).selectFrom('hotline.dial').selectAll().where('order_id', '=', orderId).where('actor_id', '=', deed.actor.id).orderBy('asked_at').limit(100).execute()
  return { items: rows.map((row) => ({ id: row.id, askedAt: row.asked_at.toISOString(), outcome: row.outcome, middleNumber: row.middle_number })) }
}
