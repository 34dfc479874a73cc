import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#base/errors'
import type { Http } from '#base/http'
import { log } from '#base/log'
import { CkanAction, CkanBody, CkanQuery } from '../contract.ts'
import { aMinute, countCall } from '../use/count-call.ts'
import { own } from './actions.ts'
import { CkanError } from './ckan-error.ts'
import type { Input } from './ckan-input.ts'
import { asCkan } from './search-datastore.ts'

const origin = (request: FastifyRequest): string => `${request.protocol}://${request.host}`
const nameOf = (request: FastifyRequest): string => (request.params as { action?: string }).action ?? ''
const helpOf = (request: FastifyRequest): string => `${origin(request)}/api/3/action/help_show?name=${encodeURIComponent(nameOf(request))}`

/** CKAN's Action API v3, the read side, so that programs written for CKAN find their way. */
export async function ckanRoutes(http: Http): Promise<void> {
  await http.register(async (scoped) => {
    const inner = scoped as unknown as Http
    inner.setErrorHandler(refuse)
    for (const address of ['/api/3/action/:action', '/api/action/:action']) {
      inner.get(address, {
        config: { may: 'public', example: { params: { action: 'package_list' } }, rateLimit: aMinute }, schema: { params: CkanAction, querystring: CkanQuery },
      }, (request, reply) => answer(request, reply, request.query as Input))
      inner.post(address, {
        config: { may: 'public', idempotency: 'none', example: { params: { action: 'package_search' }, body: { q: '区划' } }, rateLimit: aMinute }, schema: { params: CkanAction, querystring: CkanQuery, body: CkanBody },
      }, (request, reply) => answer(request, reply, { ...(request.query as Input), ...(request.body as Input) }))
    }
  })
}

async function answer(request: FastifyRequest, reply: FastifyReply, input: Input): Promise<FastifyReply> {
  const action = own(nameOf(request))
  if (!action) throw unknownAction(request)
  await countCall(request)
  const result = await request.read((deed) => action.answer({ deed, input, origin: origin(request), path: request.url }))
  return reply.header('access-control-allow-origin', '*').send({ help: helpOf(request), success: true, result })
}

const unknownAction = (request: FastifyRequest): CkanError => new CkanError(400, `Bad request - Action name not known: ${nameOf(request)}`)

/** Errors as CKAN writes them. */
function refuse(error: CkanError | FastifyError | Refusal | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // what is asked of an action that is not here is judged by no shape
  const told = error instanceof CkanError ? error : 'validation' in error && !own(nameOf(request)) ? unknownAction(request) : error instanceof Refusal && error.status !== 429 && error.status !== 403 ? asCkan(error) : null
  if (told) return reply.code(told.status).type('application/json; charset=utf-8').serializer((body) => JSON.stringify(body)).send(typeof told.error === 'string' ? told.error : { help: helpOf(request), success: false, error: told.error })
  const { statusCode, message } = error instanceof Refusal ? { statusCode: error.status, message: error.code } : (error as FastifyError)
  if (!statusCode || statusCode >= 500) log.error({ err: { message: error.message, stack: error.stack }, requestId: request.id }, 'bug')
  const status = statusCode ?? 500
  const type = status === 403 ? 'Authorization Error' : status === 429 ? 'Too Many Requests' : status < 500 ? 'Bad Request' : 'Internal Server Error'
  return reply.code(status).send({ help: helpOf(request), success: false, error: { __type: type, message: status < 500 ? message : 'internal' } })
}
