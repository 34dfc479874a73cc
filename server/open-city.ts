import apiPage from '@fastify/swagger-ui'
import { join } from 'node:path'
import { systemClock, type Clock } from '#base/clock'
import type { Config } from '#base/config'
import { openDatabase, type Database } from '#base/database'
import type { Home } from '#base/home'
import { openHttp, type Http } from '#base/http'
import { jobRun, openJobs } from '#base/jobs'
import { migrate } from '#base/migrate'
import { loadProfile } from '#base/profile'
import type { Texts } from '#base/texts'
import { authentication, keepRefusals, makeFirstAdministrators, unknownPermissions, type VoicePort } from '#primitives/access'
import { openDispatcher, useNews } from '#primitives/event'
import { checkRole } from '#base/check-role'
import type { Ports } from '#primitives/notice'
import { cities, equip, server } from './equip.ts'
import { faces, type Readiness } from '#base/faces'
import { serveWeb, webIsBuilt } from '#base/serve-web'

export type City = Readonly<{
  http: Http
  database: Database
  texts: Texts
  homes: readonly Home[]
  /** Runs every job once, as of an instant. */
  tick(now?: Date): Promise<void>
  /** Delivers every event that is due. */
  deliver(now?: Date): Promise<void>
  /** Starts jobs and the dispatcher. */
  start(): Promise<void>
  listen(port: number, host: string): Promise<string>
  close(): Promise<void>
}>

export type CityParts = Readonly<{
  homes: readonly Home[]
  /** Who sends a request; sessions and keys of `access` unless a test says otherwise. */
  authenticate?: typeof authentication
  /** The world outside that notices go to. */
  ports?(config: Config): Ports & { voice?: VoicePort | undefined }
  clock?: Clock
  connections?: number
}>

const permissionsOf = (parts: CityParts): readonly string[] => parts.homes.flatMap((home) => home.permissions ?? [])

/** Migrations, then the city's folder: what a database needs before a server may use it. */
export async function prepareCity(config: Config, parts: CityParts, say: (line: string) => void = () => {}): Promise<void> {
  const clock = parts.clock ?? systemClock
  equip(config, parts)
  const role = decodeURIComponent(new URL(config.databaseUrl).username)
  const ran = await migrate(config.databaseOwnerUrl, role, server, parts.homes.map((home) => home.name), clock())
  if (ran.length > 0) say(`${ran.length} migrations ran`)
  const database = openDatabase(config.databaseUrl, { max: 4, name: 'haihe-prepare' })
  try {
    const folder = join(cities, config.city)
    const loaded = await loadProfile({ city: config.city, citiesFolder: cities, folder, demo: config.demo }, parts.homes,
      (home, work) => jobRun(database, `${home}.seed`, clock()).perform(work))
    if (loaded.length > 0) say(`${loaded.length} files of cities/${config.city} loaded`)
    const unknown = await jobRun(database, 'access.seed', clock()).read((deed) => unknownPermissions(deed, new Set(permissionsOf(parts))))
    if (unknown.length > 0) throw new Error(`cities/${config.city}/roles.yaml gives permissions that nothing in the server asks for, so whoever relies on them would be locked out: ${unknown.join(', ')}`)
    const first = config.administrators ? await makeFirstAdministrators((work) => jobRun(database, 'access.seed', clock()).perform(work), config.administrators) : []
    for (const { role, login, password } of first) say(`${role}: log in as ${login} with ${password} (told once; good for one login)`)
  } finally {
    await database.close()
  }
}

/** Opens database, HTTP, jobs and events of a prepared city. 打开一座城市 */
export async function openCity(config: Config, parts: CityParts): Promise<City> {
  const clock = parts.clock ?? systemClock
  const texts = equip(config, parts)
  const database = openDatabase(config.databaseUrl, { max: parts.connections ?? config.connections })
  await checkRole(database)
  const readiness: Readiness = { ready: false }
  const jobs = openJobs(database, clock, parts.homes)
  const dispatcher = openDispatcher(database, clock)
  useNews(dispatcher)
  for (const home of parts.homes) if (home.warm) await jobRun(database, `${home.name}.warm`, clock()).read(home.warm)
  const http = await openHttp({ database, clock, texts, authenticate: (parts.authenticate ?? authentication)(database, clock), forbade: keepRefusals(database, clock) }, async (inner) => {
    faces(inner, { database, texts, readiness, city: config.city, demo: config.demo })
    const about = { city: config.city, demo: config.demo, permissions: permissionsOf(parts) }
    for (const home of parts.homes) for (const register of home.routes ?? []) await register(inner, about)
  })
  await http.register(apiPage, { routePrefix: '/api', theme: { title: 'Haihe 海河 API', css: [{ filename: 'own.css', content: '.swagger-ui .topbar { display: none }' }] } })
  const web = join(import.meta.dirname, '../web/dist')
  if (webIsBuilt(web)) await serveWeb(http, web)
  return {
    http, database, texts, homes: parts.homes,
    tick: (now) => jobs.tick(now ?? clock()),
    deliver: (now) => dispatcher.drain(now),
    async start() {
      await dispatcher.start()
      jobs.start()
      readiness.ready = true
    },
    listen: (port, host) => http.listen({ port, host }),
    async close() {
      readiness.ready = false
      await http.close()
      await jobs.stop()
      await dispatcher.stop()
      await database.close()
    },
  }
}
