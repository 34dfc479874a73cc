import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RouteFacts } from '#base/http'
import { type Holder, holders } from '../kit/cast.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { type Known, knownDivisions, knownIncident, requestOf } from '../kit/requests.ts'
import { sessionOf } from '../kit/session.ts'

/** The routes are read once, from a city that is closed again, so that each row of the matrix is a test of its own. */
const probe = await openTestCity()
const routes = probe.http.catalogue.filter((route) => !route.config.stream)
await probe.close()
const guarded = routes.filter(({ config }) => config.may !== 'public' && config.may !== 'link')
const name = ({ method, url, config }: RouteFacts) => ({ route: `${method} ${url}`, may: config.may! })

let city: TestCity
let known: Known
let address = 0
const sessions = new Map<string, Promise<string>>()
const session = (login: string) => sessions.get(login) ?? sessions.set(login, sessionOf(city.city, login, city.now())).get(login)!

beforeAll(async () => {
  city = await openTestCity()
  known = await knownIncident(city, await knownDivisions(city))
}, 120_000)
afterAll(() => city?.close())

async function ask(route: RouteFacts, cookie: string | null): Promise<{ status: number; code: string | null }> {
  address += 1
  const { body, ...request } = requestOf(route, known)
  const answer = await city.http.inject({
    ...request, method: request.method as 'POST', remoteAddress: `10.9.${address >> 8}.${address & 255}`,
    headers: { 'idempotency-key': randomUUID(), ...(cookie ? { cookie } : {}), ...request.headers }, ...(body === undefined ? {} : { payload: body as object }),
  })
  return { status: answer.statusCode, code: /problem\+json/.test(String(answer.headers['content-type'])) ? (answer.json() as { code: string }).code : null }
}

/** A member of the cast without the permission. */
async function stranger(may: string): Promise<string | undefined> {
  const able = new Set((await holders(city, may)).map(({ login }) => login))
  return (await holders(city, null)).find(({ login }) => !able.has(login))?.login
}

/** Holders whose reach includes the places of the examples, or else all. */
async function insiders(may: string): Promise<Holder[]> {
  const [community] = await city.sql<{ path: string }>('select path from place.division where code = $1', [known.community])
  const all = await holders(city, may)
  const near = all.filter((one) => isInside(community!.path, one.division_path))
  return near.length > 0 ? near : all
}

const isInside = (path: string, reach: string) => reach === '' || path === reach || path.startsWith(`${reach}/`)

describe('every route', () => {
  test.each(routes.map((route) => ({ ...name(route), route_: route })))('$route answers its own example without a fault', async ({ route_ }) => {
    const [holder] = await insiders(route_.config.may!)
    const { status } = await ask(route_, holder ? await session(holder.login) : null)
    if (route_.url !== '/readyz') expect(status).toBeLessThan(500) // it says 503 until jobs and events run, which they do not here
  })
})

describe('every route with a permission', () => {
  test.each(guarded.map((route) => ({ ...name(route), route_: route })))('$route asks a stranger to log in ($may)', async ({ route_ }) => {
    expect((await ask(route_, null)).status).toBe(401)
  })

  test.each(guarded.map((route) => ({ ...name(route), route_: route })))('$route refuses who lacks $may', async ({ route_, may }) => {
    const login = await stranger(may)
    expect(login, `everybody of the cast holds ${may}: it guards nothing`).toBeDefined()
    expect(await ask(route_, await session(login!))).toEqual({ status: 403, code: 'base.not_allowed' })
  })

  test.each(guarded.map((route) => ({ ...name(route), route_: route })))('$route lets a holder of $may through the door', async ({ route_, may }) => {
    const [holder] = await insiders(may)
    expect(holder, `nobody of the cast holds ${may}`).toBeDefined()
    const { status, code } = await ask(route_, await session(holder!.login))
    expect(status).not.toBe(401)
    expect(code).not.toBe('base.not_allowed') // the deed behind the door may still say that this one is not theirs
  })
})

describe('every route that names a place or what happened there', () => {
  const anywhere = new Set(['POST /governance/incidents']) // whoever sees something may report it, wherever it is
  const placed = guarded.filter((route) => !anywhere.has(`${route.method} ${route.url}`)).filter((route) => /:(incidentId|matterId)\b/.test(route.url) || /"\{(district|street|community|grid)\}"/.test(JSON.stringify(route.config.example)))
  test.each(placed.map((route) => ({ ...name(route), route_: route })))('$route refuses a holder of $may from elsewhere', async ({ route_, may }) => {
    const [community] = await city.sql<{ path: string }>('select path from place.division where code = $1', [known.community])
    const outside = (await holders(city, may)).find((one: Holder) => !isInside(community!.path, one.division_path))
    if (!outside) return // held for the whole city only: there is no elsewhere
    expect([403, 404]).toContain((await ask(route_, await session(outside.login))).status)
  })
})
