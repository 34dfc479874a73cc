import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { type Embedded, FolderTaken, startEmbedded } from '#base/embedded'
import { accountFor, canReach } from './embedded/account.ts'
import { findBinaries, runnable } from './embedded/binaries.ts'

const isRoot = process.getuid?.() === 0
const base = mkdtempSync(join(tmpdir(), 'haihe-embedded-'))
chmodSync(base, 0o755)
afterAll(() => rmSync(base, { recursive: true, force: true }))
const folder = (name: string) => join(base, name)

async function ask<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}

/** A start in a process of its own, so that it can be killed or run as another user. */
async function startElsewhere(data: string, wrapper: string[] = []): Promise<{ child: ChildProcess; database: Embedded & { uid: number } }> {
  const program = `import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))}
    const database = await startEmbedded({ data: process.argv[1], purpose: 'city' })
    process.once('SIGTERM', () => database.stop())
    process.stdout.write(JSON.stringify({ ...database, uid: process.getuid() }) + '\\n')`
  const [command, ...args] = [...wrapper, process.execPath, '--input-type=module', '-e', program, data]
  const child = spawn(command!, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/', env: { PATH: process.env['PATH'], HOME: base } })
  let said = ''
  child.stderr!.on('data', (chunk) => { said += String(chunk) })
  return new Promise((done, fail) => {
    child.stdout!.once('data', (chunk) => done({ child, database: JSON.parse(String(chunk)) as Embedded & { uid: number } }))
    child.once('exit', (code) => fail(new Error(`ended with ${code}: ${said}`)))
  })
}

const ended = (child: ChildProcess, signal: NodeJS.Signals) => new Promise<void>((done) => {
  child.removeAllListeners('exit')
  child.once('exit', () => done())
  child.kill(signal)
})

async function refuses(url: string): Promise<string> {
  return ask(url, 'select 1').then(() => 'accepted', (error: Error) => error.message)
}

async function untilGone(database: Embedded): Promise<void> {
  for (let i = 0; i < 300; i += 1) {
    if (/ECONNREFUSED/.test(await refuses(database.appUrl))) return
    await new Promise((wait) => setTimeout(wait, 50))
  }
  throw new Error('the database outlived the process that started it')
}

describe('the embedded database', () => {
  test('a second start on the same folder refuses and names the first', async () => {
    const first = await startEmbedded({ data: folder('twice'), purpose: 'test' })
    await expect(startEmbedded({ data: folder('twice'), purpose: 'test' })).rejects.toThrow(`${folder('twice')} is in use by process ${process.pid}, running since 20`)
    first.announce('http://127.0.0.1:8080')
    const second = await startEmbedded({ data: folder('twice'), purpose: 'test' }).catch((error: Error) => error)
    expect(second).toBeInstanceOf(FolderTaken)
    expect((second as Error).message).toContain('at http://127.0.0.1:8080.')
    await first.stop()
    await (await startEmbedded({ data: folder('twice'), purpose: 'test' })).stop()
  })

  test('a database whose passwords are gone is not overwritten', async () => {
    const data = folder('forgotten')
    await (await startEmbedded({ data, purpose: 'test' })).stop()
    rmSync(join(data, 'database.json'))
    await expect(startEmbedded({ data, purpose: 'test' })).rejects.toThrow(/passwords is gone/)
    expect(statSync(join(data, 'postgres/PG_VERSION')).isFile()).toBe(true)
  })

  test('a start cut short by kill -9 takes its database along, and the next one has every committed row', async () => {
    const data = folder('killed')
    const { child, database } = await startElsewhere(data)
    await ask(database.ownerUrl, 'create table kept (id int); insert into kept select generate_series(1, 1000)')
    await ended(child, 'SIGKILL')
    await untilGone(database)
    const again = await startEmbedded({ data, purpose: 'city' })
    expect(await ask(again.ownerUrl, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }])
    await again.stop()
  })

  test('when both were killed and the number in the lock file now belongs to somebody else, it recovers', async () => {
    const data = folder('both-killed')
    const { child, database } = await startElsewhere(data)
    await ask(database.ownerUrl, 'create table kept (id int); insert into kept values (7)')
    const lock = join(database.cluster, 'postmaster.pid')
    const [postmaster, ...rest] = readFileSync(lock, 'utf8').split('\n')
    process.kill(Number(postmaster), 'SIGKILL')
    await ended(child, 'SIGKILL')
    const stranger = spawn('sleep', ['60'], accountFor()) // the same account, so that PostgreSQL itself would believe the number
    writeFileSync(lock, [String(stranger.pid), ...rest].join('\n'))
    const again = await startEmbedded({ data, purpose: 'city' })
    stranger.kill()
    expect(await ask(again.ownerUrl, 'select id from kept')).toEqual([{ id: 7 }])
    expect(again.port).toBe(database.port)
    await again.stop()
  })

  test('it takes another port when its own is taken', async () => {
    const data = folder('port')
    const first = await startEmbedded({ data, purpose: 'test' })
    await first.stop()
    const squatter = net.createServer().listen(first.port, '127.0.0.1')
    await new Promise((ready) => squatter.once('listening', ready))
    const second = await startEmbedded({ data, purpose: 'test' })
    expect(second.port).not.toBe(first.port)
    expect(await refuses(second.appUrl)).toBe('accepted')
    await second.stop()
    squatter.close()
  })

  test('it listens on one address only, asks for a password, and the app role can own nothing', async () => {
    const data = folder('walls')
    const database = await startEmbedded({ data, purpose: 'test' })
    const setting = async (name: string) => (await ask<{ setting: string }>(database.superUrl, `select setting from pg_settings where name = '${name}'`))[0]?.setting
    expect(await setting('listen_addresses')).toBe('127.0.0.1')
    expect(await setting('unix_socket_directories')).toBe('')
    expect(await refuses(database.appUrl.replace(/:[^:@]+@/, ':wrong@'))).toMatch(/password authentication failed/)
    const [app] = await ask<Record<string, boolean>>(database.appUrl, `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,
      has_database_privilege(current_database(), 'create') as may_make_schemas, has_schema_privilege('public', 'create') as may_make_tables from pg_roles where rolname = current_user`)
    expect(Object.entries(app!).filter(([, may]) => may)).toEqual([])
    expect(statSync(join(data, 'database.json')).mode & 0o777).toBe(0o600)
    expect(readdirSync(data).sort()).toEqual(['database.json', 'database.log', 'postgres'])
    await database.stop()
  })
})

