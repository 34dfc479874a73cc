import type { Http } from '#base/http'
import { stepRoutes } from '#primitives/matter'
import { answer, callBack, readCases, supervise } from '../case-actions.ts'
import { Case, CaseFilter, CaseId, Cases, Looked, PassOn, ReasonedStep, RecordAgain, RecordCall, SendBack, StepOnly, UnitCase, UnitCaseFilter, UnitCases, WordedStep } from '../contract.ts'
import { mendCase, objectToCase, reportBack, sendBackCase } from './answer-case.ts'
import { beginCall, lookAtRater, recordCall } from './call-back.ts'
import { overruleRating, recordAgain, setAside, settleCase } from './end-at-call.ts'
import { findCases, findUnitCases } from './find-cases.ts'
import { passOn } from './pass-on.ts'
import { showCase, showUnitCase } from './show-case.ts'
import { concludeCase, orderMending } from './supervise-case.ts'

const params = { caseId: '01930000-0000-7000-8000-00000000c001' }
const call = '01930000-0000-7000-8000-00000000c002'

/** What those outside the unit do with a bad rating, and what the unit answers. */
export function caseRoutes(http: Http): void {
  http.get('/rating/desk/cases', {
    config: { may: readCases, example: { query: { view: 'to_call', limit: 20 } } }, schema: { querystring: CaseFilter, response: { 200: Cases } },
  }, (request) => request.read((deed) => findCases(deed, request.query)))

  http.get('/rating/desk/cases/:caseId', {
    config: { may: readCases, example: { params } }, schema: { params: CaseId, response: { 200: Case } },
  }, (request) => request.read((deed) => showCase(deed, request.params.caseId)))

  http.post('/rating/desk/cases/:caseId/look', {
    config: { may: callBack, idempotency: 'none', example: { params } }, schema: { params: CaseId, response: { 200: Looked } },
  }, (request) => request.perform((deed) => lookAtRater(deed, request.params.caseId)))

  http.get('/rating/unit/cases', {
    config: { may: answer, example: { query: { view: 'open' } } }, schema: { querystring: UnitCaseFilter, response: { 200: UnitCases } },
  }, (request) => request.read((deed) => findUnitCases(deed, request.query)))

  http.get('/rating/unit/cases/:caseId', {
    config: { may: answer, example: { params } }, schema: { params: CaseId, response: { 200: UnitCase } },
  }, (request) => request.read((deed) => showUnitCase(deed, request.params.caseId)))

  const outside = stepRoutes(http, '/rating/desk/cases/:caseId', CaseId, params)
  outside({ action: 'begin_call', permission: callBack, body: StepOnly, example: {} }, beginCall)
  outside({ action: 'record_call', permission: callBack, body: RecordCall, example: { id: call, reached: true, said: '等了三周没有消息，去了两趟' } }, recordCall)
  outside({ action: 'pass_on', permission: callBack, body: PassOn, example: { facts: '承诺五个工作日，第十二个工作日才有结果，其间没有告知进展' } }, passOn)
  outside({ action: 'settle', permission: callBack, body: WordedStep, example: { words: '已说明办理时限从补正之日起算' } }, settleCase)
  outside({ action: 'set_aside', permission: callBack, body: ReasonedStep, example: { reason: '评价人说点错了', words: '本人说想评非常满意' } }, setAside)
  outside({ action: 'record_again', permission: callBack, body: RecordAgain, example: { id: call, level: 4, said: '已经收到，满意' } }, recordAgain)
  outside({ action: 'order', permission: supervise, body: WordedStep, example: { words: '请在五个工作日内把告知补上' } }, orderMending)
  outside({ action: 'conclude', permission: supervise, body: WordedStep, example: { words: '已向评价人致歉，窗口增加一次进展告知' } }, concludeCase)
  outside({ action: 'overrule', permission: supervise, body: ReasonedStep, example: { reason: '单位没有过错', words: '时限从补正之日起算，没有超期' } }, overruleRating)

  const unit = stepRoutes(http, '/rating/unit/cases/:caseId', CaseId, params)
  unit({ action: 'mend', permission: answer, body: WordedStep, example: { words: '已改为每三个工作日告知一次进展' } }, mendCase)
  unit({ action: 'object', permission: answer, body: WordedStep, example: { words: '时限从补正之日起算，没有超期' } }, objectToCase)
  unit({ action: 'send_back', permission: answer, body: SendBack, example: { reason: '发放由区社会保险中心负责' } }, sendBackCase)
  unit({ action: 'report_back', permission: answer, body: WordedStep, example: { words: '告知已补上' } }, reportBack)
}
