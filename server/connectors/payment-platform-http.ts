import { createHmac, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson } from '#base/crypto'
import type { MadeOrder, Notice, OrderSaid, PaymentPlatform } from '#systems/payment'
import { judgedRequest } from './judged-request.ts'
import { reachable } from './reachable.ts'

/** `agency`: what the platform calls this city's platform as a caller. */
export type PaymentAccount = Readonly<{ url: string; secret: string; agency: string }>
type Options = Readonly<{ networks: readonly string[]; timeout?: number; clock: () => Date }>
type Said = Readonly<Record<string, unknown>>
const MOST_BYTES = 6_000_000
const FRESH_SECONDS = 300

/** The account in payment-platform.json of the key folder; null where a city collects at counters only. */
export function paymentAccount(keyFolder: string): PaymentAccount | null {
  const path = join(keyFolder, 'payment-platform.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as PaymentAccount) : null
}

/**
 * The collection platform by HTTP and JSON, each call of ours signed `haihe-signature: t=<seconds>,v1=<hex HMAC-SHA256 of "<seconds>.<METHOD> <path>.<body>">`; amounts are in fen, times ISO 8601. 非税收入收缴平台（HTTP）
 * - POST /orders `{ agency, id, amount, unit: { code, name }, item: { code, name }, matter, expires_at, return_to }` → `{ platform_order, pay_url, qr }`; the same id again is the same order.
 * - GET /orders/<id> and POST /orders/<id>/close → `{ state: "waiting" | "closed" }` or `{ state: "paid", platform_order, amount, paid_at, channel, serial }`; 404 = none of that id.
 * - POST /receipts `{ agency, id, how: "online" | "cash" | "card", amount, taken_at, unit, item, payer, matter }` → 200 `{ code, number, check, document: base64 of a PDF | null }`, 202 = not drawn yet; the same id again is the same receipt.
 * - POST /refunds `{ agency, id, taking, how, amount, reason, unit }` → `{ state: "refunded", serial }`, `{ state: "under_way" }` or `{ state: "refused", why }`; the same id again is the same refund.
 * - It calls us: POST /payment/notices `{ order, platform_order, amount, paid_at, channel, serial }`, the header over "<seconds>.POST /payment/notices." and the body as canonical JSON (keys sorted, no spaces); 200 = taken, anything else = call again.
 * A platform that speaks otherwise needs a connector of its own.
 */
export function paymentPlatformHttp({ url, secret, agency }: PaymentAccount, { networks, timeout = 10_000, clock }: Options): PaymentPlatform {
  const mayReach = reachable(networks)
  const call = async (method: 'GET' | 'POST', path: string, content?: object): Promise<{ status: number; said: Said }> => {
    const at = new URL(`${url.replace(/\/$/, '')}${path}`)
    const body = content === undefined ? '' : JSON.stringify({ agency, ...content })
    const seconds = Math.floor(clock().getTime() / 1000)
    const signature = createHmac('sha256', secret).update(`${seconds}.${method} ${at.pathname}.${body}`).digest('hex')
    const answer = await judgedRequest(at, { method, headers: { 'content-type': 'application/json', 'haihe-signature': `t=${seconds},v1=${signature}` }, ...(content === undefined ? {} : { body }), mayReach, most: MOST_BYTES, signal: AbortSignal.timeout(timeout) })
    if (answer.status !== 404 && answer.status >= 300) throw new Error(`HTTP ${answer.status}`)
    return { status: answer.status, said: answer.status === 200 || answer.status === 201 ? (JSON.parse(answer.body.toString('utf8')) as Said) : {} }
  }
  const order = async (method: 'GET' | 'POST', path: string): Promise<OrderSaid> => {
    const { status, said } = await call(method, path, method === 'POST' ? {} : undefined)
    if (status === 404) return { state: 'unknown' }
    if (said.state === 'waiting' || said.state === 'closed') return { state: said.state }
    if (said.state !== 'paid') throw new Error('the answer says no state')
    return { state: 'paid', ...paidIn(said) }
  }
  return {
    makeOrder: async ({ id, amount, unit, item, matter, expiresAt, returnTo }) => orderIn((await call('POST', '/orders', { id, amount, unit, item, matter, expires_at: expiresAt.toISOString(), return_to: returnTo })).said),
    askOrder: (id) => order('GET', `/orders/${id}`),
    closeOrder: (id) => order('POST', `/orders/${id}/close`),
    readNotice({ signature, body }) {
      const [, seconds, hex] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature) ?? []
      if (seconds === undefined || hex === undefined || Math.abs(clock().getTime() / 1000 - Number(seconds)) > FRESH_SECONDS) return null
      const right = createHmac('sha256', secret).update(`${seconds}.POST /payment/notices.${canonicalJson(body)}`).digest()
      if (!timingSafeEqual(right, Buffer.from(hex, 'hex'))) return null
      const said = body as Said
      return { order: text(said, 'order'), ...paidIn(said) }
    },
    async receiptOf({ id, how, amount, takenAt, unit, item, payer, matter }) {
      const { status, said } = await call('POST', '/receipts', { id, how, amount, taken_at: takenAt.toISOString(), unit, item, payer, matter })
      if (status === 202) return null
      const document = said.document === null || said.document === undefined ? null : Buffer.from(text(said, 'document', MOST_BYTES), 'base64')
      return { code: text(said, 'code'), number: text(said, 'number'), check: text(said, 'check'), document }
    },
    async refund({ id, taking, how, amount, reason, unit }) {
      const { said } = await call('POST', '/refunds', { id, taking, how, amount, reason, unit })
      if (said.state === 'refunded') return { state: 'refunded', serial: text(said, 'serial') }
      if (said.state === 'refused') return { state: 'refused', why: text(said, 'why', 500) }
      if (said.state === 'under_way') return { state: 'under_way' }
      throw new Error('the answer says no state')
    },
  }
}

/** Nothing is taken that is longer than its place, or empty. */
function text(said: Said, name: string, most = 200): string {
  const value = said[name]
  if (typeof value !== 'string' || value.trim() === '' || value.length > most) throw new Error(`the answer has no ${name}`)
  return value
}

function paidIn(said: Said): Omit<Notice, 'order'> {
  const [amount, paidAt] = [said.amount, new Date(text(said, 'paid_at'))]
  if (!Number.isInteger(amount) || Number.isNaN(paidAt.getTime())) throw new Error('the answer says no amount or time')
  return { platformOrder: text(said, 'platform_order'), amount: amount as number, paidAt, channel: text(said, 'channel'), serial: text(said, 'serial') }
}

function orderIn(said: Said): MadeOrder {
  const payUrl = text(said, 'pay_url', 2000)
  if (new URL(payUrl).protocol !== 'https:' && new URL(payUrl).hostname !== '127.0.0.1') throw new Error('the pay page is not https') // a test's stands on this machine
  return { platformOrder: text(said, 'platform_order'), payUrl, qr: text(said, 'qr', 2000) }
}
