import type { Selectable } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { advance } from '#primitives/matter'
import { tellPayer } from '../charge/bring-charge.ts'
import { lockCharge } from '../charge/find-charge.ts'
import { yuan } from '../charge/yuan.ts'
import { payment, type PaymentTables } from '../tables.ts'

export type RefundRow = Selectable<PaymentTables['payment.refund']>
type Version = { version?: number }
const at = (version: number | undefined): Version => (version === undefined ? {} : { version })

/** A refund of the actor's unit; its charge is locked before it. */
async function requireRefund(deed: Deed, id: string): Promise<RefundRow> {
  const row = await payment(deed.tx).selectFrom('payment.refund').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row || row.unit_id !== deed.actor.departmentId) throw notFound('payment.refund_unknown')
  return row
}

/** Another person of the unit than who asked approves; money taken online or by card goes back the way it came, cash is given back at a counter. 批准退付 */
export async function approveRefund(deed: Deed, id: string, { version }: Version): Promise<string> {
  const row = await requireRefund(deed, id)
  const charge = await lockCharge(deed, row.charge_id)
  await advance(deed, id, 'approve', at(version))
  const { how } = await payment(deed.tx).selectFrom('payment.taking').select('how').where('id', '=', row.taking_id).executeTakeFirstOrThrow()
  await payment(deed.tx).updateTable('payment.refund').set({ approved_at: deed.now, try_at: how === 'cash' ? null : deed.now }).where('id', '=', id).execute()
  await appendLeaf(deed, { kind: 'payment.refund_approved', subjects: [row.person_id], payload: { refund: id, charge: row.charge_id, basis: charge.basis, amount: row.amount, reason: row.reason, unit: row.unit_id } })
  await record(deed, 'payment.refund.approved', id, { charge: row.charge_id })
  await tellPayer(deed, charge, how === 'cash' ? 'payment.notice.refund_at_counter' : 'payment.notice.refund_approved', { amount: yuan(row.amount) })
  return row.charge_id
}

/** It does not go back, with the reason, which the person is told. 不予退付 */
export async function declineRefund(deed: Deed, id: string, { version, words }: Version & { words: string }): Promise<string> {
  const row = await requireRefund(deed, id)
  const charge = await lockCharge(deed, row.charge_id)
  await advance(deed, id, 'decline', { ...at(version), note: words })
  await payment(deed.tx).updateTable('payment.refund').set({ declined_at: deed.now }).where('id', '=', id).execute()
  await appendLeaf(deed, { kind: 'payment.refund_declined', subjects: [row.person_id], payload: { refund: id, charge: row.charge_id, basis: charge.basis, amount: row.amount, words, unit: row.unit_id } })
  await record(deed, 'payment.refund.declined', id, { charge: row.charge_id })
  await tellPayer(deed, charge, 'payment.notice.refund_declined', { amount: yuan(row.amount), words })
  return row.charge_id
}
