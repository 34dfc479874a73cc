import type { Http } from '#base/http'
import { stepRoutes } from '#primitives/matter'
import { DataRequest, DataRequests, FiledRequest, FileRequest, RefuseRequest, RequestFilter, RequestId, Step } from '../contract.ts'
import { advanceRequest } from './advance-request.ts'
import { fileRequest } from './file-request.ts'
import { findDataRequests, showDataRequest } from './find-data-requests.ts'
import { grantRequest, refuseRequest } from './grant-request.ts'
import { requestPermissionOf, steps, type Body } from './request-steps.ts'

const params = { requestId: '01930000-0000-7000-8000-00000000e001' }
const read = 'exchange.request.read'
/** Of a request, for the examples. */
export const asked = {
  id: params.requestId, resource: '100000000001', fields: ['registered_on'], purpose: '办理公积金提取', legalBasis: '住房公积金管理条例', scenario: '公积金提取', usingSystem: '公积金业务系统', mode: 'query', untilOn: '2030-12-31', rowsADay: 1000,
}

export function requestRoutes(http: Http): void {
  http.post('/exchange/requests', {
    config: { may: 'exchange.request.file', idempotency: 'optional', example: { body: asked } },
    schema: { body: FileRequest, response: { 201: FiledRequest } },
  }, (request) => request.perform((deed) => fileRequest(deed, request.body)))

  http.get('/exchange/requests', {
    config: { may: read, example: { query: { view: 'mine' } } },
    schema: { querystring: RequestFilter, response: { 200: DataRequests } },
  }, (request) => request.read((deed) => findDataRequests(deed, request.query)))

  http.get('/exchange/requests/:requestId', {
    config: { may: read, example: { params } },
    schema: { params: RequestId, response: { 200: DataRequest } },
  }, (request) => request.read((deed) => showDataRequest(deed, request.params.requestId)))

  const step = stepRoutes(http, '/exchange/requests/:requestId', RequestId, params)
  step({ action: 'grant', permission: requestPermissionOf('grant'), body: Step, example: {} }, (deed, id, { version }) => grantRequest(deed, id, version))
  step({ action: 'refuse', permission: requestPermissionOf('refuse'), body: RefuseRequest, example: { condition: '办理当事人本人事项所必需', reason: '没有说明逐人办理' } }, refuseRequest)
  for (const one of steps) step(one, (deed, id, body) => advanceRequest(deed, id, one.action, body as Body))
}
