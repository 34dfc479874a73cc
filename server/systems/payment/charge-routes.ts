import type { Http } from '#base/http'
import { findDeskCharges, findRefusedNotices, showDeskCharge } from './charge/desk-charges.ts'
import { waiveCharge } from './charge/waive-charge.ts'
import { ApproveRefund, AskRefund, ChargeId, Charges, DeclineRefund, DeskCharge, DeskFilter, RefundId, RefusedNotices, WaiveCharge } from './contract.ts'
import { approve, ask, read, readAll, waive } from './payment-permissions.ts'
import { askRefund } from './refund/ask-refund.ts'
import { approveRefund, declineRefund } from './refund/decide-refund.ts'

const params = { chargeId: '01930000-0000-7000-8000-0000000ca001' }
const refund = { refundId: '01930000-0000-7000-8000-0000000ca004' }

/** What the unit that charges does, and whoever oversees it sees. */
export function chargeRoutes(http: Http): void {
  for (const [path, may] of [['/payment/desk', read], ['/payment/overseen', readAll]] as const) {
    http.get(`${path}/charges`, { config: { may, example: { query: { view: 'waiting', limit: 20 } } }, schema: { querystring: DeskFilter, response: { 200: Charges } } }, (request) => request.read((deed) => findDeskCharges(deed, request.query)))
    http.get(`${path}/charges/:chargeId`, { config: { may, example: { params } }, schema: { params: ChargeId, response: { 200: DeskCharge } } }, (request) => request.read((deed) => showDeskCharge(deed, request.params.chargeId)))
  }

  http.get('/payment/overseen/notices', { config: { may: readAll, example: {} }, schema: { response: { 200: RefusedNotices } } }, (request) => request.read(findRefusedNotices))

  http.post('/payment/desk/charges/:chargeId/waive', {
    config: { may: waive, idempotency: 'optional', example: { params, body: { amount: 1000, reason: 'low_income' } } }, schema: { params: ChargeId, body: WaiveCharge, response: { 200: DeskCharge } },
  }, (request) => request.perform(async (deed) => { await waiveCharge(deed, request.params.chargeId, request.body); return showDeskCharge(deed, request.params.chargeId) }))

  http.post('/payment/desk/charges/:chargeId/refunds', {
    config: { may: ask, idempotency: 'optional', example: { params, body: { id: refund.refundId, taking: params.chargeId, amount: 1000, reason: 'withdrawn', words: '受理前撤回' } } }, schema: { params: ChargeId, body: AskRefund, response: { 200: DeskCharge } },
  }, (request) => request.perform(async (deed) => { await askRefund(deed, request.params.chargeId, request.body); return showDeskCharge(deed, request.params.chargeId) }))

  http.post('/payment/desk/refunds/:refundId/approve', {
    config: { may: approve, idempotency: 'optional', example: { params: refund, body: {} } }, schema: { params: RefundId, body: ApproveRefund, response: { 200: DeskCharge } },
  }, (request) => request.perform(async (deed) => showDeskCharge(deed, await approveRefund(deed, request.params.refundId, request.body))))

  http.post('/payment/desk/refunds/:refundId/decline', {
    config: { may: approve, idempotency: 'optional', example: { params: refund, body: { words: '已经制证' } } }, schema: { params: RefundId, body: DeclineRefund, response: { 200: DeskCharge } },
  }, (request) => request.perform(async (deed) => showDeskCharge(deed, await declineRefund(deed, request.params.refundId, request.body))))
}
