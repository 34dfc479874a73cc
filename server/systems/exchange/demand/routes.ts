import type { Http } from '#base/http'
import { stepRoutes } from '#primitives/matter'
import { Demand, DemandFilter, DemandId, Demands, FiledRequest, MeetDemand, NameDemandSource, PromiseDemand, RaiseDemand, ReasonedStep } from '../contract.ts'
import type { Body } from '../request/request-steps.ts'
import { advanceDemand, declineDemand, meetDemand, nameDemandSource, promiseDemand } from './answer-demand.ts'
import { steps } from './demand-steps.ts'
import { findDemands, showDemand } from './find-demands.ts'
import { raiseDemand } from './raise-demand.ts'

const params = { demandId: '01930000-0000-7000-8000-00000000e004' }
const read = 'exchange.catalogue.read'

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

  const step = stepRoutes(http, '/exchange/demands/:demandId', DemandId, params)
  step({ action: 'name_source', permission: 'exchange.demand.settle', body: NameDemandSource, example: { unit: 'city-civil-affairs' } }, nameDemandSource)
  step({ action: 'promise', permission: 'exchange.demand.answer', body: PromiseDemand, example: { untilOn: '2030-01-01', note: '整理后编目' } }, promiseDemand)
  // the source and the authority may both: each by a permission of its own, which the deed asks for
  step({ action: 'meet', permission: read, body: MeetDemand, example: { resource: '100000000001' } }, meetDemand)
  step({ action: 'decline', permission: read, body: ReasonedStep, example: { reason: '《统计法》第二十八条：单个调查对象的资料不得对外提供' } }, declineDemand)
  for (const one of steps) step(one, (deed, id, body) => advanceDemand(deed, id, one.action, body as Body))
}
