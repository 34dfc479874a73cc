import type { Http } from '#base/http'
import { stepRoutes } from '#primitives/matter'
import { extend, read, review } from '../application-actions.ts'
import { AcceptLacking, AnswerOwn, ApplicationId, ApproveApplication, AskMissing, AskOpinion, DeclineApplication, DeliverApplication, DeskApplication, DeskApplications, DeskFilter, ExtendApplication, GiveOpinion, PauseApplication, RefuseApplication, ReportMissing, StepOnly, Tally, TallyQuery } from '../contract.ts'
import { requireOfUnit } from '../find-application.ts'
import { acceptApplication, acceptLacking, askMissing, bringLacking, declineApplication, extendApplication, pauseApplication, resumeApplication } from './accept-application.ts'
import { askOpinion, giveOpinion } from './ask-opinion.ts'
import { answerOwn } from './decide-jointly.ts'
import { approveApplication, deliverApplication, refuseApplication } from './decide-application.ts'
import { findDesk, showTally } from './find-desk.ts'
import { reportMissing } from './report-missing.ts'
import { openDesk, showDesk } from './show-desk.ts'

const params = { applicationId: '01930000-0000-7000-8000-0000000ad001' }

/** What the unit does that has to answer. */
export function reviewRoutes(http: Http): void {
  http.get('/application/desk/applications', {
    config: { may: read, example: { query: { view: 'open', limit: 20 } } },
    schema: { querystring: DeskFilter, response: { 200: DeskApplications } },
  }, (request) => request.read((deed) => findDesk(deed, request.query)))

  http.get('/application/desk/applications/:applicationId', {
    config: { may: read, example: { params } },
    schema: { params: ApplicationId, response: { 200: DeskApplication } },
  }, (request) => request.read((deed) => showDesk(deed, request.params.applicationId)))

  http.post('/application/desk/applications/:applicationId/open', {
    config: { may: review, idempotency: 'none', example: { params } },
    schema: { params: ApplicationId, response: { 200: DeskApplication } },
  }, (request) => request.perform((deed) => openDesk(deed, request.params.applicationId)))

  http.get('/application/desk/tally', {
    config: { may: read, example: { query: {} } },
    schema: { querystring: TallyQuery, response: { 200: Tally } },
  }, (request) => request.read((deed) => showTally(deed, request.query)))

  const step = stepRoutes(http, '/application/desk/applications/:applicationId', ApplicationId, params)
  step({ action: 'accept', permission: review, body: StepOnly, example: {} }, acceptApplication)
  step({ action: 'accept_lacking', permission: review, body: AcceptLacking, example: { materials: ['户口簿'], until: '2030-01-01' } }, acceptLacking)
  step({ action: 'ask_missing', permission: review, body: AskMissing, example: { materials: ['户口簿'], words: '只要首页和本人页' } }, askMissing)
  step({ action: 'decline', permission: review, body: DeclineApplication, example: { reason: '依法不属于本单位职权范围', words: '请到户籍所在区提出' } }, declineApplication)
  step({ action: 'bring_lacking', permission: review, body: StepOnly, example: {} }, async (deed, id, { version }) => bringLacking(deed, await requireOfUnit(deed, id), version))
  step({ action: 'pause', permission: review, body: PauseApplication, example: { reason: '鉴定', words: '需要能力评估机构上门评估', until: '2030-01-01' } }, pauseApplication)
  step({ action: 'resume', permission: review, body: StepOnly, example: {} }, resumeApplication)
  step({ action: 'extend', permission: extend, body: ExtendApplication, example: { reason: '需要向外地核实户籍' } }, extendApplication)
  step({ action: 'ask_opinion', permission: review, body: AskOpinion, example: { units: ['120103-housing'], question: '请核对住房情况' } }, askOpinion)
  step({ action: 'give_opinion', permission: review, body: GiveOpinion, example: { agrees: true, words: '符合规定' } }, giveOpinion)
  step({ action: 'report_missing', permission: review, body: ReportMissing, example: { materials: ['登记申请书'], words: '没有选公章' } }, reportMissing)
  step({ action: 'answer_own', permission: review, body: AnswerOwn, example: { agrees: true, words: '名称已核对' } }, answerOwn)
  step({ action: 'approve', permission: review, body: ApproveApplication, example: { words: '户籍已电话核实' } }, approveApplication)
  step({ action: 'refuse', permission: review, body: RefuseApplication, example: { grounds: ['age'], words: '申请时 79 周岁，满 80 周岁当月可以再申请' } }, refuseApplication)
  step({ action: 'deliver', permission: review, body: DeliverApplication, example: { how: 'counter', words: '本人到窗口领取' } }, deliverApplication)
}
