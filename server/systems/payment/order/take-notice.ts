import { createHash } from 'node:crypto'
import { canonicalJson } from '#base/crypto'
import type { Deed } from '#base/deed'
import { conflict, forbidden } from '#base/errors'
import { settleCharge } from '../charge/settle-charge.ts'
import { payment } from '../tables.ts'
import { platformHere, type Notice } from './payment-platform.ts'

type Why = 'unknown_order' | 'order_differs' | 'amount_differs'

/** What the platform calls in: believed where it is signed and order, number and amount are ours. The same notice again changes nothing; one that does not agree is refused and kept. 缴款通知 */
export async function takeNotice(deed: Deed, call: Readonly<{ signature: string; body: unknown }>): Promise<void> {
  const notice = platformHere()?.readNotice(call) ?? null
  if (!notice) throw forbidden('payment.not_signed')
  await settleOrder(deed, notice)
}

/** An order is paid, as a notice or the platform's own answer says: whichever comes first settles it. 订单入账 */
export async function settleOrder(deed: Deed, notice: Notice): Promise<void> {
  const order = await payment(deed.tx).selectFrom('payment.order').innerJoin('payment.charge', 'payment.charge.id', 'payment.order.charge_id').select(['payment.order.id', 'charge_id', 'platform_order', 'payment.order.amount', 'unit_id']).where('payment.order.id', '=', notice.order).executeTakeFirst()
  const why: Why | null = !order ? 'unknown_order' : order.platform_order !== null && order.platform_order !== notice.platformOrder ? 'order_differs' : order.amount !== notice.amount ? 'amount_differs' : null
  if (why !== null) throw conflict(`payment.${why}`, {}, (after) => keepRefused(after, notice, { why, chargeId: order?.charge_id ?? null, unitId: order?.unit_id ?? null }))
  const fresh = await settleCharge(deed, order!.charge_id, { id: order!.id, how: 'online', amount: notice.amount, takenAt: notice.paidAt, channel: notice.channel, serial: notice.serial, unitId: order!.unit_id, post: null })
  if (fresh) await payment(deed.tx).updateTable('payment.order').set({ paid_at: notice.paidAt, platform_order: notice.platformOrder, closed_at: null }).where('id', '=', order!.id).execute()
}

/** Kept once, for whoever oversees payments: somebody may have paid. */
async function keepRefused(deed: Deed, notice: Notice, { why, chargeId, unitId }: Readonly<{ why: Why; chargeId: string | null; unitId: string | null }>): Promise<void> {
  const said = { order: notice.order, platformOrder: notice.platformOrder, amount: notice.amount, paidAt: notice.paidAt.toISOString(), serial: notice.serial }
  await payment(deed.tx).insertInto('payment.refused_notice').values({
    digest: createHash('sha256').update(canonicalJson(said)).digest(), at: deed.now, order_id: notice.order, charge_id: chargeId, unit_id: unitId, why, said: JSON.stringify(said) as never,
  }).onConflict((old) => old.doNothing()).execute()
}
