import fc from 'fast-check'
import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RouteFacts } from '#base/http'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { whoMay } from '../kit/cast.ts'
import { type Known, type Request, knownDivisions, knownIncident, requestOf } from '../kit/requests.ts'
import { type Spoilt, spoil } from './spoil.ts'

/** Seeded, so that a failure comes back; `npm run soak -- fuzz` sets another seed and far more runs. */
const seed = Number(process.env.HAIHE_FUZZ_SEED ?? 20261125)
const runs = Number(process.env.HAIHE_FUZZ_RUNS ?? 12)
/** A seeded half of all ways to spoil a request; all of them in the soak. */
const tried = (url: string, at: number): boolean => process.env.HAIHE_FUZZ_RUNS !== undefined || createHash('sha256').update(`${seed} ${url} ${at}`).digest()[0]! % 2 === 0
/** What may change though a request is refused: notes of who tried what. */
const notes = /^(access\.(login_log|attempt|session|known_device|code|challenge|log.*)|application\.department_system)$/

let city: TestCity
let known: Known
let address = 0
beforeAll(async () => {
  city = await openTestCity()
  known = await knownIncident(city, await knownDivisions(city))
}, 120_000)
afterAll(() => city?.close())

async function send(cookie: string | null, request: Request & { payload?: string | Buffer }) {
  address += 1 // every request from another address, or the rate limits would answer for the route
  const { body, payload, ...rest } = request
  return city.http.inject({
    ...rest, method: rest.method as 'POST', remoteAddress: `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address & 255}`,
    headers: { 'idempotency-key': randomUUID(), ...(cookie ? { cookie } : {}), ...rest.headers },
    ...(payload !== undefined ? { payload } : body !== undefined ? { payload: body as object } : {}),
  })
}

const prepared = new Map<string, string>()
/** How many rows each table has, and the newest transaction that wrote to it. Planning it takes as long as answering it, so it is prepared. */
async function fingerprint(): Promise<string> {
  const tables = await city.sql<{ name: string }>(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema|public)' order by 1`)
  const union = tables.filter(({ name }) => !notes.test(name)).map(({ name }) => `select '${name}' as name, count(*)::text || ' rows, written by ' || coalesce(max(xmin::text::bigint), 0) as state from ${name}`).join(' union all ')
  const statement = prepared.get(union) ?? `fingerprint_${prepared.size}`
  if (!prepared.has(union)) await city.sql(`prepare ${statement} as ${union}`)
  prepared.set(union, statement)
  return (await city.sql<{ name: string; state: string }>(`execute ${statement}`)).map(({ name, state }) => `${name}: ${state}`).join('\n')
}

/** Why this answer to a spoilt request is a fault, or nothing. */
function faultIn(route: RouteFacts, { how, wrong }: Spoilt, answer: Awaited<ReturnType<typeof send>>): string | undefined {
  const what = `${route.method} ${route.url} where ${how} → ${answer.statusCode} ${answer.body.slice(0, 300)}`
  if (answer.statusCode >= 500 && answer.statusCode !== 503) return what
  if (wrong && answer.statusCode < 400) return `accepted: ${what}`
  if (answer.statusCode >= 400 && !/^application\/(problem\+)?json|xml/.test(String(answer.headers['content-type']))) return `not problem+json: ${what}`
  return undefined
}

test('no spoilt request to any route is a bug of ours, or leaves anything behind', async () => {
  const faults: string[] = []
  let sent = 0
  for (const route of city.http.catalogue) {
    if (route.config.stream) continue
    const who = await whoMay(city, route.config.may!)
    const before = route.method === 'GET' ? '' : await fingerprint()
    let succeeded = 0
    let at = 0
    for (const spoilt of spoil(route, known)) {
      if (!tried(`${route.method} ${route.url}`, at++)) continue
      const answer = await send(who, spoilt.request)
      sent += 1
      if (answer.statusCode < 400) succeeded += 1
      const fault = faultIn(route, spoilt, answer)
      if (fault) faults.push(fault)
    }
    if (succeeded === 0 && route.method !== 'GET' && (await fingerprint()) !== before) faults.push(`${route.method} ${route.url} refused everything, and yet wrote something`)
  }
  process.stdout.write(`${sent} spoilt requests to ${city.http.catalogue.length} routes\n`)
  expect(faults).toEqual([])
}, 240_000)

test('no random body is a bug of ours', async () => {
  const routes = city.http.catalogue.filter((route) => route.schema.body && !route.config.stream)
  const faults: string[] = []
  for (const route of routes) {
    const who = await whoMay(city, route.config.may!)
    const fields = Object.keys((route.schema.body as { properties?: object }).properties ?? {})
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.bigInt().map(String), fc.jsonValue({ maxDepth: 3 }), fc.date({ noInvalidDate: true }).map((date) => date.toISOString()), fc.uuid())
    const samples = fc.sample(fc.dictionary(fc.constantFrom(...fields, 'other'), value, { maxKeys: 8 }), { seed, numRuns: runs })
    for (const body of samples) {
      const request = { ...requestOf(route, known), body: undefined, payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
      const fault = faultIn(route, { how: `body is ${request.payload.slice(0, 200)}`, request, wrong: false }, await send(who, request))
      if (fault) faults.push(fault)
    }
  }
  expect(faults).toEqual([])
}, 240_000)
