import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { type Embedded, startEmbedded } from '#base/embedded'
import { ownerPool } from '../kit/owner-pool.ts'

const root = join(import.meta.dirname, '../..')
/** What one server has compiled the next need not: it is started again and again. */
const compiled = join(root, '.cache/compiled')

/** A city as it runs in earnest: a durable database, and a server in a process of its own that can be killed. */
export type CityProcess = {
  env: Record<string, string>
  /** Starts the server and waits until it is ready; its address. */
  up(): Promise<string>
  /** Ends it without a word. */
  kill(): Promise<void>
  /** Asks it to end. */
  down(): Promise<void>
  sql<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>
  database: Embedded
  close(): Promise<void>
}

export async function openCityProcess(city: string, purpose: 'city' | 'test' = 'test'): Promise<CityProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'haihe-faults-'))
  const database = await startEmbedded({ data: join(folder, 'database'), purpose, durable: true })
  const owner = ownerPool(database.ownerUrl)
  const env = {
    PORT: '0', HOST: '127.0.0.1', HAIHE_DATA: join(folder, 'data'), HAIHE_KEYS: join(folder, 'keys'), HAIHE_CITY: city, HAIHE_DEMO: '1',
    DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl,
  }
  const { up, kill, down } = serverProcess(env)
  return {
    env, database, up, kill, down,
    sql: async <T extends pg.QueryResultRow>(text: string, values?: unknown[]) => (await owner.query<T>(text, values)).rows,
    async close() {
      await kill()
      await owner.end()
      await database.discard()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A server in a process of its own, one of several of a city. */
export type ServerProcess = Pick<CityProcess, 'up' | 'kill' | 'down'> & Readonly<{
  /** Stands still, as a machine does whose host is too busy, and goes on. */
  freeze(): void
  thaw(): void
  /** Bytes of it that lie in memory now. */
  resident(): number
}>

export const serverProcess = (env: Readonly<Record<string, string>>): ServerProcess => programProcess('server/main.ts', env, async (server) => {
  const address = await readyAddress(server)
  for (let i = 0; i < 200; i += 1) {
    const answer = await fetch(`${address}/readyz`).catch(() => null)
    if (answer?.ok) return address
    await new Promise((wait) => setTimeout(wait, 50))
  }
  throw new Error('the server said that it is ready, and /readyz does not')
})

/** A program of this repository; `ready` waits for its word. */
export function programProcess(program: string, env: Readonly<Record<string, string>>, ready: (child: ChildProcess) => Promise<string>): ServerProcess {
  let child: ChildProcess | undefined
  const gone = (signal: NodeJS.Signals) => new Promise<void>((done) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return done()
    child.once('exit', () => done())
    child.kill(signal)
  })
  return {
    up() {
      child = spawn(process.execPath, [join(root, program)], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: compiled, ...env, LOG_LEVEL: 'info' } })
      return ready(child)
    },
    kill: () => gone('SIGKILL'),
    down: () => gone('SIGTERM'),
    freeze: () => { child!.kill('SIGSTOP') },
    thaw: () => { child!.kill('SIGCONT') },
    resident: () => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child!.pid}/status`, 'utf8'))![1]) * 1024,
  }
}

/** The address in the log line that says so. */
function readyAddress(server: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-20_000)
      const address = /"address":"(http:[^"]+)"/.exec(said)?.[1]
      if (address) done(address)
    }
    server.stdout!.on('data', listen)
    server.stderr!.on('data', listen)
    server.once('exit', (code) => fail(new Error(`the server ended with ${code}:\n${said}`)))
  })
}
