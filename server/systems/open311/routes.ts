import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Http } from '#base/http'
import { AnyQuery, RequestForm, RequestIds, RequestsQuery, ServiceCode, Token } from './contract.ts'
import { createRequest } from './create-request.ts'
import { discoveryOf } from './discovery.ts'
import { findRequests, requestOfToken, showRequests } from './find-requests.ts'
import { findServices, requireJurisdiction, serviceDefinition } from './find-services.ts'
import { refuse } from './refuse.ts'
import { formats, formOf, sendList, sendOne } from './wire.ts'

const origin = (request: FastifyRequest): string => `${request.protocol}://${request.host}`
const limits = { rateLimit: { max: 600, timeWindow: 60_000 } }

/** Open311 GeoReport v2 in JSON and XML, with discovery. */
export async function routes(http: Http): Promise<void> {
  await http.register(async (scoped) => {
    const inner = scoped as unknown as Http
    inner.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 100_000 }, (_request, body, done) => done(null, formOf(body as string)))
    inner.setErrorHandler(refuse)
    for (const format of formats) {
      inner.get(`/open311/discovery.${format}`, { config: { may: 'public', example: {}, ...limits }, schema: { querystring: AnyQuery } }, (request, reply) => sendOne(reply, format, 'discovery', discoveryOf(origin(request))))

      inner.get(`/open311/v2/services.${format}`, { config: { may: 'public', example: {}, ...limits }, schema: { querystring: AnyQuery } }, async (request, reply) =>
        sendList(reply, format, ['services', 'service'], (await request.read(async (deed) => {
          await requireJurisdiction(deed, request.query.jurisdiction_id)
          return findServices(deed)
        })) as Record<string, unknown>[]))

      inner.get(`/open311/v2/services/:serviceCode.${format}`, {
        config: { may: 'public', example: { params: { serviceCode: 'E06010' } }, ...limits }, schema: { params: ServiceCode, querystring: AnyQuery },
      }, async (request, reply) => {
        const { service_code, attributes } = await request.read((deed) => serviceDefinition(deed, request.params.serviceCode))
        return format === 'json' ? sendOne(reply, format, 'service_definition', { service_code, attributes })
          : sendOne(reply, format, 'service_definition', { service_code, attributes: { attribute: (attributes as { values: object[] }[]).map((one) => ({ ...one, values: { value: one.values } })) } })
      })

      inner.post(`/open311/v2/requests.${format}`, {
        config: { may: 'public', idempotency: 'optional', example: { body: { service_code: 'E06010', lat: '39.1', long: '117.2', description: '垃圾没人清' }, headers: { 'content-type': 'application/x-www-form-urlencoded' } }, rateLimit: { max: 120, timeWindow: 60_000 } },
        schema: { body: RequestForm, querystring: AnyQuery },
      }, async (request, reply) => {
        const form = { ...(request.query as Record<string, string>), ...(request.body as Record<string, string>) }
        const made = await request.perform(async (deed) => {
          await requireJurisdiction(deed, form.jurisdiction_id)
          return createRequest(deed, form)
        })
        return sendList(reply.code(201), format, ['service_requests', 'request'], [made])
      })

      inner.get(`/open311/v2/requests.${format}`, { config: { may: 'public', example: {}, ...limits }, schema: { querystring: RequestsQuery } }, async (request, reply) =>
        list(reply, format, await request.read(async (deed) => {
          await requireJurisdiction(deed, request.query.jurisdiction_id)
          return findRequests(deed, request.query, origin(request))
        })))

      inner.get(`/open311/v2/requests/:requestId.${format}`, {
        config: { may: 'public', example: { params: { requestId: '2611250000000' } }, ...limits }, schema: { params: RequestIds, querystring: AnyQuery },
      }, async (request, reply) => list(reply, format, await request.read((deed) => showRequests(deed, request.params.requestId, origin(request)))))

      inner.get(`/open311/v2/tokens/:token.${format}`, {
        config: { may: 'public', example: { params: { token: 'AAAAAAAAAAAAAAAAAAAAAA' } }, rateLimit: { max: 120, timeWindow: 60_000 } }, schema: { params: Token, querystring: AnyQuery },
      }, async (request, reply) => sendList(reply, format, ['service_requests', 'request'], [await request.read((deed) => requestOfToken(deed, request.params.token))]))
    }
    inner.get('/open311/discovery', { config: { may: 'public', example: {}, ...limits } }, (request, reply) => sendOne(reply, /xml/.test(request.headers.accept ?? '') ? 'xml' : 'json', 'discovery', discoveryOf(origin(request))))
  })
}

const list = (reply: FastifyReply, format: 'json' | 'xml', rows: readonly object[]): FastifyReply => sendList(reply, format, ['service_requests', 'request'], rows as Record<string, unknown>[])
