import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { log } from '#base/log'
import { record } from '#primitives/event'
import { advance } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import { tellPayer } from '../charge/bring-charge.ts'
import { lockCharge } from '../charge/find-charge.ts'
import { yuan } from '../charge/yuan.ts'
import { nextTry } from '../next-try.ts'
import { platformHere, type RefundSaid, type RefundWish } from '../order/payment-platform.ts'
import { nameOf, paymentSettings } from '../payment-settings.ts'
import { payment } from '../tables.ts'

const BATCH = 20

/** Has the platform give back what was approved, asked with one id until it says that the money is on its way; asked outside any transaction. 办理退付 */
export async function carryOutRefunds(run: JobRun): Promise<void> {
  const platform = platformHere()
  if (!platform) return
  for (const { id, wish, tries } of await run.read(dueRefunds)) {
    if (run.stopping.aborted) return
    const said = await platform.refund(wish).catch((error: unknown): null => { log.warn({ refund: id, err: { message: (error as Error).message } }, 'the collection platform did not answer'); return null })
    await run.perform((deed) => keepSaid(deed, id, said, tries))
  }
}

async function dueRefunds(deed: Deed): Promise<{ id: string; wish: RefundWish; tries: number }[]> {
  const due = await payment(deed.tx).selectFrom('payment.refund as r').innerJoin('payment.taking as t', 't.id', 'r.taking_id').select(['r.id', 'r.taking_id', 'r.amount', 'r.reason', 'r.unit_id', 'r.tries', 't.how']).where('r.try_at', '<=', deed.now).orderBy('r.try_at').limit(BATCH).execute()
  if (due.length === 0) return []
  const { refunds } = await paymentSettings(deed)
  const units = await findUnits(deed, due.map(({ unit_id: unit }) => unit))
  return due.flatMap(({ id, taking_id: taking, amount, reason, unit_id: unit, tries, how }) => (how === 'cash' ? [] : [{ id, tries, wish: { id, taking, how, amount, reason: nameOf(refunds, reason), unit: { code: unit, name: units.get(unit)?.name ?? unit } } }]))
}

async function keepSaid(deed: Deed, id: string, said: RefundSaid | null, tries: number): Promise<void> {
  if (said?.state === 'refunded') return finishRefund(deed, id, said.serial)
  await payment(deed.tx).updateTable('payment.refund').set({ try_at: nextTry(deed.now, tries), tries: tries + 1, ...(said?.state === 'refused' ? { why: said.why } : {}) }).where('id', '=', id).where('refunded_at', 'is', null).execute()
}

/** The money is back: the matter ends, and the person is told. 退付完成 */
export async function finishRefund(deed: Deed, id: string, serial: string | null): Promise<void> {
  const { charge_id: chargeId, amount, refunded_at: done } = await payment(deed.tx).selectFrom('payment.refund').select(['charge_id', 'amount', 'refunded_at']).where('id', '=', id).executeTakeFirstOrThrow()
  const charge = await lockCharge(deed, chargeId)
  if (done !== null) return
  await payment(deed.tx).updateTable('payment.refund').set({ refunded_at: deed.now, try_at: null, serial, why: null }).where('id', '=', id).execute()
  await advance(deed, id, 'carry_out')
  await record(deed, 'payment.refund.carried_out', id, { charge: chargeId, basis: charge.basis, amount })
  await tellPayer(deed, charge, 'payment.notice.refunded', { amount: yuan(amount) })
}
