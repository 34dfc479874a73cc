import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import { record } from '#primitives/event'
import { advance } from '#primitives/matter'
import { cityOf } from '#primitives/place'
import type { TransferCall } from '../contract.ts'
import { requireOrder } from '../order/require-order.ts'
import { hotline } from '../tables.ts'
import { requireCall } from './caller-of.ts'

/** Puts the call through to an emergency number: who, when, to which is written at once, the switch is asked after the commit. 一键转接 */
export async function transferCall(deed: Deed, callId: string, { id, number, reason, orderId }: Static<typeof TransferCall>) {
  await requireCall(deed, callId)
  const { emergency = [] } = (await cityOf(deed)) as { emergency?: readonly { number: string }[] }
  if (!emergency.some((one) => one.number === number)) throw invalid('hotline.no_emergency_number', { number })
  if (orderId && (await requireOrder(deed, orderId)).call_id !== callId) throw conflict('hotline.order_of_other_call')
  const made = await hotline(deed.tx).insertInto('hotline.transfer')
    .values({ id, call_id: callId, order_id: orderId ?? null, number, reason, actor_id: deed.actor.id, post_id: deed.actor.postId, asked_at: deed.now, tried_at: null, outcome: null })
    .onConflict((of) => of.doNothing()).returning('id').executeTakeFirst()
  if (made) {
    if (orderId) await advance(deed, orderId, 'transfer', { reason: `${number}：${reason}` })
    await record(deed, 'hotline.call_transferred', callId, { number, order: orderId ?? null })
  }
  return (await transfersOf(deed, callId)).items.find((one) => one.id === id) ?? refuseTaken()
}

const refuseTaken = (): never => {
  throw conflict('hotline.id_taken')
}

/** Transfers of a call, with what the switch answered. 转接记录 */
export async function transfersOf(deed: Deed, callId: string) {
  const rows = await hotline(deed.tx).selectFrom('hotline.transfer').selectAll().where('call_id', '=', callId).where('actor_id', '=', deed.actor.id).orderBy('asked_at').limit(50).execute()
  return { items: rows.map((row) => ({ id: row.id, number: row.number, askedAt: row.asked_at.toISOString(), outcome: row.outcome })) }
}
