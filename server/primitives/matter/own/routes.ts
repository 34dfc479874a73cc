import type { Http } from '#base/http'
import { MatterParams, OwnFilter, OwnThings, Trace } from '../contract.ts'
import { findOwn, ownTrace } from './find-own.ts'

export function ownRoutes(http: Http): void {
  http.get('/matters/own', {
    config: { may: 'matter.own.read', example: { query: { limit: 20, open: true } } }, schema: { querystring: OwnFilter, response: { 200: OwnThings } },
  }, (request) => request.read((deed) => findOwn(deed, request.query)))

  http.get('/matters/own/:id/trace', {
    config: { may: 'matter.own.read', example: { params: { id: '01920000-0000-7000-8000-000000000000' } } }, schema: { params: MatterParams, response: { 200: Trace } },
  }, (request) => request.read((deed) => ownTrace(deed, request.params.id)))
}
