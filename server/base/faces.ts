import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from './database.ts'
import type { Http } from './http.ts'
import { cityTexts, languages, type Language, type Texts } from './texts.ts'

export type Readiness = { ready: boolean }
type Faces = Readonly<{ database: Database; texts: Texts; readiness: Readiness; city: string; demo: boolean }>

/** What the operator's machines ask: /readyz, /healthz, /metrics, /openapi.json; and what the web asks first: /texts. */
export function faces(http: Http, { database, texts, readiness, city, demo }: Faces): void {
  http.get('/healthz', { config: { may: 'public', example: {} } }, async () => ({ alive: true }))
  http.get('/readyz', { config: { may: 'public', example: {} } }, async (_request, reply) => {
    const ready = readiness.ready && (await answers(database))
    return reply.code(ready ? 200 : 503).send({ ready })
  })
  http.get('/openapi.json', { config: { may: 'public', example: {} } }, async () => http.swagger())
  http.get('/texts/:language', {
    config: { may: 'public', example: { params: { language: 'zh-CN' } } },
    schema: { params: Type.Object({ language: Type.Union(languages.map((one) => Type.Literal(one))) }), querystring: Type.Object({ of: Type.Optional(Type.Literal('city')) }, { additionalProperties: false }) },
  }, async (request, reply) => {
    const language = request.params.language as Language
    return reply.header('cache-control', 'no-cache').send(Object.fromEntries(request.query.of === 'city' ? cityTexts(texts, language) : texts[language]))
  })
  http.get('/about', { config: { may: 'public', example: {} } }, async () => ({ city, demo, languages }))
  metrics(http, database)
}

async function answers(database: Database): Promise<boolean> {
  try {
    const client = await database.client()
    try {
      await client.query('select 1')
      return true
    } finally {
      client.release()
    }
  } catch {
    return false // the answer is the face's whole purpose
  }
}

function metrics(http: Http, database: Database): void {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const seconds = new Histogram({
    name: 'haihe_http_seconds', help: 'Time to answer, by route and status', labelNames: ['method', 'route', 'status'], registers: [register], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  })
  new Gauge({
    name: 'haihe_database_connections', help: 'Connections of the pool, by state', labelNames: ['state'], registers: [register],
    collect() { for (const [state, count] of Object.entries(database.waiting())) this.set({ state }, count) },
  })
  const instance: FastifyInstance = http as unknown as FastifyInstance
  instance.addHook('onResponse', async (request, reply) => {
    seconds.observe({ method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  http.get('/metrics', { config: { may: 'public', example: {} } }, async (_request, reply) => reply.type(register.contentType).send(await register.metrics()))
}