if (isRoot) {
  describe('the embedded database started by root', () => {
    test('runs as nobody', async () => {
      const database = await startEmbedded({ data: folder('root'), purpose: 'test' })
      expect(statSync(database.cluster).uid).toBe(accountFor().uid)
      await database.stop()
    })

    test('in a folder closed to nobody, it lies in /var/lib/haihe, says so, and is found again', async () => {
      const closed = folder('closed')
      mkdirSync(closed, { mode: 0o700 })
      const data = join(closed, 'data')
      const said: string[] = []
      const first = await startEmbedded({ data, purpose: 'test', say: (line) => said.push(line) })
      expect(first.cluster).toMatch(/^\/var\/lib\/haihe\/[0-9a-f]{16}\/postgres$/)
      expect(said.join('\n')).toContain(`The database lies in ${first.cluster}`)
      await ask(first.ownerUrl, 'create table kept (id int)')
      await first.stop()
      const second = await startEmbedded({ data, purpose: 'test' })
      expect(await ask(second.ownerUrl, 'select * from kept')).toEqual([])
      await second.stop()
      rmSync(dirname(first.cluster), { recursive: true })
    })

    test('what was made for one run leaves nothing behind, wherever it lay', async () => {
      const data = join(folder('gone'), 'data')
      mkdirSync(folder('gone'), { mode: 0o700 })
      const database = await startEmbedded({ data, purpose: 'test' })
      expect(database.cluster).toMatch(/^\/var\/lib\/haihe\//)
      await database.discard()
      expect([existsSync(data), existsSync(dirname(database.cluster))]).toEqual([false, false])
    })

    test('copies the programs where nobody can run them', () => {
      const closed = folder('closed-programs')
      mkdirSync(closed, { mode: 0o700 })
      cpSync(findBinaries({}, () => {}).folder, join(closed, 'native'), { recursive: true, verbatimSymlinks: true })
      const said: string[] = []
      const copy = runnable(join(closed, 'native'), folder('cache/postgres'), accountFor(), (line) => said.push(line))
      expect(copy).toBe(folder('cache/postgres'))
      expect(said).toHaveLength(1)
      expect(runnable(join(closed, 'native'), copy, accountFor(), (line) => said.push(line))).toBe(copy)
      expect(said).toHaveLength(1)
    })

    test('started by another user it runs as that user', async () => {
      const { uid, gid } = accountFor()
      const data = folder('other-user')
      mkdirSync(data)
      chownSync(data, uid!, gid!)
      // in a clone below a closed home folder the other user could not even read this code
      const mayRead = canReach({ uid, gid }, import.meta.dirname) ? [] : ['--inh-caps=+dac_override', '--ambient-caps=+dac_override']
      const { child, database } = await startElsewhere(data, ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...mayRead])
      expect(database.uid).toBe(uid)
      expect(await refuses(database.appUrl)).toBe('accepted')
      await ended(child, 'SIGTERM')
      expect(await refuses(database.appUrl)).toMatch(/ECONNREFUSED/)
    })
  })
} else {
  test('a folder that may not be written to is refused', async () => {
    mkdirSync(folder('read-only'), { mode: 0o500 })
    await expect(startEmbedded({ data: join(folder('read-only'), 'data'), purpose: 'test' })).rejects.toThrow('EACCES')
  })
}
