import type { Http } from '#base/http'
import {
  AdvancedOrder, AnswerOnCall, CallerSeen, DesignateOrder, Dial, DialCaller, Dials, DispatchOrder, JoinOrder, LinkIncident, LookAtCaller, OrderDetail, OrderFilter, OrderId, OrderPage, RaisedIncident, RaiseIncident,
  ReclassifyOrder, RefuseOrder, RegisteredOrder, RegisterOrder,
} from '../contract.ts'
import { dialCaller, dialsOf } from '../call/dial-caller.ts'
import { lookAtCaller } from '../call/look-at-caller.ts'
import { advanceOrder } from './advance-order.ts'
import { answerOrder } from './answer-order.ts'
import { designateOrder } from './designate-order.ts'
import { dispatchOrder } from './dispatch-order.ts'
import { findOrders } from './list-orders.ts'
import { joinOrder } from './join-order.ts'
import { orderSteps, type OrderStepBody } from './order-steps.ts'
import { linkIncident, raiseIncident } from './raise-incident.ts'
import { reclassifyOrder } from './reclassify-order.ts'
import { refuseOrder } from './refuse-order.ts'
import { registerOrder } from './register-order.ts'
import { showOrder } from './show-order.ts'

const id = '01930000-0000-7000-8000-0000000000a1'
const params = { orderId: id }
const may = (action: string): string => `hotline.order.${action}`
const at = (action: string): string => `/hotline/orders/:orderId/${action.replaceAll('_', '-')}`

export function orderRoutes(http: Http): void {
  http.post('/hotline/orders', {
    config: { may: may('register'), idempotency: 'optional', example: { body: { id, callId: '01930000-0000-7000-8000-0000000000a2', kind: 'help', words: '暖气一点不热，屋里就十四度' } } },
    schema: { body: RegisterOrder, response: { 201: RegisteredOrder } },
  }, (request) => request.perform((deed) => registerOrder(deed, request.body)))

  http.get('/hotline/orders', {
    config: { may: may('read'), example: { query: { view: 'all' } } },
    schema: { querystring: OrderFilter, response: { 200: OrderPage } },
  }, (request) => request.read((deed) => findOrders(deed, request.query)))

  http.get('/hotline/orders/:orderId', {
    config: { may: may('read'), example: { params } },
    schema: { params: OrderId, response: { 200: OrderDetail } },
  }, (request) => request.read((deed) => showOrder(deed, request.params.orderId)))

  http.post(at('answer_on_call'), {
    config: { may: may('answer_on_call'), idempotency: 'optional', example: { params, body: { note: '已告知供热期和室温标准' } } },
    schema: { params: OrderId, body: AnswerOnCall, response: { 200: AdvancedOrder } },
  }, (request) => request.perform((deed) => answerOrder(deed, request.params.orderId, request.body)))

  http.post(at('refuse'), {
    config: { may: may('refuse'), idempotency: 'optional', example: { params, body: { notTaken: 'litigation' } } },
    schema: { params: OrderId, body: RefuseOrder, response: { 200: AdvancedOrder } },
  }, (request) => request.perform((deed) => refuseOrder(deed, request.params.orderId, request.body)))

  http.post(at('dispatch'), {
    config: { may: may('dispatch'), idempotency: 'optional', example: { params, body: {} } },
    schema: { params: OrderId, body: DispatchOrder, response: { 200: AdvancedOrder } },
  }, (request) => request.perform((deed) => dispatchOrder(deed, request.params.orderId, request.body)))

  http.post(at('designate'), {
    config: { may: may('designate'), idempotency: 'optional', example: { params, body: { unitId: 'unit', reason: '三次派单不成，指定办理' } } },
    schema: { params: OrderId, body: DesignateOrder, response: { 200: AdvancedOrder } },
  }, (request) => request.perform((deed) => designateOrder(deed, request.params.orderId, request.body)))

  http.post(at('reclassify'), {
    config: { may: may('reclassify'), idempotency: 'optional', example: { params, body: { itemCode: 'E0201' } } },
    schema: { params: OrderId, body: ReclassifyOrder, response: { 200: AdvancedOrder } },
  }, (request) => request.perform((deed) => reclassifyOrder(deed, request.params.orderId, request.body)))

  http.post('/hotline/orders/:orderId/join', {
    config: { may: may('merge'), idempotency: 'optional', example: { params, body: { masterId: '01930000-0000-7000-8000-0000000000a3' } } },
    schema: { params: OrderId, body: JoinOrder, response: { 200: AdvancedOrder } },
  }, (request) => request.perform((deed) => joinOrder(deed, request.params.orderId, request.body)))

  http.post('/hotline/orders/:orderId/incident', {
    config: { may: may('raise'), idempotency: 'optional', example: { params, body: { incidentId: '01930000-0000-7000-8000-0000000000a4', words: '楼前水管爆裂，路面冒水' } } },
    schema: { params: OrderId, body: RaiseIncident, response: { 201: RaisedIncident } },
  }, (request) => request.perform((deed) => raiseIncident(deed, request.params.orderId, request.body)))

  http.post('/hotline/orders/:orderId/incident-link', {
    config: { may: may('raise'), idempotency: 'optional', example: { params, body: { incidentId: '01930000-0000-7000-8000-0000000000a4' } } },
    schema: { params: OrderId, body: LinkIncident, response: { 200: RaisedIncident } },
  }, (request) => request.perform((deed) => linkIncident(deed, request.params.orderId, request.body)))

  http.post('/hotline/orders/:orderId/caller', {
    config: { may: may('look'), idempotency: 'none', example: { params, body: { purpose: 'verify_by_call' } } },
    schema: { params: OrderId, body: LookAtCaller, response: { 200: CallerSeen } },
  }, (request) => request.perform((deed) => lookAtCaller(deed, request.params.orderId, request.body)))

  http.post('/hotline/orders/:orderId/dials', {
    config: { may: may('dial'), idempotency: 'optional', example: { params, body: { id: '01930000-0000-7000-8000-0000000000a5', extension: '8001' } } },
    schema: { params: OrderId, body: DialCaller, response: { 202: Dial } },
  }, (request) => request.perform((deed) => dialCaller(deed, request.params.orderId, request.body)))

  http.get('/hotline/orders/:orderId/dials', {
    config: { may: may('dial'), example: { params } },
    schema: { params: OrderId, response: { 200: Dials } },
  }, (request) => request.read((deed) => dialsOf(deed, request.params.orderId)))

  for (const { action, body, example } of orderSteps)
    http.post(at(action), {
      config: { may: may(action), idempotency: 'optional', example: { params, body: example } },
      schema: { params: OrderId, body, response: { 200: AdvancedOrder } },
    }, (request) => request.perform((deed) => advanceOrder(deed, request.params.orderId, action, request.body as OrderStepBody)))
}
