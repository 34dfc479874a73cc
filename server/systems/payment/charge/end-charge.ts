import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { payment } from '../tables.ts'
import { lockCharge, stateOf } from './find-charge.ts'
import { closeSoon } from './settle-charge.ts'

/** What a charge is for has ended without a result: unpaid it is owed no more; paid it stays written down as money that may have to go back. 取消缴款、逾期未缴 */
export async function endCharge(deed: Deed, basis: string, how: 'cancelled' | 'lapsed'): Promise<void> {
  const found = await payment(deed.tx).selectFrom('payment.charge').select('id').where('basis', '=', basis).executeTakeFirst()
  if (!found) return
  const row = await lockCharge(deed, found.id)
  if (row.ended_at !== null) return
  const waiting = stateOf(row) === 'waiting'
  await payment(deed.tx).updateTable('payment.charge').set({ ended_at: deed.now, ...(waiting ? { [`${how}_at`]: deed.now } : {}) }).where('id', '=', row.id).execute()
  if (!waiting) return
  await closeSoon(deed, row.id)
  await record(deed, `payment.charge.${how}`, row.id, { basis })
}
