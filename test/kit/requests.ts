import { randomUUIDv7 } from 'node:crypto'
import type { RouteFacts } from '#base/http'
import type { TestCity } from './city.ts'

/** A request as `inject` takes it, made from a route's own example. */
export type Request = { method: string; url: string; body?: unknown; headers: Record<string, string> }

/** What stands in an example as '{district}', '{community}' … and real ids for parameters of these names. */
export type Known = Record<string, string>

/** Codes of divisions that lie in one line, city to grid; the grid is made when the city has none. */
export async function knownDivisions({ sql }: Pick<TestCity, 'sql'>): Promise<Known> {
  const [line] = await sql<Known>(`select c.code as community, s.code as street, d.code as district, d.parent_code as city from place.division c
    join place.division s on s.code = c.parent_code join place.division d on d.code = s.parent_code
    where c.level = 'community' order by (c.path in (select division_path from access.grant)) desc, c.code limit 1`) // where somebody of the cast works
  if (!line) throw new Error('the city has no community')
  const grid = `${line.community}001`
  await sql(`insert into place.division select $1, code, 'grid', kind, name || '一网格', initials, path || '/' || $1, longitude, latitude, null, null, source, 'desk', 1, changed_at
    from place.division where code = $2 on conflict do nothing`, [grid, line.community])
  return { ...line, grid }
}

/** An incident that a resident reported at the known community, so that routes of incidents have one to act on. */
export async function knownIncident({ as }: Pick<TestCity, 'as'>, known: Known): Promise<Known> {
  const answer = await (await as('li'))({ method: 'POST', url: '/governance/incidents', payload: { id: randomUUIDv7(), words: '楼下水管漏水', divisionCode: known.community! } })
  if (answer.statusCode !== 201) throw new Error(`no incident to test with: ${answer.body}`)
  const { id, token } = answer.json() as { id: string; token: string }
  return { ...known, incidentId: id, matterId: id, token }
}

/** The route's example with what is known filled in. */
export function requestOf(route: RouteFacts, known: Known): Request {
  const { params = {}, query = {}, body, headers = {} } = fill(route.config.example ?? {}, known) as { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown; headers?: Record<string, string> }
  return { method: route.method, url: addressOf(route.url, { ...params, ...parametersKnown(route.url, known) }, query), ...(body === undefined ? {} : { body }), headers }
}

export function addressOf(pattern: string, params: Record<string, unknown>, query: Record<string, unknown>): string {
  const path = pattern.replaceAll(/:(\w+)|\*/g, (whole, name: string | undefined) => encodeURIComponent(String(params[name ?? '*'] ?? whole)).replaceAll(name ? '' : '%2F', name ? '' : '/'))
  const search = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, String(one)]))).toString()
  return search === '' ? path : `${path}?${search}`
}

const parametersKnown = (pattern: string, known: Known): Known =>
  Object.fromEntries([...pattern.matchAll(/:(\w+)/g)].flatMap(([, name]) => { const value = known[name!]
    return value !== undefined && name !== 'code' ? [[name!, value]] : []
  }))

function fill(value: unknown, known: Known): unknown {
  if (typeof value === 'string') return value.replaceAll(/\{(\w+)\}/g, (whole, name: string) => known[name] ?? whole)
  if (Array.isArray(value)) return value.map((one) => fill(one, known))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner, known)]))
}
