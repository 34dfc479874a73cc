import { randomUUID } from 'node:crypto'
import type { InjectOptions, Response } from 'light-my-request'
import type { Clock } from '#base/clock'
import { wallOf, type Http } from '#base/http'
import { parts } from '../../server/main.ts'
import { openCity, type City } from '../../server/open-city.ts'
import { testActor, type TestDatabase } from './database.ts'
import { sessionOf } from './session.ts'
import { copyTemplate, superUrlOf } from './template.ts'
import { ownerPool } from './owner-pool.ts'

export type Client = (options: InjectOptions & { key?: string }) => Promise<Response>
export type TestCity = Omit<TestDatabase, 'database'> & Readonly<{
  city: City
  http: Http
  /** The clock; tests move it. */
  now(): Date
  setNow(instant: Date | string): void
  /** Requests as a member of the cast; writes get an Idempotency-Key of their own. */
  as(login: string): Promise<Client>
  call(login: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, key?: string): Promise<Response>
  /** What a member of the cast reads, and what a step answers them: throws where it is refused. */
  get<T>(login: string, url: string): Promise<T>
  done<T = { id: string; state: string }>(login: string, url: string, payload?: object): Promise<T>
  anonymous: Client
  /** Runs every job and delivers every event. */
  tick(instant?: Date | string): Promise<void>
  deliver(): Promise<void>
  listen(): Promise<string>
}>

/** A whole city on a database of its own, in this process, on no port until `listen`. */
export async function openTestCity({ city: name = 'tianjin', demo = true, at }: { city?: string; demo?: boolean; at?: string } = {}): Promise<TestCity> {
  const { config, drop } = await copyTemplate(name, demo)
  let moved = at ? Date.parse(at) - Date.now() : 0
  const clock: Clock = () => new Date(Date.now() + moved)
  const city = await openCity(config, { ...parts, clock, connections: 8 })
  const owner = ownerPool(superUrlOf(config))
  const client = (headers: Record<string, string>): Client => ({ key, ...options }) => city.http.inject({
    ...options,
    headers: { ...headers, ...(options.method && options.method !== 'GET' ? { 'idempotency-key': key ?? randomUUID() } : {}), ...(options.headers as Record<string, string> | undefined) },
  })
  const sessions = new Map<string, Promise<Client>>()
  const as = (login: string): Promise<Client> => {
    const known = sessions.get(login) ?? sessionOf(city, login, clock()).then((cookie) => client({ cookie }))
    sessions.set(login, known)
    return known
  }
  const call: TestCity['call'] = async (login, method, url, payload, key) => (await as(login))({ method, url, ...(payload && { payload }), ...(key && { key }) })
  const succeeded = async <T>(login: string, method: 'GET' | 'POST', url: string, payload?: object): Promise<T> => {
    const answer = await call(login, method, url, payload)
    if (answer.statusCode >= 300) throw new Error(`${login} ${method} ${url}: ${answer.statusCode} ${answer.body}`)
    return answer.json<T>()
  }
  return {
    city, http: city.http, anonymous: client({}),
    now: clock,
    setNow(instant) {
      moved = new Date(instant).getTime() - Date.now()
      sessions.clear() // a session of then may have ended by now
    },
    as,
    call,
    get: (login, url) => succeeded(login, 'GET', url),
    done: (login, url, payload = {}) => succeeded(login, 'POST', url, payload),
    async tick(instant) {
      if (instant) moved = new Date(instant).getTime() - Date.now()
      await city.tick(clock())
      await city.deliver(clock())
    },
    deliver: () => city.deliver(clock()),
    listen: () => city.listen(0, '127.0.0.1'),
    deed: (work, options = {}) => city.database.write(wallOf(options.actor ?? testActor()), (tx) =>
      work({ tx, subject: null, purpose: null, requestId: randomUUID(), actor: testActor(), now: clock(), ...options })),
    read: (work, options = {}) => city.database.read(wallOf(options.actor ?? testActor()), (tx) =>
      work({ tx, subject: null, purpose: null, requestId: randomUUID(), actor: testActor(), now: clock(), ...options })),
    sql: async (text, values) => (await owner.query(text, values)).rows,
    async close() {
      await city.close()
      await owner.end()
      await drop()
    },
  }
}
