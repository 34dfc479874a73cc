import type { Http } from '#base/http'
import { CallId, EndCall, Made, NameCaller, OwnCalls, TakeCall, TakenCall, Transfer, TransferCall, Transfers } from '../contract.ts'
import { endCall } from './end-call.ts'
import { ownCalls } from './own-calls.ts'
import { nameCaller, takeCall } from './take-call.ts'
import { transferCall, transfersOf } from './transfer-call.ts'

const id = '01930000-0000-7000-8000-0000000000b1'
const params = { callId: id }
const may = 'hotline.call.take'

export function callRoutes(http: Http): void {
  http.post('/hotline/calls', {
    config: { may, idempotency: 'optional', example: { body: { id, number: '13800010000' } } },
    schema: { body: TakeCall, response: { 201: TakenCall } },
  }, (request) => request.perform((deed) => takeCall(deed, request.body)))

  http.get('/hotline/calls', { config: { may, example: {} }, schema: { response: { 200: OwnCalls } } }, (request) => request.read(ownCalls))

  http.post('/hotline/calls/:callId/name', {
    config: { may, idempotency: 'none', example: { params, body: { name: '林女士' } } },
    schema: { params: CallId, body: NameCaller, response: { 200: Made } },
  }, (request) => request.perform((deed) => nameCaller(deed, request.params.callId, request.body)))

  http.post('/hotline/calls/:callId/end', {
    config: { may, idempotency: 'optional', example: { params, body: { outcome: 'registered' } } },
    schema: { params: CallId, body: EndCall, response: { 200: Made } },
  }, (request) => request.perform((deed) => endCall(deed, request.params.callId, request.body)))

  http.post('/hotline/calls/:callId/transfers', {
    config: { may: 'hotline.order.transfer', idempotency: 'optional', example: { params, body: { id: '01930000-0000-7000-8000-0000000000b2', number: '119', reason: '楼道冒烟' } } },
    schema: { params: CallId, body: TransferCall, response: { 202: Transfer } },
  }, (request) => request.perform((deed) => transferCall(deed, request.params.callId, request.body)))

  http.get('/hotline/calls/:callId/transfers', { config: { may, example: { params } }, schema: { params: CallId, response: { 200: Transfers } } },
    (request) => request.read((deed) => transfersOf(deed, request.params.callId)))
}
