import { createHash } from 'node:crypto'
import type { Deed } from '#base/deed'
import { Refusal } from '#base/errors'
import type { JobRun } from '#base/home'
import { log } from '#base/log'
import { record } from '#primitives/event'
import { attachFiles, keepFile, storePaper, type StoredImage } from '#primitives/file'
import { appendLeaf } from '#primitives/ledger'
import { findUnits, personOfRecord } from '#primitives/party'
import { tellPayer } from '../charge/bring-charge.ts'
import { lockCharge } from '../charge/find-charge.ts'
import { nextTry } from '../next-try.ts'
import { platformHere, type EReceipt, type TakenMoney } from '../order/payment-platform.ts'
import { payment } from '../tables.ts'

const BATCH = 20
type Due = { money: TakenMoney; personId: string; tries: number }

/** Fetches the e-receipt of money that was taken, cash too; the platform draws it, and is asked until it has. 取电子票据 */
export async function fetchReceipts(run: JobRun): Promise<void> {
  const platform = platformHere()
  if (!platform) return
  for (const { money, personId, tries } of await run.read(dueReceipts)) {
    if (run.stopping.aborted) return
    if (tries === 0 && money.payer !== '') await run.perform((deed) => appendLeaf(deed, { kind: 'payment.payer_named', subjects: [personId], payload: { taking: money.id, unit: money.unit.code } })) // the receipt names whoever pays
    const said = await fetched(platform.receiptOf(money), money.id)
    await run.perform((deed) => (said === null ? waitFor(deed, money.id, tries) : keepReceipt(deed, money.id, said)))
  }
}

type Fetched = Readonly<{ receipt: EReceipt; stored: StoredImage | null; sha256: string | null }>

/** Its picture is judged and stored before the transaction. */
async function fetched(asking: Promise<EReceipt | null>, id: string): Promise<Fetched | null> {
  try {
    const receipt = await asking
    if (receipt === null) return null
    return { receipt, stored: receipt.document === null ? null : await storePaper(receipt.document), sha256: receipt.document === null ? null : createHash('sha256').update(receipt.document).digest('hex') }
  } catch (error) {
    log.warn({ taking: id, err: { message: (error as Error).message } }, 'a receipt could not be fetched')
    return null
  }
}

async function dueReceipts(deed: Deed): Promise<Due[]> {
  const rows = await payment(deed.tx).selectFrom('payment.taking as t').innerJoin('payment.charge as c', 'c.id', 't.charge_id').select(['t.id', 't.how', 't.amount', 't.taken_at', 't.receipt_tries', 'c.unit_id', 'c.item_code', 'c.item_name', 'c.person_id', 'c.basis'])
    .where('t.receipt_at', '<=', deed.now).orderBy('t.receipt_at').limit(BATCH).execute()
  if (rows.length === 0) return []
  const units = await findUnits(deed, rows.map(({ unit_id: unit }) => unit))
  const due: Due[] = []
  for (const { id, how, amount, taken_at: takenAt, receipt_tries: tries, unit_id: unit, item_code: code, item_name: name, person_id: personId, basis } of rows) {
    const payer = await nameOf(deed, personId)
    due.push({ tries, personId, money: { id, how, amount, takenAt, unit: { code: unit, name: units.get(unit)?.name ?? unit }, item: { code, name }, payer, matter: basis.split(':').at(-1)! } })
  }
  return due
}

/** Whoever has no number on record is not named. */
const nameOf = (deed: Deed, personId: string): Promise<string> =>
  personOfRecord(deed, personId).then(({ name }) => name, (error: unknown) => { if (error instanceof Refusal) return ''; throw error })

const waitFor = async (deed: Deed, id: string, tries: number): Promise<void> =>
  void (await payment(deed.tx).updateTable('payment.taking').set({ receipt_at: nextTry(deed.now, tries), receipt_tries: tries + 1 }).where('id', '=', id).where('receipt_number', 'is', null).execute())

async function keepReceipt(deed: Deed, id: string, { receipt, stored, sha256 }: Fetched): Promise<void> {
  const { charge_id: chargeId, receipt_number: known } = await payment(deed.tx).selectFrom('payment.taking').select(['charge_id', 'receipt_number']).where('id', '=', id).executeTakeFirstOrThrow()
  if (known !== null) return
  const file = stored && (await keepFile(deed, stored)).id
  if (file) await attachFiles(deed, { home: 'payment', subjectId: id, use: 'receipt' }, [file], { papers: true })
  await payment(deed.tx).updateTable('payment.taking').set({ receipt_at: null, receipt_code: receipt.code, receipt_number: receipt.number, receipt_check: receipt.check, receipt_file: file }).where('id', '=', id).execute()
  await record(deed, 'payment.receipt.fetched', id, { charge: chargeId, number: receipt.number, sha256 })
  await tellPayer(deed, await lockCharge(deed, chargeId), 'payment.notice.receipt', { number: receipt.number })
}
