import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { askSurplusBack } from '../refund/ask-refund.ts'
import { payment } from '../tables.ts'
import { tellPayer } from './bring-charge.ts'
import { lockCharge, stateOf, type ChargeRow } from './find-charge.ts'
import { yuan } from './yuan.ts'

/** Money that is here. `id` is the key: told twice it is one taking. */
export type Taken = Readonly<{ id: string; how: 'online' | 'cash' | 'card'; amount: number; takenAt: Date; channel: string | null; serial: string | null; unitId: string; post: string | null }>

/** Writes down money that was taken: the first settles the charge, any other is asked back for the person at once. True when it was new. 收款入账 */
export async function settleCharge(deed: Deed, chargeId: string, { id, how, amount, takenAt, channel, serial, unitId, post }: Taken): Promise<boolean> {
  const row = await lockCharge(deed, chargeId) // two ways of paying at once: one settles it, the other is too much
  const surplus = stateOf(row) !== 'waiting'
  const made = await payment(deed.tx).insertInto('payment.taking').values({
    id, charge_id: chargeId, how, amount, taken_at: takenAt, surplus, channel, serial, unit_id: unitId, post, settlement_id: null,
    receipt_at: deed.now, receipt_tries: 0, receipt_code: null, receipt_number: null, receipt_check: null, receipt_file: null,
  }).onConflict((old) => old.doNothing()).executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 0n) return false
  if (surplus) {
    await record(deed, 'payment.charge.overpaid', chargeId, { basis: row.basis, how, amount })
    await askSurplusBack(deed, row, { taking: id, amount, reason: 'twice' })
    return true
  }
  if (amount > row.amount) await askSurplusBack(deed, row, { taking: id, amount: amount - row.amount, reason: 'amount' }) // reduced while somebody was paying
  await markPaid(deed, row, { taking: id, how })
  await tellPayer(deed, row, 'payment.notice.paid', { amount: yuan(amount) })
  return true
}

/** The charge is settled, by money or because nothing is left to pay; orders that can still be paid are closed by the job. */
export async function markPaid(deed: Deed, row: ChargeRow, { taking, how }: Readonly<{ taking: string | null; how: Taken['how'] | 'waived' }>): Promise<void> {
  await payment(deed.tx).updateTable('payment.charge').set({ paid_at: deed.now, paid_by: taking }).where('id', '=', row.id).execute()
  await closeSoon(deed, row.id)
  await record(deed, 'payment.charge.paid', row.id, { basis: row.basis, subject: row.subject_id, how, unit: row.unit_id })
}

/** An order that nobody should pay any more is asked about and closed at the job's next turn. */
export const closeSoon = async (deed: Deed, chargeId: string): Promise<void> =>
  void (await payment(deed.tx).updateTable('payment.order').set({ ask_at: deed.now }).where('charge_id', '=', chargeId).where('closed_at', 'is', null).where('paid_at', 'is', null).execute())
