import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { tell } from '#primitives/notice'
import { findUnits } from '#primitives/party'
import { payment } from '../tables.ts'
import { lockCharge, type ChargeRow } from './find-charge.ts'
import { yuan } from './yuan.ts'

/** What its home knows of a fee that is due. `basis` is the key: brought twice it is one charge. `subjectId`: the matter that waits for it. */
export type Owed = Readonly<{
  basis: string; subjectId: string; personId: string; agentId?: string | null; unitId: string; divisionPath: string; item: Readonly<{ code: string; name: string }>
  amount: number; feeBasis: string; ways: readonly ('online' | 'cash' | 'card')[]; link: string
}>

/** Brings a charge to whoever owes it, once for each basis, and tells them; answers whether it is settled already. 生成缴款 */
export async function bringCharge(deed: Deed, owed: Owed): Promise<Readonly<{ id: string; settled: boolean }>> {
  const known = await payment(deed.tx).selectFrom('payment.charge').select('id').where('basis', '=', owed.basis).executeTakeFirst()
  if (known) { const row = await lockCharge(deed, known.id); return { id: row.id, settled: row.paid_at !== null } }
  const id = randomUUIDv7()
  const agentId = owed.agentId === owed.personId ? null : (owed.agentId ?? null)
  await payment(deed.tx).insertInto('payment.charge').values({
    id, basis: owed.basis, subject_id: owed.subjectId, person_id: owed.personId, agent_id: agentId, unit_id: owed.unitId, division_path: owed.divisionPath, item_code: owed.item.code, item_name: owed.item.name, fee_basis: owed.feeBasis,
    full_amount: owed.amount, amount: owed.amount, link: owed.link, ways: [...owed.ways], brought_at: deed.now, paid_at: null, paid_by: null, cancelled_at: null, lapsed_at: null, ended_at: null,
  }).execute()
  await record(deed, 'payment.charge.brought', id, { basis: owed.basis, unit: owed.unitId, amount: owed.amount })
  const unit = (await findUnits(deed, [owed.unitId])).get(owed.unitId)?.name ?? owed.unitId
  for (const party of [owed.personId, ...(agentId === null ? [] : [agentId])]) await tell(deed, { to: { party }, template: 'payment.notice.brought', facts: { item: owed.item.name, unit, amount: yuan(owed.amount) }, link: owed.link, also: ['sms'] })
  return { id, settled: false }
}

/** Tells the person, and whoever acted for them, how it stands with their money. 告知缴款人 */
export async function tellPayer(deed: Deed, row: ChargeRow, template: string, facts: Readonly<Record<string, string>> = {}): Promise<void> {
  const unit = (await findUnits(deed, [row.unit_id])).get(row.unit_id)?.name ?? row.unit_id
  for (const party of [row.person_id, ...(row.agent_id === null ? [] : [row.agent_id])]) await tell(deed, { to: { party }, template, facts: { item: row.item_name, unit, ...facts }, link: row.link, also: ['sms'] })
}
