import type { TSchema } from 'typebox'
import type { Http } from '#base/http'
import {
  AddSupporting, AdvancedIncident, BlowWhistle, BlownWhistle, CloseWhistle, Departments, DepartmentsQuery, NotedStep, PassOnWhistle, ReasonedStep, Step, WhistleDetail, WhistleFigures, WhistleFiguresQuery, WhistleFilter, WhistleId, WhistlePage,
} from '../contract.ts'
import { advanceWhistle, callAnother, closeWhistle, passOnWhistle } from './advance-whistle.ts'
import { blowWhistle } from './blow-whistle.ts'
import { findDepartments } from './find-departments.ts'
import { findWhistles, showWhistle } from './find-whistles.ts'
import { whistleFigures } from './whistle-figures.ts'

const params = { whistleId: '01930000-0000-7000-8000-000000000000' }
const may = (action: string): string => `governance.whistle.${action}`
const path = '/governance/whistles'
type Body = { version?: number; note?: string; reason?: string; evidence?: readonly string[] }

/** Steps that need nothing of their own, and whose permission each is: streets blow and close, centres pass on, departments come and answer. */
const steps: readonly { action: string; permission: string; body: TSchema; example: Body }[] = [
  { action: 'refuse', permission: 'refuse', body: ReasonedStep, example: { reason: '一个部门就能办，请直接派遣' } },
  { action: 'blow_again', permission: 'blow', body: ReasonedStep, example: { reason: '涉及三家产权，一家办不了' } },
  { action: 'give_up', permission: 'blow', body: Step, example: {} },
  { action: 'sign_in', permission: 'sign_in', body: Step, example: {} },
  { action: 'support_receive', permission: 'sign_in', body: Step, example: {} },
  { action: 'support_finish', permission: 'answer', body: NotedStep, example: { note: '已拆除违建部分' } },
  { action: 'answer', permission: 'answer', body: NotedStep, example: { note: '现场已清理，立了警示牌' } },
  { action: 'send_back', permission: 'close', body: ReasonedStep, example: { reason: '垃圾还没清完' } },
  { action: 'leave_unsolved', permission: 'close', body: ReasonedStep, example: { reason: '产权争议，待诉讼' } },
  { action: 'comment', permission: 'read', body: NotedStep, example: { note: '明早九点现场见' } },
]
/** Bound by code; the kind says the rest. */
export const whistleActions: readonly string[] = [...steps.map(({ action }) => action), 'pass_on', 'add_supporting', 'close']
export const whistlePermissions: readonly string[] = ['blow', 'read', 'pass_on', 'refuse', 'sign_in', 'answer', 'close'].map(may)

export function whistleRoutes(http: Http): void {
  http.post(path, {
    config: { may: may('blow'), idempotency: 'optional', example: { body: { id: '01930000-0000-7000-8000-00000000000e', title: '占道经营反复', words: '请三家到现场共同处置', divisionCode: '{street}', itemCode: 'E51002', unitIds: ['unit'] } } },
    schema: { body: BlowWhistle, response: { 201: BlownWhistle } },
  }, (request) => request.perform((deed) => blowWhistle(deed, request.body)))

  http.get(path, { config: { may: may('read'), example: {} }, schema: { querystring: WhistleFilter, response: { 200: WhistlePage } } }, (request) => request.read((deed) => findWhistles(deed, request.query)))
  http.get('/governance/whistle-departments', { config: { may: may('read'), example: { query: { q: '水务' } } }, schema: { querystring: DepartmentsQuery, response: { 200: Departments } } }, (request) => request.read((deed) => findDepartments(deed, request.query.q ?? '')))
  http.get('/governance/whistle-figures', { config: { may: may('read'), example: {} }, schema: { querystring: WhistleFiguresQuery, response: { 200: WhistleFigures } } }, (request) => request.read((deed) => whistleFigures(deed, request.query)))
  http.get(`${path}/:whistleId`, { config: { may: may('read'), example: { params } }, schema: { params: WhistleId, response: { 200: WhistleDetail } } }, (request) => request.read((deed) => showWhistle(deed, request.params.whistleId)))

  http.post(`${path}/:whistleId/pass-on`, {
    config: { may: may('pass_on'), idempotency: 'optional', example: { params, body: {} } }, schema: { params: WhistleId, body: PassOnWhistle, response: { 200: AdvancedIncident } },
  }, (request) => request.perform((deed) => passOnWhistle(deed, request.params.whistleId, request.body)))

  http.post(`${path}/:whistleId/add-supporting`, {
    config: { may: may('pass_on'), idempotency: 'optional', example: { params, body: { supporting: ['unit'] } } }, schema: { params: WhistleId, body: AddSupporting, response: { 200: AdvancedIncident } },
  }, (request) => request.perform((deed) => callAnother(deed, request.params.whistleId, request.body)))

  http.post(`${path}/:whistleId/close`, {
    config: { may: may('close'), idempotency: 'optional', example: { params, body: { scores: [{ unitId: 'unit', score: 5 }] } } }, schema: { params: WhistleId, body: CloseWhistle, response: { 200: AdvancedIncident } },
  }, (request) => request.perform((deed) => closeWhistle(deed, request.params.whistleId, request.body)))

  for (const { action, permission, body, example } of steps)
    http.post(`${path}/:whistleId/${action.replaceAll('_', '-')}`, {
      config: { may: may(permission), idempotency: 'optional', example: { params, body: example } }, schema: { params: WhistleId, body, response: { 200: AdvancedIncident } },
    }, (request) => request.perform((deed) => advanceWhistle(deed, may(permission), request.params.whistleId, action, request.body as Body)))
}
