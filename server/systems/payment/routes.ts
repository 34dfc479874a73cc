import { Type } from 'typebox'
import type { Http } from '#base/http'
import type { About } from '#base/home'
import { notFound } from '#base/errors'
import { sendDocument } from '#primitives/file'
import { ChargeId, DemoOrder, DemoPay, Notice, NoticeTaken, OrderId, PayOrder, SettleTill, TakingId, Till } from './contract.ts'
import { requireOwnCharge } from './charge/find-charge.ts'
import { demoOrder } from './order/demo-order.ts'
import { payOnline } from './order/make-order.ts'
import { platformHere } from './order/payment-platform.ts'
import { takeNotice } from './order/take-notice.ts'
import { pay, take } from './payment-permissions.ts'
import { receiptDocument } from './receipt/receipt-document.ts'
import { settleTill, showTill } from './till/settle-till.ts'

const params = { chargeId: '01930000-0000-7000-8000-0000000ca001' }
const order = { orderId: '01930000-0000-7000-8000-0000000ca002' }
const till = { id: '01930000-0000-7000-8000-0000000ca003', cash: 0, card: 0, due: { cash: 0, card: 0 } }
const notice = { order: order.orderId, platform_order: 'P1', amount: 1000, paid_at: '2026-11-28T02:00:00Z', channel: 'card', serial: 'S1' }

/** What whoever owes does, what the platform tells, and the till of a counter. */
export function routes(http: Http, { demo }: About): void {
  http.post('/payment/charges/:chargeId/order', {
    config: { may: pay, idempotency: 'none', example: { params } }, schema: { params: ChargeId, response: { 200: PayOrder } },
  }, async (request) => {
    const { link } = await request.read((deed) => requireOwnCharge(deed, request.params.chargeId))
    return payOnline((work) => request.perform(work), request.params.chargeId, `${request.protocol}://${request.host}${link}`)
  })

  http.get('/payment/charges/:chargeId/receipts/:takingId', {
    config: { may: pay, example: { params: { ...params, takingId: params.chargeId } } }, schema: { params: TakingId, response: { 200: Type.Any() } },
  }, async (request, reply) => sendDocument(reply, await request.read((deed) => receiptDocument(deed, request.params.chargeId, request.params.takingId))))

  http.post('/payment/notices', {
    config: { may: 'public', idempotency: 'none', rateLimit: { max: 1200, timeWindow: 60_000 }, example: { body: notice } }, schema: { body: Notice, response: { 200: NoticeTaken } },
  }, async (request) => {
    const signature = String(request.headers['haihe-signature'] ?? '')
    await request.perform((deed) => takeNotice(deed, { signature, body: request.body }))
    return { taken: true as const }
  })

  http.get('/payment/till', { config: { may: take, example: {} }, schema: { response: { 200: Till } } }, (request) => request.read(showTill))

  http.post('/payment/till/settle', {
    config: { may: take, idempotency: 'optional', example: { body: till } }, schema: { body: SettleTill, response: { 200: Till } },
  }, (request) => request.perform((deed) => settleTill(deed, request.body)))

  if (!demo) return
  http.get('/payment/demo/orders/:orderId', { config: { may: 'link', example: { params: order } }, schema: { params: OrderId, response: { 200: DemoOrder } } }, (request) => request.read((deed) => demoOrder(deed, request.params.orderId)))

  http.post('/payment/demo/orders/:orderId/pay', {
    config: { may: 'link', idempotency: 'none', example: { params: order, body: { lose: false } } }, schema: { params: OrderId, body: DemoPay, response: { 200: NoticeTaken } },
  }, async (request) => {
    const call = platformHere()?.pretend?.(request.params.orderId) ?? null
    if (!call) throw notFound('payment.order_unknown')
    if (!request.body.lose) await request.perform((deed) => takeNotice(deed, call))
    return { taken: true as const }
  })
}
