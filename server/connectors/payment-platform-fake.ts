import { createHash, createHmac } from 'node:crypto'
import { canonicalJson } from '#base/crypto'
import { drawPaper } from '#base/paper'
import type { EReceipt, Notice, OrderSaid, PaymentPlatform } from '#systems/payment'

type Options = Readonly<{ clock: () => Date; /** A test does without the picture. */ pictures?: boolean }>
export type FakePaymentPlatform = PaymentPlatform & Readonly<{
  /** Somebody pays on the pretended page, and the call about it is as the platform would make it; `said` makes it say something else. */
  pay(id: string, said?: Partial<Notice>): Readonly<{ signature: string; body: object }>
  /** The line is cut until it is mended. */
  cut(off: boolean): void
  /** What was asked to go back, by the id it was asked with. */
  refunded: ReadonlyMap<string, number>
}>
const SECRET = 'a platform that does not exist'

/** A platform on which nobody pays anything: orders, receipts and refunds of a demonstration, whose pay page is the demonstration's own. 非税收入收缴平台（模拟） */
export function paymentPlatformFake({ clock, pictures = true }: Options): FakePaymentPlatform {
  type Order = { platformOrder: string; amount: number; expiresAt: Date; closed: boolean; paidAt: Date | null }
  const orders = new Map<string, Order>()
  const refunded = new Map<string, number>()
  let off = false
  const here = (): void => { if (off) throw new Error('the platform does not answer') }
  const short = (id: string): string => createHash('sha256').update(id).digest('hex').replaceAll(/[a-f]/g, (letter) => String(letter.charCodeAt(0) % 10)).slice(0, 12)
  const paid = (id: string, { platformOrder, amount, paidAt }: Order): Notice => ({ order: id, platformOrder, amount, paidAt: paidAt!, channel: '模拟缴款', serial: `D${short(`${id} serial`)}` })
  const stands = (id: string): OrderSaid => {
    const order = orders.get(id)
    if (!order) return { state: 'unknown' }
    if (order.paidAt) return { state: 'paid', ...paid(id, order) }
    return { state: order.closed || order.expiresAt <= clock() ? 'closed' : 'waiting' }
  }
  const told = ({ order, platformOrder, amount, paidAt, channel, serial }: Notice): Readonly<{ signature: string; body: object }> => {
    const body = { order, platform_order: platformOrder, amount, paid_at: paidAt.toISOString(), channel, serial }
    return { body, signature: createHmac('sha256', SECRET).update(canonicalJson(body)).digest('hex') }
  }
  const take = (id: string): Notice | null => {
    const order = orders.get(id)
    if (!order || (stands(id).state !== 'waiting' && !order.paidAt)) return null
    order.paidAt ??= clock()
    return paid(id, order)
  }
  return {
    refunded,
    cut: (now) => { off = now },
    async makeOrder({ id, amount, expiresAt }) {
      here()
      if (orders.size > 10_000) orders.clear()
      const order = orders.get(id) ?? { platformOrder: `DEMO${short(id)}`, amount, expiresAt, closed: false, paidAt: null }
      orders.set(id, order)
      return { platformOrder: order.platformOrder, payUrl: `/pay/demo/${id}`, qr: `/pay/demo/${id}` }
    },
    async askOrder(id) { here(); return stands(id) },
    async closeOrder(id) {
      here()
      const order = orders.get(id)
      if (order) order.closed = true
      return stands(id)
    },
    readNotice({ signature, body }) {
      if (signature !== createHmac('sha256', SECRET).update(canonicalJson(body)).digest('hex')) return null
      const { order, platform_order: platformOrder, amount, paid_at: paidAt, channel, serial } = body as { order: string; platform_order: string; amount: number; paid_at: string; channel: string; serial: string }
      return { order, platformOrder, amount, paidAt: new Date(paidAt), channel, serial }
    },
    async receiptOf({ id, amount, takenAt, unit, item, payer }): Promise<EReceipt> {
      here()
      const [number, check] = [short(`${id} number`).slice(0, 10), short(`${id} check`).slice(0, 6)]
      return { code: '00000000', number, check, document: pictures ? await specimen({ number, check, amount, takenAt, unit: unit.name, item: item.name, payer }) : null }
    },
    async refund({ id, amount }) { here(); refunded.set(id, amount); return { state: 'refunded', serial: `R${short(id)}` } },
    pretend(id) { const notice = take(id); return notice && told(notice) },
    pay(id, said = {}) {
      const notice = take(id)
      if (!notice) throw new Error('there is no such order to pay')
      return told({ ...notice, ...said })
    },
  }
}

type Specimen = Readonly<{ number: string; check: string; amount: number; takenAt: Date; unit: string; item: string; payer: string }>
const specimen = ({ number, check, amount, takenAt, unit, item, payer }: Specimen): Promise<Buffer> => drawPaper({
  pageSize: 'A5', pageOrientation: 'landscape', pageMargins: [36, 32, 36, 32], defaultStyle: { font: 'Noto', fontSize: 11, lineHeight: 1.5 }, info: { title: number, creationDate: takenAt, modDate: takenAt, producer: 'Haihe', creator: 'Haihe' },
  watermark: { text: '演示样张', color: '#a03028', opacity: 0.18, bold: true },
  content: [
    { text: '非税收入电子票据（演示样张，不是票据）', alignment: 'center', fontSize: 17, bold: true, margin: [0, 0, 0, 12] },
    { columns: [{ stack: [`票据号码：${number}`, `校验码：${check}`] }, { stack: [`开票单位：${unit}`, `交款人：${payer === '' ? '个人' : payer}`] }] },
    { table: { widths: ['*', 110], body: [['项目', '金额（元）'], [item, (amount / 100).toFixed(2)]] }, margin: [0, 12, 0, 12] },
    { text: '由演示城市的模拟收缴平台开出，不能报销，也没有收过钱。', color: '#a03028' },
  ],
})
