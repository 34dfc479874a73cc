/** Starts a city: the web apps built, a database, the server; then says where it is. */
import { existsSync, mkdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { readConfig } from '../server/base/config.ts'
import { type Embedded, FolderTaken, holdFolder, startEmbedded } from '../server/base/embedded.ts'
import { buildWeb } from './build-web.ts'
import { demoLogins } from './demo-logins.ts'

process.env.LOG_LEVEL ??= 'warn' // this terminal is read by a person
process.env.HAIHE_CITY ??= 'tianjin'
const began = performance.now()
const say = (line: string) => process.stdout.write(`${line}\n`)
const closing: (() => Promise<void>)[] = []
let ending: Promise<never> | null = null

/** Undoes in the opposite order what was done; once. */
const end = (code: number): Promise<never> => ending ??= (async () => {
  for (const close of closing.toReversed()) await close().catch((error: Error) => say(error.message))
  process.exit(code)
})()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))
process.once('disconnect', () => void end(1)) // the process that npm started is gone

try {
  const data = resolve(process.env.HAIHE_DATA ?? './data')
  const isEmbedded = !process.env.DATABASE_URL
  if (isEmbedded && process.env.DATABASE_OWNER_URL) throw new Error('DATABASE_OWNER_URL is set, but DATABASE_URL is not: set both, or neither for the embedded database')

  const [hold] = await both(isEmbedded ? startDatabase(data) : holdData(data), buildWeb(say))
  const config = readConfig(process.env, isEmbedded)
  if (!existsSync(join(import.meta.dirname, '../cities', config.city))) throw new Error(`HAIHE_CITY is '${config.city}', but there is no folder cities/${config.city}`)

  const { parts } = await import('../server/main.ts') // after LOG_LEVEL is set
  const { openCity, prepareCity } = await import('../server/open-city.ts')
  await slowly(`Preparing ${config.city} …`, prepareCity(config, parts, say))
  const city = await openCity(config, parts)
  closing.push(() => city.close())
  const bound = new URL(await city.listen(config.port, config.host))
  await city.start()
  const address = `http://${config.host === '0.0.0.0' ? 'localhost' : bound.hostname}:${bound.port || 80}`
  hold.announce(address)
  say(`\nReady in ${((performance.now() - began) / 1000).toFixed(1)} s: ${address}\n`)
  say(`  residents ${address}/    field ${address}/field/    desk ${address}/desk/    API ${address}/openapi.json`)
  if (config.demo) say(`\n${demoLogins(join(import.meta.dirname, '../cities', config.city))}`)
  say('\nCtrl-C stops everything.')
} catch (error) {
  process.stderr.write(`${inWords(error)}\n`)
  await end(1)
}

async function startDatabase(data: string): Promise<Embedded> {
  const database = await slowly('Starting the database …', startEmbedded({ data, purpose: 'city', say }))
  closing.push(() => database.stop())
  process.env.DATABASE_URL = database.appUrl
  process.env.DATABASE_OWNER_URL = database.ownerUrl
  say(`Database on 127.0.0.1:${database.port}, data in ${relative(process.cwd(), database.cluster).startsWith('..') ? database.cluster : relative(process.cwd(), database.cluster)}`)
  return database
}

/** Waits for both, also when one fails: what was begun can then be undone. */
async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first, second])
  if (a.status === 'rejected') throw a.reason
  if (b.status === 'rejected') throw b.reason
  return [a.value, b.value]
}

async function holdData(data: string): Promise<{ announce(address: string): void }> {
  mkdirSync(data, { recursive: true, mode: 0o711 })
  const hold = await holdFolder(data)
  closing.push(() => hold.release())
  return hold
}

/** Says what is being waited for when it takes more than a second. */
async function slowly<T>(words: string, work: Promise<T>): Promise<T> {
  const timer = setTimeout(() => say(words), 1000)
  try {
    return await work
  } finally {
    clearTimeout(timer)
  }
}

function inWords(error: unknown): string {
  if (error instanceof FolderTaken) return error.message
  const { code, message, stack } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return `Port ${process.env.PORT ?? 8080} is taken. Set PORT to another one.`
  if (code === 'ECONNREFUSED') return `The database does not answer: ${message}`
  return process.env.LOG_LEVEL === 'debug' ? (stack ?? message) : message
}
