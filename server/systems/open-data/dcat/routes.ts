import type { FastifyRequest } from 'fastify'
import type { Http } from '#base/http'
import { CataloguePage } from '../contract.ts'
import { catalogueGraph } from './catalogue-graph.ts'
import { jsonLdOf, turtleOf } from './write-graph.ts'

const origin = (request: FastifyRequest): string => `${request.protocol}://${request.host}`
const config = { may: 'public', example: { query: { page: 1 } }, rateLimit: { max: 120, timeWindow: 60_000 } }
const schema = { querystring: CataloguePage }

/** The catalogue for other portals: DCAT-AP 3. */
export function dcatRoutes(http: Http): void {
  http.get('/catalog.jsonld', { config, schema }, async (request, reply) => {
    const graph = await request.read((deed) => catalogueGraph(deed, origin(request), request.query.page ?? 1))
    return reply.type('application/ld+json; charset=utf-8').header('access-control-allow-origin', '*').serializer((body) => JSON.stringify(body)).send(jsonLdOf(graph))
  })

  http.get('/catalog.ttl', { config, schema }, async (request, reply) => {
    const graph = await request.read((deed) => catalogueGraph(deed, origin(request), request.query.page ?? 1))
    return reply.type('text/turtle; charset=utf-8').header('access-control-allow-origin', '*').send(await turtleOf(graph))
  })
}
