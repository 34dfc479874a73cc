import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mysql from 'mysql2/promise'
import { accountFor } from '../../server/base/embedded/account.ts'
import type { SourceAddress } from '#systems/transfer'
import { inMemory } from './cluster.ts'

export type SourceMariadb = Readonly<{
  /** As a department gives it to the exchange: a login of its own database, and no more. */
  address(table: string, mode?: SourceAddress['mode'], options?: string): SourceAddress
  sql<T extends object = Record<string, unknown>>(text: string): Promise<T[]>
  connect(): Promise<mysql.Connection>
  /** Ends every connection of the exchange, as a network does. */
  cut(): Promise<void>
  close(): Promise<void>
}>

/** A department's MariaDB, as Debian brings it, in a folder of its own and under an account that is not root. */
export async function openSourceMariadb(): Promise<SourceMariadb> {
  const folder = mkdtempSync(join(inMemory() ?? tmpdir(), 'haihe-mariadb-'))
  const [account, data, socket] = [accountFor(), join(folder, 'data'), join(folder, 'socket')]
  chmodSync(folder, 0o711)
  mkdirSync(data)
  if (account.uid !== undefined) for (const path of [folder, data]) chownSync(path, account.uid, account.gid!)
  const port = await freePort()
  const settings = ['--no-defaults', `--datadir=${data}`, '--innodb-log-file-size=16M', '--innodb-buffer-pool-size=64M', '--innodb-flush-log-at-trx-commit=0']
  execFileSync('mariadb-install-db', [...settings, '--auth-root-authentication-method=normal', '--skip-test-db', ...(account.uid === undefined ? [] : ['--user=nobody'])], { cwd: '/', stdio: 'ignore' })
  const server = spawn('/usr/sbin/mariadbd', [...settings, `--socket=${socket}`, `--port=${port}`, '--bind-address=127.0.0.1', '--skip-name-resolve'], { ...account, cwd: '/', stdio: 'ignore' })
  const gone = new Promise<void>((done) => { server.once('exit', () => done()) })
  const watch = spawn('/bin/sh', ['-c', 'read -r nothing; kill -9 "$1"', 'sh', String(server.pid)], { ...account, cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] }) // however this process ends
  const admin = await whenReady(() => mysql.createConnection({ socketPath: socket, user: 'root' }))
  await admin.query('create database bureau character set utf8mb4')
  await admin.query(`create user clerk identified by 'of-the-bureau'`)
  await admin.query('grant all on bureau.* to clerk')
  const own = { host: '127.0.0.1', port, user: 'clerk', password: 'of-the-bureau', database: 'bureau', supportBigNumbers: true, bigNumberStrings: true, dateStrings: true } as const
  const connection = await mysql.createConnection(own)
  const [[me]] = (await connection.query('select connection_id() as id')) as unknown as [[{ id: number }]]
  return {
    address: (table, mode = 'full', options = '') => ({ kind: 'mariadb', url: `mariadb://clerk@127.0.0.1:${port}/bureau${options}`, table, mode, secret: 'of-the-bureau', job: table }),
    sql: async <T extends object>(text: string) => (await connection.query(text))[0] as T[],
    connect: () => mysql.createConnection(own),
    async cut() {
      const [others] = (await admin.query(`select id from information_schema.processlist where user = 'clerk' and id <> ${me.id}`)) as unknown as [{ id: number }[]]
      for (const { id } of others) await admin.query(`kill ${id}`)
    },
    async close() {
      await connection.end()
      await admin.end()
      server.kill('SIGKILL') // nothing of it is wanted any more
      await gone
      watch.kill('SIGKILL') // before another process can get the number it watches
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function whenReady<T>(connect: () => Promise<T>): Promise<T> {
  for (let waited = 0; ; waited += 30) {
    try {
      return await connect()
    } catch (error) {
      if (waited > 20_000) throw error
      await new Promise((done) => setTimeout(done, 30))
    }
  }
}

const freePort = (): Promise<number> => new Promise((done) => {
  const probe = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as net.AddressInfo
    probe.close(() => done(port))
  })
})
