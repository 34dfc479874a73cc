import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'

/** /openapi.json: permission, idempotency and example of each route stand in it. */
export const openApi: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: { title: 'Haihe 海河', version: '0.1.0', description: 'The open-source city platform. Errors are RFC 9457 problem+json with a `code`; writes take an Idempotency-Key where they say so.' },
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'haihe_session' },
        key: { type: 'http', scheme: 'bearer', description: 'A key issued to a unit, a device or a client program' },
      },
    },
  },
  transform: ({ schema, url, route }) => {
    const { may, idempotency, example } = route.config ?? {}
    const made = { ...(schema ?? {}) } as Record<string, unknown>
    if (may) made['x-may'] = may
    if (idempotency && idempotency !== 'none') made['x-idempotency'] = idempotency
    if (may && may !== 'public' && may !== 'link') made.security = [{ session: [] }, { key: [] }]
    if (example?.body !== undefined && made.body) made.body = { ...(made.body as object), examples: [example.body] }
    made.tags ??= [url.split('/')[1] || 'city']
    return { schema: made as never, url }
  },
}
