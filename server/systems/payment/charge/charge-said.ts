import type { Deed } from '#base/deed'
import { findMatters, matterTrace, type ListedMatter } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import type { Charge } from '../contract.ts'
import { platformHere } from '../order/payment-platform.ts'
import { nameOf, paymentSettings } from '../payment-settings.ts'
import type { RefundRow } from '../refund/decide-refund.ts'
import { payment } from '../tables.ts'
import { stateOf, takingsOf, type ChargeRow, type TakingRow } from './find-charge.ts'

type RefundShown = NonNullable<Charge['takings'][number]['refund']>

/** Charges as people see them: how much, how to pay, what was taken, its receipt, and what goes back. 缴款详情 */
export async function chargesSaid(deed: Deed, rows: readonly ChargeRow[]): Promise<Charge[]> {
  if (rows.length === 0) return []
  const takings = await takingsOf(deed, rows.map(({ id }) => id))
  const units = await findUnits(deed, rows.map(({ unit_id: unit }) => unit))
  const refunds = await refundsOf(deed, takings)
  return rows.map((row) => {
    const state = stateOf(row)
    return {
      id: row.id, state, item: { code: row.item_code, name: row.item_name }, unit: { code: row.unit_id, name: units.get(row.unit_id)?.name ?? row.unit_id }, feeBasis: row.fee_basis, full: row.full_amount, amount: row.amount, ways: row.ways,
      online: state === 'waiting' && row.ways.includes('online') && platformHere() !== null, broughtAt: row.brought_at.toISOString(), paidAt: row.paid_at?.toISOString() ?? null, endedAt: row.ended_at?.toISOString() ?? null,
      takings: takings.filter(({ charge_id: id }) => id === row.id).map((one) => takingSaid(one, refunds.get(one.id) ?? null)),
    }
  })
}

const takingSaid = (row: TakingRow, refund: RefundShown | null): Charge['takings'][number] => ({
  id: row.id, how: row.how, amount: row.amount, takenAt: row.taken_at.toISOString(), surplus: row.surplus, channel: row.channel, serial: row.serial, refund,
  receipt: row.receipt_number === null ? null : { code: row.receipt_code ?? '', number: row.receipt_number, check: row.receipt_check!, document: row.receipt_file !== null },
})

/** The last refund of each taking. */
async function refundsOf(deed: Deed, takings: readonly TakingRow[]): Promise<Map<string, RefundShown>> {
  if (takings.length === 0) return new Map()
  const rows = await payment(deed.tx).selectFrom('payment.refund').selectAll().where('taking_id', 'in', takings.map(({ id }) => id)).orderBy('id').execute()
  if (rows.length === 0) return new Map()
  const matters = new Map((await findMatters(deed, { ids: rows.map(({ id }) => id) }, { limit: rows.length })).items.map((one) => [one.id, one]))
  const { refunds } = await paymentSettings(deed)
  const cash = new Set(takings.filter(({ how }) => how === 'cash').map(({ id }) => id))
  const shown = new Map<string, RefundShown>()
  for (const row of rows) {
    const { steps } = await matterTrace(deed, row.id, 'party')
    shown.set(row.taking_id, refundSaid(deed, row, matters.get(row.id)!, { reason: nameOf(refunds, row.reason), cash: cash.has(row.taking_id), note: steps.findLast(({ note }) => note !== null)?.note ?? null }))
  }
  return shown
}

const refundSaid = ({ actor }: Deed, row: RefundRow, matter: ListedMatter, { reason, cash, note }: Readonly<{ reason: string; cash: boolean; note: string | null }>): RefundShown => ({
  id: row.id, number: matter.number, amount: row.amount, reason: { code: row.reason, name: reason }, state: row.refunded_at ? 'refunded' : row.declined_at ? 'declined' : row.approved_at ? 'approved' : 'asked', stateName: matter.stateName, version: matter.version,
  atCounter: cash, at: row.asked_at.toISOString(), dueAt: matter.final ? null : (matter.stateDueAt?.toISOString() ?? null), why: row.why, note, own: row.asked_by === actor.id,
})

/** What is owed on each basis, by the basis. 各办件的缴款 */
export async function chargesOnAll(deed: Deed, bases: readonly string[]): Promise<Map<string, Charge>> {
  if (bases.length === 0) return new Map()
  const rows = await payment(deed.tx).selectFrom('payment.charge').selectAll().where('basis', 'in', [...bases]).execute()
  const said = await chargesSaid(deed, rows)
  return new Map(rows.map(({ basis }, at) => [basis, said[at]!]))
}

/** What is owed on one basis; whoever calls has judged that the actor may see it. 办件的缴款 */
export const chargeOn = async (deed: Deed, basis: string): Promise<Charge | null> => (await chargesOnAll(deed, [basis])).get(basis) ?? null
