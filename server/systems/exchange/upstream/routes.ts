import type { Http } from '#base/http'
import { UpstreamShown } from '../contract.ts'
import { showUpstream } from './show-upstream.ts'

export function upstreamRoutes(http: Http): void {
  http.get('/exchange/upstream', { config: { may: 'exchange.request.read_all', example: {} }, schema: { response: { 200: UpstreamShown } } }, (request) => request.read(showUpstream))
}
