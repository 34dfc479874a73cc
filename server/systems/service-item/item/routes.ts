import type { Http } from '#base/http'
import { tagged } from '#base/tagged'
import { AtDivision, ItemId, ItemPage, ItemSearch, ItemTerms, ServiceItem } from '../contract.ts'
import { searchItems } from '../search/search-items.ts'
import { findServiceItems } from './find-service-items.ts'
import { listTerms } from './list-terms.ts'
import { showServiceItem } from './show-service-item.ts'

export function itemRoutes(http: Http): void {
  http.get('/service-item/items', {
    config: { may: 'public', example: { query: { q: '我妈八十了能领什么钱', limit: 20 } }, rateLimit: { max: 240, timeWindow: 60_000 } },
    schema: { querystring: ItemSearch, response: { 200: ItemPage } }, onSend: tagged,
  }, (request) => request.read((deed) => (request.query.q?.trim() ? searchItems(deed, request.query) : findServiceItems(deed, request.query))))

  http.get('/service-item/terms', { config: { may: 'public', example: {} }, schema: { response: { 200: ItemTerms } }, onSend: tagged }, (request) => request.read(listTerms))

  http.get('/service-item/items/:code', {
    config: { may: 'public', example: { params: { code: 'old-age-allowance' }, query: { division: '{community}' } } },
    schema: { params: ItemId, querystring: AtDivision, response: { 200: ServiceItem } }, onSend: tagged,
  }, (request) => request.read((deed) => showServiceItem(deed, request.params.code, request.query.division)))
}
