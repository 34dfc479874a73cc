import type { Http } from '#base/http'
import { FormOfVersion, ItemId, ServiceForm } from '../contract.ts'
import { showForm } from './show-form.ts'

export function formRoutes(http: Http): void {
  http.get('/service-item/items/:code/form', {
    config: { may: 'public', example: { params: { code: 'old-age-allowance' } } },
    schema: { params: ItemId, querystring: FormOfVersion, response: { 200: ServiceForm } },
  }, (request) => request.read((deed) => showForm(deed, request.params.code, request.query.version)))
}
