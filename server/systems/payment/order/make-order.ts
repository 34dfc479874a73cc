import { randomUUIDv7 } from 'node:crypto'
import QRCode from 'qrcode'
import type { Deed } from '#base/deed'
import { conflict, Refusal } from '#base/errors'
import { log } from '#base/log'
import { findUnits } from '#primitives/party'
import { lockCharge, requireOwnCharge, stateOf } from '../charge/find-charge.ts'
import type { PayOrder } from '../contract.ts'
import { paymentSettings } from '../payment-settings.ts'
import { payment } from '../tables.ts'
import { platformHere, type OrderWish } from './payment-platform.ts'

type Perform = <T>(work: (deed: Deed) => Promise<T>) => Promise<T>
const FIRST_ASK = 60_000

/** Begins to pay online: an order under our own id is written down, then asked of the platform, then the answer kept; a lost answer or a second tap asks for the same order again. 网上缴款 */
export async function payOnline(perform: Perform, chargeId: string, returnTo: string): Promise<PayOrder> {
  const platform = platformHere()
  if (!platform) throw conflict('payment.no_platform')
  const shown = async (id: string, payUrl: string, qr: string, expiresAt: Date): Promise<PayOrder> => ({ id, payUrl, qr: await QRCode.toString(qr.startsWith('/') ? new URL(qr, returnTo).href : qr, { type: 'svg', margin: 1 }), expiresAt: expiresAt.toISOString() })
  const order = await perform((deed) => openOrder(deed, chargeId, returnTo))
  if (order.made) return shown(order.id, order.made.payUrl, order.made.qr, order.wish.expiresAt)
  const made = await platform.makeOrder(order.wish).catch((error: unknown) => {
    log.warn({ order: order.id, err: { message: (error as Error).message } }, 'the collection platform made no order')
    throw new Refusal(502, 'payment.platform_silent')
  })
  await perform(async (deed) => { await payment(deed.tx).updateTable('payment.order').set({ platform_order: made.platformOrder, pay_url: made.payUrl, qr: made.qr }).where('id', '=', order.id).where('platform_order', 'is', null).execute() })
  return shown(order.id, made.payUrl, made.qr, order.wish.expiresAt)
}

/** The open order of a charge, or a new one where there is none that can still be paid. */
async function openOrder(deed: Deed, chargeId: string, returnTo: string): Promise<{ id: string; wish: OrderWish; made: { payUrl: string; qr: string } | null }> {
  await requireOwnCharge(deed, chargeId)
  const row = await lockCharge(deed, chargeId) // two taps make one order
  if (stateOf(row) !== 'waiting') throw conflict('payment.not_waiting')
  if (!row.ways.includes('online')) throw conflict('payment.not_online')
  const open = await payment(deed.tx).selectFrom('payment.order').selectAll().where('charge_id', '=', chargeId).where('closed_at', 'is', null).where('paid_at', 'is', null).executeTakeFirst()
  if (open && (open.amount !== row.amount || open.expires_at <= deed.now)) throw conflict('payment.order_closing') // the job asks once more how it stands before there is another
  const { order_minutes: minutes } = await paymentSettings(deed)
  const expiresAt = open?.expires_at ?? new Date(deed.now.getTime() + minutes * 60_000)
  const id = open?.id ?? randomUUIDv7()
  if (!open) await payment(deed.tx).insertInto('payment.order').values({ id, charge_id: chargeId, amount: row.amount, made_at: deed.now, expires_at: expiresAt, platform_order: null, pay_url: null, qr: null, ask_at: new Date(deed.now.getTime() + FIRST_ASK), asks: 0, closed_at: null, paid_at: null }).execute()
  const unit = (await findUnits(deed, [row.unit_id])).get(row.unit_id)?.name ?? row.unit_id
  return { id, made: open?.pay_url && open.qr ? { payUrl: open.pay_url, qr: open.qr } : null, wish: { id, amount: row.amount, unit: { code: row.unit_id, name: unit }, item: { code: row.item_code, name: row.item_name }, matter: row.basis.split(':').at(-1)!, expiresAt, returnTo } }
}
