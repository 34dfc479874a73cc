import type { Selectable } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { payment, type PaymentTables } from '../tables.ts'

export type ChargeRow = Selectable<PaymentTables['payment.charge']>
export type TakingRow = Selectable<PaymentTables['payment.taking']>
const unknown = 'payment.charge_unknown'
const charges = (deed: Deed) => payment(deed.tx).selectFrom('payment.charge').selectAll()

/** What a charge is now, told from its moments. 缴款状态 */
export const stateOf = ({ paid_at: paid, cancelled_at: cancelled, lapsed_at: lapsed }: Pick<ChargeRow, 'paid_at' | 'cancelled_at' | 'lapsed_at'>): 'waiting' | 'paid' | 'cancelled' | 'lapsed' => (paid ? 'paid' : cancelled ? 'cancelled' : lapsed ? 'lapsed' : 'waiting')

/** One's own, or of whom one acts for; another's is as unknown as none. 本人的缴款 */
export async function requireOwnCharge(deed: Deed, id: string): Promise<ChargeRow> {
  const row = await charges(deed).where('id', '=', id).executeTakeFirst()
  if (!row || (row.person_id !== deed.actor.id && row.agent_id !== deed.actor.id)) throw notFound(unknown)
  return row
}

/** One of the actor's unit. 本单位的缴款 */
export async function requireChargeOfUnit(deed: Deed, id: string): Promise<ChargeRow> {
  const row = await charges(deed).where('id', '=', id).executeTakeFirst()
  if (!row || row.unit_id !== deed.actor.departmentId) throw notFound(unknown)
  return row
}

/** Locked before anything else of it, so that whoever pays twice at once is seen one after another. */
export async function lockCharge(deed: Deed, id: string): Promise<ChargeRow> {
  const row = await charges(deed).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound(unknown)
  return row
}

export const takingsOf = (deed: Deed, chargeIds: readonly string[]): Promise<TakingRow[]> =>
  chargeIds.length === 0 ? Promise.resolve([]) : payment(deed.tx).selectFrom('payment.taking').selectAll().where('charge_id', 'in', [...chargeIds]).orderBy('id').execute()
