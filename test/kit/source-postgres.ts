import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '#base/embedded'
import type { SourceAddress } from '#systems/transfer'
import { inMemory, programsHere } from './cluster.ts'
import { ownerPool } from './owner-pool.ts'

export type SourceDatabase = Readonly<{
  /** As a department gives it to the exchange: a login that owns its tables and may replicate, and no more. */
  address(table: string, mode?: SourceAddress['mode'], job?: string): SourceAddress
  sql<T extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>
  /** A connection of its own, for a transaction that stays open. */
  connect(): Promise<pg.Client>
  /** Ends every connection of the exchange, as a network does. */
  cut(): Promise<void>
  close(): Promise<void>
}>

/** A department's PostgreSQL in a cluster of its own, with logical decoding. */
export async function openSourcePostgres(flags: readonly string[] = []): Promise<SourceDatabase> {
  const folder = mkdtempSync(join(inMemory() ?? tmpdir(), 'haihe-source-'))
  chmodSync(folder, 0o711)
  const cluster = await startEmbedded({ data: folder, purpose: 'test', programs: programsHere(), flags: ['-c', 'wal_level=logical', '-c', 'synchronous_commit=on', ...flags] })
  const superuser = ownerPool(cluster.superUrl)
  await superuser.query(`create role clerk login replication password 'of-the-bureau'`)
  await superuser.query('create database bureau owner clerk')
  await superuser.end()
  const url = `postgres://clerk@127.0.0.1:${cluster.port}/bureau`
  const own = { host: '127.0.0.1', port: cluster.port, user: 'clerk', password: 'of-the-bureau', database: 'bureau' }
  const pool = new pg.Pool({ ...own, max: 2 })
  pool.on('error', () => {})
  pool.on('connect', (client) => { client.on('error', () => {}) })
  return {
    address: (table, mode = 'full', job = table) => ({ kind: 'postgres', url, table, mode, secret: 'of-the-bureau', job }),
    sql: async (text, values) => (await pool.query(text, values)).rows,
    async connect() {
      const client = new pg.Client(own)
      client.on('error', () => {})
      await client.connect()
      return client
    },
    async cut() {
      await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'haihe'`)
    },
    async close() {
      await pool.end()
      await cluster.discard()
    },
  }
}
