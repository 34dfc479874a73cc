import type { Http } from '#base/http'
import { Duties, DutiesOfUnit, DutyUnit, ListCounts, Negatives } from '../contract.ts'
import { countLists, findDuties, findNegatives, showDuties } from './find-duties.ts'

const may = 'exchange.catalogue.read'

export function listRoutes(http: Http): void {
  http.get('/exchange/list-counts', { config: { may, example: {} }, schema: { response: { 200: ListCounts } } }, (request) => request.read(countLists))

  http.get('/exchange/duties', { config: { may, example: {} }, schema: { response: { 200: Duties } } }, (request) => request.read(findDuties))

  http.get('/exchange/duties/:unit', {
    config: { may, example: { params: { unit: 'city-civil-affairs' } } },
    schema: { params: DutyUnit, response: { 200: DutiesOfUnit } },
  }, (request) => request.read((deed) => showDuties(deed, request.params.unit)))

  http.get('/exchange/negatives', { config: { may, example: {} }, schema: { response: { 200: Negatives } } }, (request) => request.read(findNegatives))
}
