import helmet from '@fastify/helmet'
import Fastify from 'fastify'

const contentSecurity = {
  defaultSrc: ["'self'"], scriptSrc: ["'self'", "'wasm-unsafe-eval'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:', 'blob:'],
  connectSrc: ["'self'"], workerSrc: ["'self'", 'blob:'], objectSrc: ["'none'"], frameAncestors: ["'self'"], upgradeInsecureRequests: null,
}

/** The headers that tell a browser what it may do with an answer. helmet makes them anew for every request, which takes as long as finding who sends it; they never change, so it is asked once. 安全响应头 */
export async function safeHeaders(): Promise<readonly (readonly [string, string])[]> {
  const asked = Fastify()
  await asked.register(helmet, { contentSecurityPolicy: { directives: contentSecurity }, crossOriginEmbedderPolicy: false, hsts: false })
  asked.get('/', async (_request, reply) => Object.entries(reply.raw.getHeaders()))
  const told = (await asked.inject('/')).json<[string, string][]>()
  await asked.close()
  return told
}
