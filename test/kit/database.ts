import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { openDatabase, type Database } from '#base/database'
import type { Actor, Deed } from '#base/deed'
import { wallOf } from '#base/http'
import { jobActor } from '#base/jobs'
import { equip } from '../../server/equip.ts'
import { parts } from '../../server/main.ts'
import { copyTemplate, superUrlOf } from './template.ts'
import { ownerPool } from './owner-pool.ts'

export type DeedOptions = Partial<Pick<Deed, 'actor' | 'subject' | 'purpose' | 'now'>>
export type TestDatabase = Readonly<{
  database: Database
  /** Runs a deed in a transaction; as a job of the tests unless another actor is given. */
  deed<R>(work: (deed: Deed) => Promise<R>, options?: DeedOptions): Promise<R>
  read<R>(work: (deed: Deed) => Promise<R>, options?: DeedOptions): Promise<R>
  /** Any SQL as the superuser, whom no policy stops, to look at what is really there. */
  sql<T extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>
  close(): Promise<void>
}>

export const testActor = (overrides: Partial<Actor> = {}): Actor => ({ ...jobActor('test'), ...overrides })

/** A copy of the prepared city without a server, for tests of primitives and deeds. */
export async function openTestDatabase({ city = 'tianjin', demo = true } = {}): Promise<TestDatabase> {
  const { config, drop } = await copyTemplate(city, demo)
  equip(config, parts)
  const database = openDatabase(config.databaseUrl, { max: 8, name: 'test' })
  const owner = ownerPool(superUrlOf(config))
  const dress = (tx: Deed['tx'], options: DeedOptions): Deed => ({ tx, subject: null, purpose: null, requestId: randomUUID(), actor: testActor(), now: new Date(), ...options })
  return {
    database,
    deed: (work, options = {}) => database.write(wallOf(options.actor ?? testActor()), (tx) => work(dress(tx, options))),
    read: (work, options = {}) => database.read(wallOf(options.actor ?? testActor()), (tx) => work(dress(tx, options))),
    sql: async (text, values) => (await owner.query(text, values)).rows,
    async close() {
      await database.close()
      await owner.end()
      await drop()
    },
  }
}
