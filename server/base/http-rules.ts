import type { RouteOptions } from 'fastify'

/** What every route must say before it may register; a route that does not stops the server from starting. */
export function checkRoute(route: RouteOptions): void {
  const name = `${String(route.method)} ${route.url}`
  const { may, idempotency, example } = route.config ?? {}
  if (!may) throw new Error(`${name} says no permission (config.may)`)
  if (!example) throw new Error(`${name} has no example request (config.example)`)
  const methods = [route.method].flat()
  const writes = methods.some((method) => method !== 'GET' && method !== 'HEAD')
  if (writes && !idempotency) throw new Error(`${name} writes but says nothing of idempotency`)
  for (const part of ['body', 'querystring', 'params'] as const) {
    const shape = (route.schema as Record<string, unknown> | undefined)?.[part]
    if (shape) checkShape(shape as Shape, `${name} ${part}`, part === 'body')
  }
  const placeholders = [...route.url.matchAll(/:(\w+)/g)].map(([, key]) => key!)
  const params = (route.schema as { params?: Shape } | undefined)?.params?.properties ?? {}
  for (const key of placeholders) if (!params[key]) throw new Error(`${name} does not say the shape of :${key}`)
}

type Shape = {
  type?: string | string[]; const?: unknown; enum?: unknown[]; format?: string; maxLength?: number; maxItems?: number; minimum?: number; maximum?: number
  exclusiveMinimum?: number; exclusiveMaximum?: number; additionalProperties?: unknown; patternProperties?: Record<string, Shape>; maxProperties?: number
  properties?: Record<string, Shape>; items?: Shape; anyOf?: Shape[]; oneOf?: Shape[]; allOf?: Shape[]
}

/** Every string, array and number of an input has a bound, and every object says which fields it has. */
export function checkShape(shape: Shape, where: string, strict: boolean): void {
  if (shape.const !== undefined || shape.enum) return
  for (const branch of [...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...(shape.allOf ?? [])]) checkShape(branch, where, strict)
  if (shape.type === 'string' && shape.maxLength === undefined) throw new Error(`${where}: a string without maxLength`)
  if (shape.type === 'array') {
    if (shape.maxItems === undefined) throw new Error(`${where}: an array without maxItems`)
    if (shape.items) checkShape(shape.items, `${where}[]`, strict)
  }
  if (shape.type === 'number' || shape.type === 'integer')
    if ((shape.minimum ?? shape.exclusiveMinimum) === undefined || (shape.maximum ?? shape.exclusiveMaximum) === undefined)
      throw new Error(`${where}: a number without minimum and maximum`)
  if (shape.type === 'object') {
    if (shape.patternProperties) {
      if (shape.maxProperties === undefined) throw new Error(`${where}: a record without maxProperties`)
      for (const inner of Object.values(shape.patternProperties)) checkShape(inner, `${where}.*`, strict)
    } else if (strict && shape.additionalProperties !== false) throw new Error(`${where}: an object that allows unknown fields`)
    for (const [key, inner] of Object.entries(shape.properties ?? {})) checkShape(inner, `${where}.${key}`, strict)
  }
}

/** The first text in an input that is not well-formed Unicode or holds a control character other than tab and line ends; null when all is well. */
export function badText(value: unknown, at = ''): string | null {
  if (typeof value === 'string') return value.isWellFormed() && !controls.test(value) ? null : at || '/'
  if (value === null || typeof value !== 'object') return null
  for (const [key, inner] of Object.entries(value)) {
    const bad = badText(key, `${at}/`) ?? badText(inner, `${at}/${key}`)
    if (bad) return bad
  }
  return null
}
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u009f\ufeff\ufffe\uffff]/
