import type { Deed } from '#base/deed'
import { conflict, invalid, notFound } from '#base/errors'
import { lockCharge, stateOf } from '../charge/find-charge.ts'
import { settleCharge } from '../charge/settle-charge.ts'
import { yuan } from '../charge/yuan.ts'
import type { TakeMoney } from '../contract.ts'
import { finishRefund } from '../refund/carry-out-refunds.ts'
import { payment } from '../tables.ts'

/** Who stands at the counter: whoever calls vouches for that. */
type Here = Readonly<{ personId: string; chargeId: string }>

/** Cash or a card at a counter, of whoever stands there, into the till of the post that takes it. 窗口收款 */
export async function takeMoney(deed: Deed, { personId, chargeId }: Here, { id, how, given, serial }: TakeMoney): Promise<void> {
  const row = await lockCharge(deed, chargeId)
  if (row.person_id !== personId) throw notFound('payment.charge_unknown')
  const known = await payment(deed.tx).selectFrom('payment.taking').select('charge_id').where('id', '=', id).executeTakeFirst()
  if (known?.charge_id === row.id) return // sent twice
  if (known) throw conflict('payment.id_taken')
  if (stateOf(row) !== 'waiting') throw conflict('payment.not_waiting')
  if (!row.ways.includes(how)) throw conflict('payment.not_this_way')
  if (how === 'cash' && (given ?? row.amount) < row.amount) throw invalid('payment.too_little', { amount: yuan(row.amount) })
  if (how === 'card' && serial === undefined) throw invalid('payment.slip_missing')
  await settleCharge(deed, row.id, { id, how, amount: row.amount, takenAt: deed.now, channel: null, serial: serial ?? null, unitId: unitOf(deed), post: postOf(deed) })
}

/** Cash that was approved to go back is in the person's hand; it comes out of the till of the post that gives it. 窗口退现 */
export async function payOut(deed: Deed, { personId, chargeId }: Here): Promise<void> {
  const found = await payment(deed.tx).selectFrom('payment.refund as r').innerJoin('payment.taking as t', 't.id', 'r.taking_id').innerJoin('payment.charge as c', 'c.id', 'r.charge_id').select(['r.id', 'r.amount', 'r.charge_id'])
    .where('c.id', '=', chargeId).where('c.person_id', '=', personId).where('t.how', '=', 'cash').where('r.approved_at', 'is not', null).where('r.refunded_at', 'is', null).where('r.declined_at', 'is', null).executeTakeFirst()
  if (!found) throw conflict('payment.nothing_to_pay_out')
  await lockCharge(deed, found.charge_id)
  const made = await payment(deed.tx).insertInto('payment.paid_out').values({ refund_id: found.id, amount: found.amount, paid_at: deed.now, unit_id: unitOf(deed), post: postOf(deed), settlement_id: null }).onConflict((old) => old.doNothing()).executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 1n) await finishRefund(deed, found.id, null)
}

export const postOf = ({ actor }: Deed): string => actor.postId ?? actor.id
const unitOf = ({ actor }: Deed): string => actor.departmentId ?? ''
