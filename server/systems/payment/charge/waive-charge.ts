import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import { keys } from '#base/keys'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import type { WaiveCharge } from '../contract.ts'
import { nameOf, paymentSettings } from '../payment-settings.ts'
import { payment } from '../tables.ts'
import { tellPayer } from './bring-charge.ts'
import { lockCharge, requireChargeOfUnit, stateOf } from './find-charge.ts'
import { closeSoon, markPaid } from './settle-charge.ts'
import { yuan } from './yuan.ts'

export const openWaiver = (words: Buffer): string => keys().open('payment.waiver', words).toString('utf8')

/** Reduces a charge, once and for a reason that the city lists; reduced to nothing it is settled by that. 减免 */
export async function waiveCharge(deed: Deed, id: string, { amount, reason, words = '' }: WaiveCharge): Promise<void> {
  await requireChargeOfUnit(deed, id)
  const row = await lockCharge(deed, id)
  const { waivers } = await paymentSettings(deed)
  if (!waivers.some(({ code }) => code === reason)) throw invalid('payment.no_such_reason', { reason })
  if (stateOf(row) !== 'waiting') throw conflict('payment.not_waiting')
  if (row.amount !== row.full_amount) throw conflict('payment.waived_already')
  if (amount > row.full_amount) throw invalid('payment.too_much', { amount: yuan(row.full_amount) })
  const left = row.full_amount - amount
  await payment(deed.tx).insertInto('payment.waiver').values({
    charge_id: id, person_id: row.person_id, unit_id: row.unit_id, amount, reason, words: words.trim() === '' ? null : keys().seal('payment.waiver', words.trim()), decided_by: deed.actor.postId ?? deed.actor.id, decided_at: deed.now,
  }).execute()
  await payment(deed.tx).updateTable('payment.charge').set({ amount: left }).where('id', '=', id).execute()
  await closeSoon(deed, id) // an order of the old amount
  await appendLeaf(deed, { kind: 'payment.waived', subjects: [row.person_id], payload: { charge: id, basis: row.basis, full: row.full_amount, waived: amount, reason, unit: row.unit_id } })
  await record(deed, 'payment.charge.waived', id, { basis: row.basis, amount })
  await tellPayer(deed, row, left === 0 ? 'payment.notice.waived_whole' : 'payment.notice.waived', { amount: yuan(amount), left: yuan(left), reason: nameOf(waivers, reason) })
  if (left === 0) await markPaid(deed, { ...row, amount: 0 }, { taking: null, how: 'waived' })
}
