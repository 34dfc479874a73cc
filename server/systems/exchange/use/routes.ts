import type { Http } from '#base/http'
import { OwnUses, OwnUsesQuery } from '../contract.ts'
import { findOwnUses } from './find-own-uses.ts'

export function useRoutes(http: Http): void {
  http.get('/exchange/uses/mine', {
    config: { may: 'exchange.use.read', example: { query: { limit: 20 } } },
    schema: { querystring: OwnUsesQuery, response: { 200: OwnUses } },
  }, (request) => request.read((deed) => findOwnUses(deed, request.query)))
}
