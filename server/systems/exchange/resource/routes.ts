import { stringify } from 'yaml'
import type { Http } from '#base/http'
import { ContractForm, DataContract, Resource, ResourceCounts, ResourceId, ResourcePage, ResourceSearch } from '../contract.ts'
import { showContract } from './data-contract.ts'
import { findResources } from './find-resources.ts'
import { countResources, showResource } from './show-resource.ts'

const may = 'exchange.catalogue.read'

export function resourceRoutes(http: Http): void {
  http.get('/exchange/resources', {
    config: { may, example: { query: { q: '登记', limit: 20 } } },
    schema: { querystring: ResourceSearch, response: { 200: ResourcePage } },
  }, (request) => request.read((deed) => findResources(deed, request.query)))

  http.get('/exchange/resource-counts', { config: { may, example: {} }, schema: { response: { 200: ResourceCounts } } }, (request) => request.read(countResources))

  http.get('/exchange/resources/:code', {
    config: { may, example: { params: { code: '100000000001' } } },
    schema: { params: ResourceId, response: { 200: Resource } },
  }, (request) => request.read((deed) => showResource(deed, request.params.code)))

  http.get('/exchange/resources/:code/contract', {
    config: { may, example: { params: { code: '100000000001' }, query: { as: 'yaml' } } },
    schema: { params: ResourceId, querystring: ContractForm, response: { 200: DataContract } },
  }, async (request, reply) => {
    const contract = await request.read((deed) => showContract(deed, request.params.code, `${request.protocol}://${request.host}`))
    return request.query.as === 'yaml' ? reply.type('application/yaml').serializer(String).send(stringify(contract) as never) : contract
  })
}
