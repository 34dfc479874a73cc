import type { Http } from '#base/http'
import { stepRoutes } from '#primitives/matter'
import { AssessChange, CatalogueChange, CatalogueChanges, ChangeFilter, ChangeId, DraftChange, DraftedChange, NameSource, ReviseChange, Step, WithdrawResource } from '../contract.ts'
import type { Body } from '../request/request-steps.ts'
import { advanceChange } from './advance-change.ts'
import { assessChange } from './assess-change.ts'
import { changePermissionOf, steps } from './change-steps.ts'
import { draftChange, reviseChange, withdrawResource } from './draft-change.ts'
import { findChanges, showChange } from './find-changes.ts'
import { nameSource } from './name-source.ts'
import { passChange } from './pass-change.ts'

const params = { changeId: '01930000-0000-7000-8000-00000000e003' }
const [read, draft] = ['exchange.change.read', 'exchange.change.draft']
const drafted = {
  classified: 'none', reason: '新增登记类型', effectiveOn: '2030-01-01', derivedFrom: [], derivedReason: '',
  entry: {
    name: '殡葬服务机构信息', library: null, theme: '生活服务', summary: '经批准的殡葬服务机构名称和地址', format: 'database', share: 'unconditional', shareCondition: '', shareBasis: '', modes: ['delivery'], open: 'open', cycle: 'monthly', personal: false,
    fields: [{ name: '机构编号', field: 'number', type: 'text', length: 20, required: true, key: true, grade: 1, level: 'general', personal: null, mask: 'full' }],
  },
}

export function changeRoutes(http: Http): void {
  http.post('/exchange/changes', {
    config: { may: draft, idempotency: 'optional', example: { body: { id: params.changeId, code: null, base: null, ...drafted } } },
    schema: { body: DraftChange, response: { 201: DraftedChange } },
  }, (request) => request.perform((deed) => draftChange(deed, request.body)))

  http.post('/exchange/withdrawals', {
    config: { may: draft, idempotency: 'optional', example: { body: { id: params.changeId, code: '100000000001', base: 1, reason: '职责已经划转', effectiveOn: '2030-01-01' } } },
    schema: { body: WithdrawResource, response: { 201: DraftedChange } },
  }, (request) => request.perform((deed) => withdrawResource(deed, request.body)))

  http.get('/exchange/changes', {
    config: { may: read, example: { query: { view: 'mine' } } },
    schema: { querystring: ChangeFilter, response: { 200: CatalogueChanges } },
  }, (request) => request.read((deed) => findChanges(deed, request.query)))

  http.get('/exchange/changes/:changeId', {
    config: { may: read, example: { params } },
    schema: { params: ChangeId, response: { 200: CatalogueChange } },
  }, (request) => request.read((deed) => showChange(deed, request.params.changeId)))

  const step = stepRoutes(http, '/exchange/changes/:changeId', ChangeId, params)
  step({ action: 'revise', permission: changePermissionOf('revise'), body: ReviseChange, example: drafted }, reviseChange)
  step({ action: 'assess', permission: changePermissionOf('assess'), body: AssessChange, example: { secrecy: '不含国家秘密和工作秘密', privacy: '不含个人信息' } }, assessChange)
  step({ action: 'name_source', permission: changePermissionOf('name_source'), body: NameSource, example: { rulings: [{ name: '登记日期', unit: null }], reason: '各自登记的日期，不是同一项' } }, nameSource)
  step({ action: 'pass', permission: changePermissionOf('pass'), body: Step, example: {} }, (deed, id, { version }) => passChange(deed, id, version))
  for (const one of steps) step(one, (deed, id, body) => advanceChange(deed, id, one.action, body as Body))
}
