import type { Deed } from '#base/deed'
import { jobActor } from '#base/jobs'
import { advance, requireMatter, type Matter } from '#primitives/matter'
import { bringCharge } from '#systems/payment'
import { itemInForce, itemOfVersion, type ItemSaid } from '#systems/service-item'
import type { ApplicationRow } from '../find-application.ts'
import { proxiesOf } from '../proxy/find-proxies.ts'
import { basisOf } from '../review/issue-results.ts'

type Fee = NonNullable<ItemSaid['fee']>

/** What an application costs: the fee of the version it began with, or less where the place or a newer version asks for less; null where it is free. 应缴费用 */
async function feeOf(deed: Deed, row: ApplicationRow): Promise<Fee | null> {
  const [{ fee: begun }, { item: { fee: now } }] = [await itemOfVersion(deed, row.item_code, row.item_version), await itemInForce(deed, row.item_code, row.division_path === '' ? null : row.division_path.split('/').at(-1)!)]
  if (!begun || begun.amount === 0 || !now || now.amount === 0) return null
  return now.amount < begun.amount ? { ...begun, amount: now.amount, text: now.text, basis: now.basis, pay: now.pay } : begun
}

export const costs = async (deed: Deed, row: ApplicationRow): Promise<boolean> => (await feeOf(deed, row)) !== null

async function bringFee(deed: Deed, row: ApplicationRow, fee: Fee): Promise<boolean> {
  const { name } = await itemOfVersion(deed, row.item_code, row.item_version)
  const agent = (await proxiesOf(deed, [row.id])).get(row.id)?.at(-1)?.id ?? null
  const { settled } = await bringCharge(deed, {
    basis: basisOf(row), subjectId: row.id, personId: row.person_id, agentId: agent, unitId: row.unit_id, divisionPath: row.division_path, item: { code: row.item_code, name }, amount: Math.round(fee.amount * 100), feeBasis: fee.basis, ways: fee.pay, link: `/applications/${row.id}`,
  })
  return settled
}

/** A fee that is owed from the moment an application is handed in. 提交即缴 */
export async function bringFeeAtOnce(deed: Deed, row: ApplicationRow): Promise<void> {
  const fee = await feeOf(deed, row)
  if (fee?.when === 'submitted') await bringFee(deed, row, fee)
}

/** Who decides elsewhere may have decided before it is paid: it is accepted by that, and what was decided waits for the money. 先缴后决 */
export async function waitsForPayment(deed: Deed, row: ApplicationRow, accept: () => Promise<unknown>): Promise<boolean> {
  const { state } = await requireMatter(deed, row.id)
  if (state === 'paying') return true
  if (!['received', 'supplied'].includes(state) || !(await costs(deed, row))) return false
  await accept()
  return (await requireMatter(deed, row.id)).state === 'paying'
}

/** Accepted, and the item costs something: the charge is brought, and until it is paid nothing is decided and no time of the law passes. Null where nothing is to be waited for. 等待缴费 */
export async function awaitPayment(deed: Deed, row: ApplicationRow): Promise<Matter | null> {
  const fee = await feeOf(deed, row)
  if (!fee || (await bringFee(deed, row, fee))) return null
  return advance({ ...deed, subject: null, actor: jobActor('application.await_payment') }, row.id, 'await_payment', { note: fee.text })
}
