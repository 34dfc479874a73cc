import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import Fastify, { type FastifyInstance } from 'fastify'

const ajv = (coerceTypes: boolean): Ajv2020 => {
  const made = new Ajv2020({ coerceTypes: coerceTypes && 'array', removeAdditional: false, useDefaults: true, allErrors: false, strict: false })
  ;(formats as unknown as (a: Ajv2020) => void)(made)
  return made
}
const strict = ajv(false), lenient = ajv(true) // a query string is all strings; a body is what it says
type Compiler<C> = (of: { schema: unknown; httpPart?: string }) => C

/** Each shape once a process, by what it says: another server there, as tests open by the dozen, compiles nothing anew. */
function once<C>(compile: Compiler<C>): Compiler<C> {
  const known = new Map<string, C>()
  return (of) => {
    const key = `${of.httpPart === 'body' ? 'body' : ''} ${JSON.stringify(of.schema)}`
    const made = known.get(key) ?? compile(of)
    known.set(key, made)
    return made
  }
}

const validator = once(({ schema, httpPart }) => (httpPart === 'body' ? strict : lenient).compile(schema as object))

/** The serializer that Fastify itself brings is told by a server whose one route answers. */
const serializer = (async () => {
  const server = Fastify()
  server.get('/', { schema: { response: { 200: { type: 'null' } } } }, () => null)
  await server.ready()
  return once(server.serializerCompiler as Compiler<(value: unknown) => string>)
})()

/** Lets a server compile the shapes of its requests and answers. 请求与应答的形状 */
export async function compileShapes(http: FastifyInstance): Promise<void> {
  http.setValidatorCompiler(validator)
  http.setSerializerCompiler(await serializer)
}
