import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyBaseLogger, type FastifyContextConfig, type FastifyInstance, type FastifyRequest, type RawServerDefault } from 'fastify'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from './clock.ts'
import { compileShapes } from './compiled-shapes.ts'
import type { Database, Wall } from './database.ts'
import { anonymous, may, type Actor, type Deed } from './deed.ts'
import { Refusal } from './errors.ts'
import { badText, checkRoute } from './http-rules.ts'
import { idempotent } from './idempotency.ts'
import { openApi } from './openapi.ts'
import { problem } from './problem.ts'
import { safeHeaders } from './safe-headers.ts'
import type { Texts } from './texts.ts'

export type Http = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, TypeBoxTypeProvider>
export type Example = Readonly<{ params?: object; query?: object; body?: unknown; headers?: Record<string, string> }>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A permission; or 'public' (anyone), or 'link' (anyone who holds an unguessable address). */
    may?: string
    idempotency?: 'required' | 'optional' | 'none'
    /** A request that works on the demo city: documentation, access matrix and fuzzer read it. */
    example?: Example
    /** Never ends by itself: the fuzzer and the access matrix look at its refusals only. */
    stream?: boolean
  }
  interface FastifyInstance {
    /** Every route as it was declared: the access matrix and the fuzzer walk through it. */
    catalogue: RouteFacts[]
  }
  interface FastifyRequest {
    actor: Actor
    /** Opens a transaction for a deed that writes. */
    perform<R>(work: (deed: Deed) => Promise<R>): Promise<R>
    /** Opens a read-only snapshot. */
    read<R>(work: (deed: Deed) => Promise<R>): Promise<R>
  }
}

export type RouteFacts = Readonly<{ method: string; url: string; config: FastifyContextConfig; schema: Readonly<{ params?: object; querystring?: object; body?: object }> }>

export type HttpParts = Readonly<{
  database: Database
  clock: Clock
  texts: Texts
  authenticate(request: FastifyRequest): Promise<Actor>
  /** Keeps what was forbidden, before it is told. */
  forbade?(request: FastifyRequest, refusal: Refusal): Promise<void>
  trustProxy?: boolean
}>

/** Row-level security sees who acts, where and for which department. */
export const wallOf = (actor: Actor): Wall => ({
  person: actor.kind === 'anonymous' || actor.kind === 'job' ? null : actor.id, division: actor.divisionPath, department: actor.departmentId, job: actor.kind === 'job' ? actor.id : null,
})

/** The server without routes; `homes` registers them below the rules of http-rules. */
export async function openHttp(parts: HttpParts, homes: (http: Http) => Promise<void>): Promise<Http> {
  const { database, clock } = parts
  const http = Fastify({
    bodyLimit: 1_048_576, trustProxy: parts.trustProxy ?? false, genReqId: () => randomUUID(), requestIdHeader: false,
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<TypeBoxTypeProvider>()

  await compileShapes(http as unknown as FastifyInstance)
  http.setErrorHandler(problem(parts.texts))
  http.setNotFoundHandler((request, reply) => problem(parts.texts)(new Refusal(404, 'base.not_found'), request, reply))

  http.addHook('onError', async (request, _reply, error: unknown) => { if (error instanceof Refusal && error.status === 403) await parts.forbade?.(request, error) })

  const catalogue: RouteFacts[] = []
  http.decorate('catalogue', catalogue)
  http.decorateRequest('actor')
  http.decorateRequest('perform', async function perform<R>(this: FastifyRequest, work: (deed: Deed) => Promise<R>): Promise<R> {
    const deed = deedOf(this, clock())
    try {
      return await database.write(wallOf(this.actor), (tx) => work({ ...deed, tx }), keyed(this, deed.now))
    } catch (error) {
      if (error instanceof Refusal && error.keep) await database.write(wallOf(this.actor), (tx) => error.keep!({ ...deed, tx }))
      throw error
    }
  })
  http.decorateRequest('read', function read<R>(this: FastifyRequest, work: (deed: Deed) => Promise<R>): Promise<R> {
    const deed = deedOf(this, clock())
    return database.read(wallOf(this.actor), (tx) => work({ ...deed, tx }))
  })

  await http.register(cookie)
  const safe = await safeHeaders()
  http.addHook('onRequest', (_request, reply, next) => {
    for (const [name, value] of safe) reply.raw.setHeader(name, value)
    next()
  })
  await http.register(multipart, { limits: { fileSize: 20_000_000, files: 9, fields: 20, fieldSize: 100_000, parts: 30 } })
  await http.register(rateLimit, { global: false, errorResponseBuilder: (_request, context) => Object.assign(new Error('too many'), { statusCode: 429, seconds: Math.ceil(context.ttl / 1000) }) })
  await http.register(swagger, openApi)
  await http.register(async (inner) => {
    inner.addHook('onRoute', (route) => {
      checkRoute(route)
      for (const method of [route.method].flat()) if (method !== 'HEAD') catalogue.push({ method, url: route.url, config: route.config ?? {}, schema: (route.schema ?? {}) as RouteFacts['schema'] })
    })
    inner.addHook('onRequest', async (request, reply) => {
      reply.statusCode = successOf(request)
      const { may: permission } = request.routeOptions.config
      request.actor = await parts.authenticate(request)
      if (!permission || permission === 'public' || permission === 'link' || may(request.actor, permission)) return
      throw request.actor.kind === 'anonymous' ? new Refusal(401, 'base.not_signed_in') : new Refusal(403, 'base.not_allowed')
    })
    inner.addHook('preValidation', async (request) => {
      const at = badText(request.params) ?? badText(request.query) ?? badText(request.body)
      if (at) throw new Refusal(400, 'base.bad_text', { path: at })
    })
    await homes(inner as unknown as Http)
  })
  return http
}

type Untransacted = Omit<Deed, 'tx'>
const deedOf = (request: FastifyRequest, now: Date): Untransacted => ({ actor: request.actor ?? anonymous, subject: null, purpose: null, requestId: request.id, now })

/** A route answers with the one 2xx that its schema names. */
const successOf = (request: FastifyRequest): number =>
  Number(Object.keys((request.routeOptions.schema as { response?: object } | undefined)?.response ?? {}).find((code) => code.startsWith('2')) ?? 200)

function keyed(request: FastifyRequest, now: Date) {
  const { idempotency } = request.routeOptions.config
  const key = request.headers['idempotency-key']
  if (!idempotency || idempotency === 'none' || (key === undefined && idempotency === 'optional')) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,100}$/.test(key)) throw new Refusal(400, 'base.key_required')
  return idempotent<unknown>({
    actorId: request.actor.id, route: `${request.method} ${request.routeOptions.url}`, key, body: request.body, url: request.url, status: successOf(request), now,
  })
}
