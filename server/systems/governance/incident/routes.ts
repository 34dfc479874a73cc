import { conflict } from '#base/errors'
import type { Http } from '#base/http'
import type { Input } from '#primitives/matter'
import {
  ActionOfIncident, AdvancedIncident, AnyStep, DesignateUnit, DispatchIncident, HandDown, IncidentDetail, IncidentFilter, IncidentId, IncidentPage, MendIncident, MergeIncident, ReasonedStep, ReclassifyIncident,
  ReportedIncident, ReportIncident,
} from '../contract.ts'
import { advanceIncident } from './advance-incident.ts'
import { climbIncident, handDownIncident } from './climb-incident.ts'
import { confirmQuarantined } from './confirm-quarantined.ts'
import { designateUnit } from './designate-unit.ts'
import { dispatchIncident } from './dispatch-incident.ts'
import { findIncidents } from './find-incidents.ts'
import { mendIncident } from './mend-incident.ts'
import { mergeIncident } from './merge-incident.ts'
import { reclassifyIncident } from './reclassify-incident.ts'
import { reportIncident } from './report-incident.ts'
import { showIncident } from './show-incident.ts'
import { sourceOf } from './source-of.ts'
import { boundActions, steps, type StepBody } from './steps.ts'

const params = { incidentId: '01930000-0000-7000-8000-000000000000' }
const report = { id: '01930000-0000-7000-8000-00000000000a', words: '楼下水管漏水', divisionCode: '{community}', placeWords: '光明里3号楼前' }
const may = (action: string): string => `governance.incident.${action}`
const at = (action: string): string => `/governance/incidents/:incidentId/${action.replaceAll('_', '-')}`

export function incidentRoutes(http: Http): void {
  http.post('/governance/incidents', {
    config: { may: may('report'), idempotency: 'optional', example: { body: report } },
    schema: { body: ReportIncident, response: { 201: ReportedIncident } },
  }, (request) => request.perform(async (deed) => reportIncident(deed, request.body, await sourceOf(deed))))

  http.post('/governance/anonymous-incidents', {
    config: { may: 'public', idempotency: 'optional', example: { body: { ...report, id: '01930000-0000-7000-8000-00000000000b' } }, rateLimit: { max: 20, timeWindow: 60_000 } },
    schema: { body: ReportIncident, response: { 201: ReportedIncident } },
  }, (request) => request.perform((deed) => reportIncident(deed, request.body, 'resident')))

  http.get('/governance/incidents', {
    config: { may: may('read'), example: { query: { view: 'desk' } } },
    schema: { querystring: IncidentFilter, response: { 200: IncidentPage } },
  }, (request) => request.read((deed) => findIncidents(deed, request.query)))

  http.get('/governance/incidents/:incidentId', {
    config: { may: may('read'), example: { params } },
    schema: { params: IncidentId, response: { 200: IncidentDetail } },
  }, (request) => request.read((deed) => showIncident(deed, request.params.incidentId)))

  http.post(at('dispatch'), {
    config: { may: may('dispatch'), idempotency: 'optional', example: { params, body: {} } },
    schema: { params: IncidentId, body: DispatchIncident, response: { 200: AdvancedIncident } },
  }, (request) => request.perform((deed) => dispatchIncident(deed, request.params.incidentId, request.body)))

  http.post(at('designate'), {
    config: { may: may('designate'), idempotency: 'optional', example: { params, body: { unitId: 'unit', reason: '三次派遣不成，指定办理' } } },
    schema: { params: IncidentId, body: DesignateUnit, response: { 200: AdvancedIncident } },
  }, (request) => request.perform((deed) => designateUnit(deed, request.params.incidentId, request.body)))

  http.post(at('climb'), {
    config: { may: may('climb'), idempotency: 'optional', example: { params, body: { reason: '需要专业部门处理' } } },
    schema: { params: IncidentId, body: ReasonedStep, response: { 200: AdvancedIncident } },
  }, (request) => request.perform((deed) => climbIncident(deed, request.params.incidentId, request.body)))

  http.post(at('hand_down'), {
    config: { may: may('hand_down'), idempotency: 'optional', example: { params, body: { reason: '街道可以处置', divisionCode: '{street}' } } },
    schema: { params: IncidentId, body: HandDown, response: { 200: AdvancedIncident } },
  }, (request) => request.perform((deed) => handDownIncident(deed, request.params.incidentId, request.body)))

  http.post(at('reclassify'), {
    config: { may: may('reclassify'), idempotency: 'optional', example: { params, body: { itemCode: 'E51002' } } },
    schema: { params: IncidentId, body: ReclassifyIncident, response: { 200: AdvancedIncident } },
  }, (request) => request.perform((deed) => reclassifyIncident(deed, request.params.incidentId, request.body)))

  http.post(at('merge'), {
    config: { may: may('merge'), idempotency: 'optional', example: { params, body: { masterId: params.incidentId } } },
    schema: { params: IncidentId, body: MergeIncident, response: { 200: AdvancedIncident } },
  }, (request) => request.perform((deed) => mergeIncident(deed, request.params.incidentId, request.body)))

  http.post(at('mend'), {
    config: { may: may('mend'), idempotency: 'optional', example: { params, body: { evidence: [params.incidentId] } } },
    schema: { params: IncidentId, body: MendIncident, response: { 200: AdvancedIncident } },
  }, (request) => request.perform((deed) => mendIncident(deed, request.params.incidentId, request.body)))

  // what a city adds to the kind goes by the kind's own rules; what code names has a route of its own
  http.post('/governance/incidents/:incidentId/actions/:action', {
    config: { may: may('advance'), idempotency: 'optional', example: { params: { ...params, action: 'survey' }, body: { note: '已到现场踏勘' } } },
    schema: { params: ActionOfIncident, body: AnyStep, response: { 200: AdvancedIncident } },
  }, (request) => request.perform((deed) => {
    if (boundActions.includes(request.params.action)) throw conflict('governance.action_has_own_route')
    return advanceIncident(deed, may('advance'), request.params.incidentId, request.params.action, inputOf(request.body))
  }))

  http.post(at('confirm'), {
    config: { may: may('confirm'), idempotency: 'optional', example: { params } },
    schema: { params: IncidentId, response: { 200: AdvancedIncident } },
  }, (request) => request.perform((deed) => confirmQuarantined(deed, request.params.incidentId)))

  for (const { action, body, example, use } of steps)
    http.post(at(action), {
      config: { may: may(action), idempotency: 'optional', example: { params, body: example } },
      schema: { params: IncidentId, body, response: { 200: AdvancedIncident } },
    }, (request) => request.perform((deed) => advanceIncident(deed, may(action), request.params.incidentId, action, inputOf(request.body as StepBody), use)))
}

const inputOf = ({ until, workingDays, supporting, ...rest }: StepBody): Input => ({
  ...rest,
  ...(until ? { until: new Date(until) } : {}),
  ...(workingDays ? { extension: { amount: workingDays, unit: 'working_days' } } : {}),
  ...(supporting ? { supporting: supporting.map((unitId) => ({ unitId })) } : {}),
})
