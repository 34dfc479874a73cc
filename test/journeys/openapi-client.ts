import Ajv2020 from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'

type Operation = { responses: Record<string, { content?: { 'application/json'?: { schema: object } } }>; 'x-idempotency'?: string }
const description = JSON.parse(readFileSync(new URL('../../docs/generated/openapi.json', import.meta.url), 'utf8')) as { paths: Record<string, Record<string, Operation>> }
const ajv = new Ajv2020.default({ strict: false })
;(formats as unknown as (a: object) => void)(ajv)

export type Asked = Readonly<{ params?: Record<string, string>; query?: Record<string, string>; body?: object; key?: string; form?: { payload: Buffer; headers: Record<string, string> } }>
// oxlint-disable-next-line typescript/no-explicit-any -- what a client reads out of an answer is the test's to say
export type Answer = { status: number; body: any; headers: Headers }

/** A client as an engineer elsewhere writes it: over the wire, knowing nothing but the published description; what does not answer as described is a fault. */
export const clientOf = (origin: string, apiKey: string | null) => async (method: string, path: string, asked: Asked = {}): Promise<Answer> => {
  const operation = description.paths[path]?.[method.toLowerCase()]
  if (!operation) throw new Error(`the description knows no ${method} ${path}`)
  const search = new URLSearchParams(asked.query).toString()
  const url = `${origin}${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => asked.params![name]!)}${search && `?${search}`}`
  const answer = await fetch(url, {
    method,
    headers: {
      ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }), ...(operation['x-idempotency'] ? { 'idempotency-key': asked.key ?? randomUUID() } : {}),
      ...(asked.body ? { 'content-type': 'application/json' } : {}), ...asked.form?.headers,
    },
    ...(asked.body ? { body: JSON.stringify(asked.body) } : asked.form ? { body: new Uint8Array(asked.form.payload) } : {}),
  })
  const body = /json/.test(answer.headers.get('content-type') ?? '') ? await answer.json() : Buffer.from(await answer.arrayBuffer())
  const schema = operation.responses[String(answer.status)]?.content?.['application/json']?.schema
  if (schema && !(body as { replayed?: boolean }).replayed && !ajv.validate(schema, body)) throw new Error(`${method} ${path} does not answer as described: ${ajv.errorsText()}`)
  return { status: answer.status, body, headers: answer.headers }
}
