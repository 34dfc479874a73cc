import type { Http } from '#base/http'
import { sentSheet } from '#base/sent-sheet'
import { stepRoutes } from '#primitives/matter'
import { passForm, refuseForm, strikeForm, withdrawForm } from './answer-form.ts'
import { checkColumns } from './check-columns.ts'
import { CheckColumns, CheckedColumns, Form, FormFilter, FormId, Forms, FormStep, SheetHeadings, SubmitForm, SubmittedForm } from './contract.ts'
import { findForms, showForm } from './find-forms.ts'
import { readHeadings } from './read-headings.ts'
import { submitForm } from './submit-form.ts'

const params = { formId: '01930000-0000-7000-8000-00000000f001' }
const [submit, read, review] = ['one_form.form.submit', 'one_form.form.read', 'one_form.form.review']

export function routes(http: Http): void {
  http.post('/one-form/headings', {
    config: { may: submit, idempotency: 'none', example: { headers: { 'content-type': 'multipart/form-data' } } },
    schema: { response: { 200: SheetHeadings } },
  }, async (request) => readHeadings(await sentSheet(request)))

  http.post('/one-form/checks', {
    config: { may: submit, idempotency: 'none', example: { body: { name: '高龄津贴发放台账', columns: ['姓名', '津贴金额（元）', '走访记录'] } } },
    schema: { body: CheckColumns, response: { 200: CheckedColumns } },
  }, (request) => request.read((deed) => checkColumns(deed, request.body)))

  http.post('/one-form/forms', {
    config: { may: submit, idempotency: 'optional', example: { body: { id: params.formId, name: '网格走访情况表', purpose: '掌握走访次数', legalBasis: '《城市居民委员会组织法》第二十条', level: 'street', cycle: 'monthly', untilOn: '2030-01-01', columns: [{ name: '走访户数' }] } } },
    schema: { body: SubmitForm, response: { 201: SubmittedForm } },
  }, (request) => request.perform((deed) => submitForm(deed, request.body)))

  http.get('/one-form/forms', {
    config: { may: read, example: { query: { view: 'in_force' } } },
    schema: { querystring: FormFilter, response: { 200: Forms } },
  }, (request) => request.read((deed) => findForms(deed, request.query)))

  http.get('/one-form/forms/:formId', {
    config: { may: read, example: { params } },
    schema: { params: FormId, response: { 200: Form } },
  }, (request) => request.read((deed) => showForm(deed, request.params.formId)))

  const step = stepRoutes(http, '/one-form/forms/:formId', FormId, params)
  step({ action: 'pass', permission: review, body: FormStep, example: { reason: '平台上的数据按月更新，这里要当天的' } }, passForm)
  step({ action: 'refuse', permission: review, body: FormStep, example: { reason: '请向数源部门申请共享' } }, refuseForm)
  step({ action: 'strike', permission: review, body: FormStep, example: { reason: '平台已改为按日更新' } }, strikeForm)
  step({ action: 'withdraw', permission: submit, body: FormStep, example: { reason: '工作已经结束' } }, withdrawForm)
}
