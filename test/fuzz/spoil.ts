import type { RouteFacts } from '#base/http'
import { type Known, type Request, addressOf, requestOf } from '../kit/requests.ts'

type Shape = { type?: string; properties?: Record<string, Shape>; items?: Shape; required?: string[]; enum?: unknown[]; const?: unknown; maxLength?: number; maxItems?: number; anyOf?: Shape[]; format?: string }

/** A spoilt request; `wrong` = whatever else holds, it may not succeed. */
export type Spoilt = { how: string; request: Request & { payload?: string | Buffer }; wrong: boolean }

const broken = { loneSurrogate: 'a\ud800b', nul: 'a\u0000b', control: 'a\u0007b', reversed: '\ufffe' }

/** Wrong values for a shape: of another type, over a bound, not in the list, not text. */
function wrongValues(shape: Shape): [string, unknown][] {
  if (shape.anyOf) return [['none of the alternatives', { none: 'of them' }]]
  const values: [string, unknown][] = [['an object', { a: 1 }], ['a list', [[[]]]]]
  if (shape.type === 'string' || shape.enum || shape.const !== undefined) {
    values.push(['a number', 12], ['a truth', true])
    for (const [name, text] of Object.entries(broken)) values.push([name, text])
    if (shape.maxLength !== undefined) values.push(['one letter too many', '长'.repeat(shape.maxLength + 1)])
    if (shape.enum || shape.const !== undefined || shape.format) values.push(['no such word', 'no-such-word'])
  }
  if (shape.type === 'number' || shape.type === 'integer') values.push(['text', 'one'], ['beyond 64 bits', 1e300], ['far below', -1e300], ['not whole', 0.1234567890123456])
  if (shape.type === 'boolean') values.push(['text', 'yes'], ['a number', 2])
  if (shape.type === 'array' && shape.maxItems !== undefined) values.push(['one item too many', Array.from({ length: shape.maxItems + 1 }, () => 'x')], ['an object in place of a list', {}])
  if (shape.type === 'object') return [['text', 'text'], ['a list', []], ['a number', 7]]
  return values.filter(([name]) => !(shape.type === 'array' && name === 'a list'))
}

/** Every way to spoil one value somewhere inside. */
function* spoilInside(shape: Shape, value: unknown, at: string): Generator<[string, unknown]> {
  for (const [how, wrong] of wrongValues(shape)) yield [`${at || '/'} is ${how}`, wrong]
  if (shape.properties) {
    const object = (value ?? {}) as Record<string, unknown>
    yield [`${at}/unknown is a field that nobody knows`, { ...object, unknown: 1 }]
    for (const name of shape.required ?? []) {
      const { [name]: _, ...rest } = object
      yield [`${at}/${name} is missing`, rest]
    }
    for (const [name, inner] of Object.entries(shape.properties)) {
      for (const [how, spoilt] of spoilInside(inner, object[name], `${at}/${name}`)) yield [how, { ...object, [name]: spoilt }]
    }
  }
  if (shape.items && Array.isArray(value) && value.length > 0) {
    for (const [how, spoilt] of spoilInside(shape.items, value[0], `${at}/0`)) yield [how, [spoilt, ...value.slice(1)]]
  }
}

/** All systematic ways to spoil the example of a route: body, query, path, headers. */
export function* spoil(route: RouteFacts, known: Known): Generator<Spoilt> {
  const good = requestOf(route, known)
  const json = { ...good.headers, 'content-type': 'application/json' }
  const isJson = !('content-type' in good.headers)
  const body = route.schema.body as Shape | undefined
  if (body && isJson) {
    for (const [how, spoilt] of spoilInside(body, good.body, '')) yield { how: `body ${how}`, request: { ...good, body: undefined, payload: JSON.stringify(spoilt), headers: json }, wrong: !/beyond|below|whole/.test(how) || true }
    for (const [how, payload] of [['cut off', '{"a":'], ['empty', ''], ['not JSON', 'a=b'], ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])], ['deep', `${'['.repeat(5000)}${']'.repeat(5000)}`], ['null', 'null'],
      ['a poisoned prototype', '{"__proto__":{"a":1}}']] as const) yield { how: `body is ${how}`, request: { ...good, body: undefined, payload, headers: json }, wrong: true }
    yield { how: 'body is XML', request: { ...good, body: undefined, payload: '<a/>', headers: { ...good.headers, 'content-type': 'application/xml' } }, wrong: false }
  }
  const query = route.schema.querystring as Shape | undefined
  const example = (route.config.example?.query ?? {}) as Record<string, unknown>
  const params = (route.config.example?.params ?? {}) as Record<string, unknown>
  for (const [name, shape] of Object.entries(query?.properties ?? {})) {
    for (const text of ['', 'x'.repeat(3000), '-1', '1e400', '9'.repeat(30), '长'.repeat(300), "' or 1=1 --", '{"a":1}', '../..', 'NaN']) {
      yield { how: `query ${name} is ${text.slice(0, 20)}`, request: { ...good, url: addressOf(fillPath(good.url), params, { ...example, [name]: text }) }, wrong: false }
    }
    for (const raw of ['%00', '%ff', '%ed%a0%80', '%']) yield { how: `query ${name} is ${raw}`, request: { ...good, url: `${fillPath(good.url)}?${name}=${raw}` }, wrong: raw === '%00' && shape.type === 'string' }
    yield { how: `query ${name} twice`, request: { ...good, url: `${fillPath(good.url)}?${name}=1&${name}=2` }, wrong: false }
  }
  for (const [, name] of route.url.matchAll(/:(\w+)/g)) {
    for (const raw of ['x'.repeat(150), '%00', '%ff', '..%2f..%2fetc%2fpasswd', '0', '-1', "'%20or%201=1", '9'.repeat(40), '00000000-0000-0000-0000-000000000000', '%F0%9F%92%A9', 'null', '__proto__']) {
      const [path, search] = good.url.split('?')
      const spoilt = route.url.replaceAll(/:(\w+)|\*/g, (whole, one: string | undefined) => (one === name ? raw : segmentOf(route.url, path!, whole)))
      yield { how: `path :${name} is ${raw.slice(0, 20)}`, request: { ...good, url: search ? `${spoilt}?${search}` : spoilt }, wrong: raw === '%00' }
    }
  }
  for (const key of ['', 'short', 'x'.repeat(5000), 'with space inside', '\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9']) yield { how: `Idempotency-Key is ${key.slice(0, 12)}`, request: { ...good, headers: { ...good.headers, 'idempotency-key': key } }, wrong: false }
  yield { how: 'If-Match is nonsense', request: { ...good, headers: { ...good.headers, 'if-match': 'W/"\u00ff"' } }, wrong: false }
}

const fillPath = (url: string) => url.split('?')[0]!

/** The part of a filled path that stands where the pattern has this parameter. */
function segmentOf(pattern: string, path: string, parameter: string): string {
  const place = pattern.split('/').findIndex((segment) => segment.includes(parameter))
  return path.split('/')[place] ?? ''
}
