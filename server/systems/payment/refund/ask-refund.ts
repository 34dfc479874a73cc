import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import { jobActor } from '#base/jobs'
import { record } from '#primitives/event'
import { advance, openMatter, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { tellPayer } from '../charge/bring-charge.ts'
import { lockCharge, requireChargeOfUnit, type ChargeRow } from '../charge/find-charge.ts'
import { yuan } from '../charge/yuan.ts'
import type { AskRefund } from '../contract.ts'
import { nameOf, paymentSettings } from '../payment-settings.ts'
import { payment } from '../tables.ts'
import { KIND } from './refund-kind.ts'

type Asked = Readonly<{ id: string; taking: string; amount: number; reason: string; words: string }>

/** The unit asks that money goes back, for a reason that the city lists; another post approves it. The same id is the same refund. 申请退付 */
export async function askRefund(deed: Deed, chargeId: string, { id, taking, amount, reason, words }: AskRefund): Promise<void> {
  await requireChargeOfUnit(deed, chargeId)
  const row = await lockCharge(deed, chargeId) // of two who ask at once the second sees the first
  const { refunds } = await paymentSettings(deed)
  if (!refunds.some(({ code }) => code === reason)) throw invalid('payment.no_such_reason', { reason })
  const money = await payment(deed.tx).selectFrom('payment.taking').select('amount').where('id', '=', taking).where('charge_id', '=', chargeId).executeTakeFirst()
  if (!money) throw invalid('payment.taking_unknown')
  if (amount > money.amount) throw invalid('payment.too_much', { amount: yuan(money.amount) })
  const known = await payment(deed.tx).selectFrom('payment.refund').select('id').where('taking_id', '=', taking).where('declined_at', 'is', null).executeTakeFirst()
  if (known?.id === id) return
  if (known) throw conflict('payment.refund_asked')
  await openRefund(deed, row, { id, taking, amount, reason, words })
}

/** Money that came although nothing was owed any more: the platform asks for its way back, and the unit approves. 重复缴款退付 */
export const askSurplusBack = (deed: Deed, row: ChargeRow, { taking, amount, reason }: Omit<Asked, 'id' | 'words'>): Promise<void> =>
  openRefund({ ...deed, subject: null, actor: jobActor('payment.ask_surplus_back') }, row, { id: randomUUIDv7(), taking, amount, reason, words: '平台发现多收，自动提出' })

async function openRefund(deed: Deed, row: ChargeRow, { id, taking, amount, reason, words }: Asked): Promise<void> {
  const { refunds } = await paymentSettings(deed)
  await openMatter(deed, { id, kind: KIND, divisionPath: row.division_path, holder: { level: 'city', path: '' }, item: row.item_code, publicity: 'closed', link: false })
  await payment(deed.tx).insertInto('payment.refund').values({
    id, charge_id: row.id, taking_id: taking, person_id: row.person_id, unit_id: row.unit_id, amount, reason, asked_by: deed.actor.id, asked_at: deed.now, approved_at: null, declined_at: null, refunded_at: null, try_at: null, tries: 0, serial: null, why: null,
  }).execute()
  const matter: Matter = await advance(deed, id, 'ask', { assignTo: { unitId: row.unit_id }, reason: nameOf(refunds, reason), note: words })
  await record(deed, 'payment.refund.asked', id, { charge: row.id, amount, reason })
  await tell(deed, { to: { unit: row.unit_id }, template: 'payment.notice.to_approve', facts: { number: matter.number, item: row.item_name, amount: yuan(amount) }, link: `/desk/charges?view=refunds&id=${row.id}` })
  await tellPayer(deed, row, 'payment.notice.refund_asked', { amount: yuan(amount), reason: nameOf(refunds, reason) })
}
