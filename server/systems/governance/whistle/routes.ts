import type { Http } from '#base/http'
import {
  AddSupporting, AdvancedIncident, BlowWhistle, BlownWhistle, CloseWhistle, Departments, DepartmentsQuery, PassOnWhistle, WhistleDetail, WhistleFigures, WhistleFiguresQuery, WhistleFilter, WhistleId, WhistlePage,
} from '../contract.ts'
import { advanceWhistle, callAnother, closeWhistle, passOnWhistle } from './advance-whistle.ts'
import { blowWhistle } from './blow-whistle.ts'
import { findDepartments } from './find-departments.ts'
import { findWhistles, showWhistle } from './find-whistles.ts'
import { may, steps, type Body } from './whistle-steps.ts'
import { whistleFigures } from './whistle-figures.ts'

const params = { whistleId: '01930000-0000-7000-8000-000000000000' }
const path = '/governance/whistles'
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
