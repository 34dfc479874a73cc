import type { Deed } from '#base/deed'
import type { EventMessage, Listener } from '#base/home'
import { requireMatter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { payment } from './tables.ts'
import { KIND } from './refund/refund-kind.ts'

/** Tells the unit that the time for a refund runs out or has run out. 退付催办 */
async function tellDue(deed: Deed, { subjectId, detail }: EventMessage): Promise<void> {
  const row = await payment(deed.tx).selectFrom('payment.refund').select(['unit_id', 'charge_id']).where('id', '=', subjectId).executeTakeFirstOrThrow()
  const { number } = await requireMatter(deed, subjectId)
  await tell(deed, { to: { unit: row.unit_id }, template: Number(detail.at) < 1 ? 'payment.notice.refund_due' : 'payment.notice.refund_late', facts: { number }, link: `/desk/charges?view=refunds&id=${row.charge_id}` })
}

export const listeners: readonly Listener[] = [{ name: 'payment.tell_due', on: 'matter.escalated', where: { kind: [KIND] }, perform: tellDue }]
