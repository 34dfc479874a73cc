import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Embedded, startEmbedded } from '#base/embedded'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'haihe-start-'))
let debian: Embedded
let city: { address: string; said: string; end(): Promise<number | null> }

/** `npm start` as a person gives it, with a PostgreSQL that is already there. */
function start(env: Record<string, string>): Promise<typeof city> {
  const child: ChildProcess = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
    cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH, HOME: folder, PORT: '0', HOST: '127.0.0.1', HAIHE_DATA: join(folder, 'data'), ...env },
  })
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  return new Promise((done, fail) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += String(chunk)
      const address = /Ready in [\d.]+ s: (http:\S+)/.exec(said)?.[1]
      if (!address || !said.includes('Ctrl-C')) return
      done({ address, said, end: () => { child.kill('SIGTERM'); return ended } })
    }
    child.stdout!.on('data', listen)
    child.stderr!.on('data', listen)
    void ended.then((code) => fail(new Error(`ended with ${code}:\n${said}`)))
  })
}

beforeAll(async () => {
  const programs = globSync('/usr/lib/postgresql/*').filter((path) => Number(path.split('/').at(-1)) >= 15).toSorted().at(0)
  debian = await startEmbedded({ data: join(folder, 'cluster'), purpose: 'test', programs: programs! })
  city = await start({ DATABASE_URL: debian.appUrl, DATABASE_OWNER_URL: debian.ownerUrl })
}, 240_000)
afterAll(async () => {
  await city?.end()
  await debian?.discard()
  rmSync(folder, { recursive: true, force: true })
})

const ask = (path: string, body?: object) => fetch(`${city.address}${path}`, body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {})

test('with DATABASE_URL the city runs on that PostgreSQL and starts none of its own', async () => {
  expect((await ask('/readyz')).status).toBe(200)
  expect(city.said).not.toContain('Database on')
  const client = new pg.Client({ connectionString: debian.ownerUrl })
  await client.connect()
  const { rows } = await client.query<{ version: number; schemas: number }>(`select current_setting('server_version_num')::int / 10000 as version, (select count(*)::int from pg_namespace where nspname in ('matter', 'governance', 'ledger')) as schemas`)
  await client.end()
  expect(rows[0]!.version).toBeGreaterThanOrEqual(15)
  expect(rows[0]!.schemas).toBe(3)
})

test('there nobody of the demo cast exists: none is listed, none can log in, no account is there', async () => {
  expect(city.said).not.toContain('Demo logins')
  expect((await ask('/demo/cast')).status).toBe(404)
  expect((await ask('/sessions', { login: 'zhao', password: 'demo' })).status).toBe(401)
  const client = new pg.Client({ connectionString: debian.ownerUrl })
  await client.connect()
  const { rows } = await client.query<{ accounts: number }>('select count(*)::int as accounts from access.account')
  await client.end()
  expect(rows[0]!.accounts).toBe(0)
})

test('a resident reports without a name there, and follows it by the link', async () => {
  const reported = await ask('/governance/anonymous-incidents', { id: randomUUIDv7(), words: '楼下水管漏水，流了一地', divisionCode: '120103009012' })
  expect(reported.status).toBe(201)
  const { token } = (await reported.json()) as { token: string }
  const trace = await ask(`/trace/${token}`)
  expect(trace.status).toBe(200)
})

test('asked to end it ends by itself, and starts again on what it left', async () => {
  expect(await city.end()).toBe(0)
  city = await start({ DATABASE_URL: debian.appUrl, DATABASE_OWNER_URL: debian.ownerUrl })
  expect((await ask('/readyz')).status).toBe(200)
}, 120_000)

test('a role with a permission that nothing asks for stops the start and is named', async () => {
  await city.end()
  const client = new pg.Client({ connectionString: debian.ownerUrl })
  await client.connect()
  await client.query(`update access.role set permissions = permissions || '{governance.incident.teleport}' where code = 'auditor'`)
  const started = start({ DATABASE_URL: debian.appUrl, DATABASE_OWNER_URL: debian.ownerUrl })
  await expect(started).rejects.toThrow('auditor: governance.incident.teleport')
  await client.query(`update access.role set permissions = array_remove(permissions, 'governance.incident.teleport') where code = 'auditor'`)
  await client.end()
}, 120_000)

test('an owner’s or a superuser’s address as DATABASE_URL is refused in words; with the role mended and the address of the app role it starts', async () => {
  await expect(start({ DATABASE_URL: debian.ownerUrl, DATABASE_OWNER_URL: debian.ownerUrl })).rejects.toThrow(/owns|owner/i)
  city = await start({ DATABASE_URL: debian.appUrl, DATABASE_OWNER_URL: debian.ownerUrl, HAIHE_DEMO: '1' })
  expect(city.said).toContain('Demo logins')
  expect((await ask('/demo/cast')).status).toBe(200)
}, 240_000)
