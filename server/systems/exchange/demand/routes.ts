import type { Http } from '#base/http'
import type { Matter } from '#primitives/matter'
import { AdvancedRequest, Demand, DemandFilter, DemandId, Demands, FiledRequest, MeetDemand, NameDemandSource, PromiseDemand, RaiseDemand, ReasonedStep } from '../contract.ts'
import type { Body } from '../request/request-steps.ts'
import { advanceDemand, declineDemand, meetDemand, nameDemandSource, promiseDemand } from './answer-demand.ts'
import { steps } from './demand-steps.ts'
import { findDemands, showDemand } from './find-demands.ts'
import { raiseDemand } from './raise-demand.ts'

const params = { demandId: '01930000-0000-7000-8000-00000000e004' }
const read = 'exchange.catalogue.read'
const at = (action: string): string => `/exchange/demands/:demandId/${action.replaceAll('_', '-')}`
const advanced = ({ id, number, state, version }: Matter) => ({ id, number, state, version })

export function demandRoutes(http: Http): void {
  http.post('/exchange/demands', {
    config: { may: 'exchange.demand.raise', idempotency: 'optional', example: { body: { id: params.demandId, name: '灵活就业人员社保缴费', items: '姓名、缴费月份', purpose: '核定公共租赁住房资格', legalBasis: '公共租赁住房管理办法', scenario: '公租房申请' } } },
    schema: { body: RaiseDemand, response: { 201: FiledRequest } },
  }, (request) => request.perform((deed) => raiseDemand(deed, request.body)))

  http.get('/exchange/demands', {
    config: { may: read, example: { query: { view: 'all' } } },
    schema: { querystring: DemandFilter, response: { 200: Demands } },
  }, (request) => request.read((deed) => findDemands(deed, request.query)))

  http.get('/exchange/demands/:demandId', {
    config: { may: read, example: { params } },
    schema: { params: DemandId, response: { 200: Demand } },
  }, (request) => request.read((deed) => showDemand(deed, request.params.demandId)))

  http.post(at('name_source'), {
    config: { may: 'exchange.demand.settle', idempotency: 'optional', example: { params, body: { unit: 'city-civil-affairs' } } },
    schema: { params: DemandId, body: NameDemandSource, response: { 200: AdvancedRequest } },
  }, (request) => request.perform(async (deed) => advanced(await nameDemandSource(deed, request.params.demandId, request.body))))

  http.post(at('promise'), {
    config: { may: 'exchange.demand.answer', idempotency: 'optional', example: { params, body: { untilOn: '2030-01-01', note: '整理后编目' } } },
    schema: { params: DemandId, body: PromiseDemand, response: { 200: AdvancedRequest } },
  }, (request) => request.perform(async (deed) => advanced(await promiseDemand(deed, request.params.demandId, request.body))))

  // the source and the authority may both: each by a permission of its own, which the deed asks for
  http.post(at('meet'), {
    config: { may: read, idempotency: 'optional', example: { params, body: { resource: '100000000001' } } },
    schema: { params: DemandId, body: MeetDemand, response: { 200: AdvancedRequest } },
  }, (request) => request.perform(async (deed) => advanced(await meetDemand(deed, request.params.demandId, request.body))))

  http.post(at('decline'), {
    config: { may: read, idempotency: 'optional', example: { params, body: { reason: '《统计法》第二十八条：单个调查对象的资料不得对外提供' } } },
    schema: { params: DemandId, body: ReasonedStep, response: { 200: AdvancedRequest } },
  }, (request) => request.perform(async (deed) => advanced(await declineDemand(deed, request.params.demandId, request.body))))

  for (const { action, permission, body, example } of steps)
    http.post(at(action), {
      config: { may: permission, idempotency: 'optional', example: { params, body: example } },
      schema: { params: DemandId, body, response: { 200: AdvancedRequest } },
    }, (request) => request.perform(async (deed) => advanced(await advanceDemand(deed, request.params.demandId, action, request.body as Body))))
}
