import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { copyOf, fileFor, type StoredCopy } from '#primitives/file'
import { requireOwnCharge } from '../charge/find-charge.ts'
import { payment } from '../tables.ts'

/** The picture of an e-receipt, for whoever paid. 电子票据文件 */
export async function receiptDocument(deed: Deed, chargeId: string, takingId: string): Promise<{ copy: StoredCopy; number: string }> {
  await requireOwnCharge(deed, chargeId)
  const row = await payment(deed.tx).selectFrom('payment.taking').select(['receipt_file', 'receipt_number']).where('id', '=', takingId).where('charge_id', '=', chargeId).executeTakeFirst()
  if (!row?.receipt_file || row.receipt_number === null) throw notFound('payment.receipt_not_here')
  return { copy: copyOf(await fileFor(deed, row.receipt_file), 'work'), number: row.receipt_number }
}
