/** Lives of a matter a second (opened and four steps, each in its own durable transaction, no HTTP), beside the raw engine writing the same rows in the same run: npm run bench -- matter */
import { randomUUIDv7 } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '#base/database'
import type { Actor, Deed } from '#base/deed'
import { startEmbedded } from '#base/embedded'
import { advance, openMatter } from '#primitives/matter'
import { parts } from '../server/main.ts'
import { prepareCity } from '../server/open-city.ts'

const SECONDS = Number(process.env.SECONDS ?? 10)
const WORKERS = Number(process.env.WORKERS ?? 12)
const say = (line: string): void => { process.stdout.write(`${line}\n`) }

async function rate(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  let done = 0
  await Promise.all(Array.from({ length: WORKERS }, async () => { while (performance.now() - began < SECONDS * 1000) { await work(); done++ } }))
  return done / ((performance.now() - began) / 1000)
}

const actor = (id: number, divisionPath: string | null, departmentId: string | null): Actor => ({
  kind: divisionPath === null ? 'person' : 'staff', id: `0190a0a0-0000-7000-8000-${String(id).padStart(12, '0')}`, postId: null, departmentId, divisionPath,
  grants: divisionPath === null ? [] : [{ permissions: new Set(), divisionPath, departmentId }],
})

/** The same rows by the same number of round trips, with statements prepared once. */
function rawLife(owner: pg.Pool): () => Promise<void> {
  const matter = JSON.stringify({ whole: { from: 1, limit: { amount: 7, unit: 'working_days' }, pauses: [], fired: 0, name: 'whole' }, states: { 'reported|120103': { from: 1, limit: { amount: 2, unit: 'working_hours' }, pauses: [], fired: 0, name: 'review' } } })
  const inStep = async (work: (client: pg.PoolClient) => Promise<unknown>) => {
    const client = await owner.connect()
    try {
      await client.query('begin')
      await work(client)
      await client.query('commit')
    } finally {
      client.release()
    }
  }
  const event = (client: pg.PoolClient, id: string) => client.query({ name: 'event', text: 'insert into raw.event (id, subject_id, name, at, detail) values ($1, $2, $3, $4, $5)', values: [randomUUIDv7(), id, 'matter.advanced', new Date(), '{"kind":"incident","action":"dispatch","from":"reported"}'] })
  return async () => {
    const id = randomUUIDv7()
    const at = new Date()
    await inStep(async (client) => {
      await client.query({ name: 'open', text: `with n as (insert into raw.number values ($2, $1)), m as (insert into raw.matter values ($1, $2, 'reported', 1, '120103/120103008', null, $3, $4)), a as (insert into raw.alarm values ($1, $3)),
        l as (insert into raw.link values (decode($2, 'hex'), $1)), s as (insert into raw.step values ($1, $5, $3, 'opened', 0, '{}')) insert into raw.fact values ($5, $3, 'opened', 0)`, values: [id, id.replaceAll('-', ''), at, matter, randomUUIDv7()] })
      await event(client, id)
    })
    for (const state of ['dispatched', 'handled', 'verified', 'closed'])
      await inStep(async (client) => {
        await client.query({ name: 'read', text: 'select * from raw.matter where id = $1 for update', values: [id] })
        await client.query({ name: `step-${state}`, text: `with m as (update raw.matter set state = $2, version = version + 1, unit_id = 'water', clocks = $4, at = $3 where id = $1), a as (${state === 'closed' ? 'delete from raw.alarm where id = $1' : 'update raw.alarm set at = $3 where id = $1'}),
          ${state === 'dispatched' ? 'd as (insert into raw.assignment values ($1, $5, $3)),' : ''} s as (insert into raw.step values ($1, $5, $3, $2, 0, '{}')) insert into raw.fact values ($5, $3, $2, 0)`, values: [id, state, at, matter, randomUUIDv7()] })
        await event(client, id)
      })
  }
}

const rawTables = `create schema raw; create table raw.matter (id uuid primary key, number text, state text, version int, division_path text collate "C", unit_id text, at timestamptz, clocks jsonb); create index on raw.matter (division_path, id);
  create table raw.number (number text primary key, id uuid); create table raw.alarm (id uuid primary key, at timestamptz); create index on raw.alarm (at); create table raw.link (hash bytea primary key, id uuid);
  create table raw.step (matter_id uuid, id uuid, at timestamptz, action text, minutes int, detail jsonb, primary key (matter_id, id)); create table raw.fact (id uuid, at timestamptz, action text, minutes int);
  create table raw.assignment (matter_id uuid, id uuid, at timestamptz, primary key (matter_id, id)); create table raw.event (id uuid, seq bigint generated always as identity, subject_id text, name text, at timestamptz, detail jsonb, primary key (subject_id, id))`

export async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'haihe-bench-'))
  const embedded = await startEmbedded({ data: folder, purpose: 'city', durable: true })
  const config = { port: 0, host: '127.0.0.1', data: folder, keys: join(folder, 'keys'), city: 'tianjin', demo: true, databaseUrl: embedded.appUrl, databaseOwnerUrl: embedded.ownerUrl, connections: WORKERS, networks: [] }
  await prepareCity(config, parts)
  const database = openDatabase(embedded.appUrl, { max: WORKERS })
  const owner = new pg.Pool({ connectionString: embedded.ownerUrl, max: WORKERS })
  owner.on('error', () => {}) // the engine is stopped below while connections idle
  const [resident, desk, unit, checker] = [actor(1, null, null), actor(2, '120103', null), actor(3, '120103', 'water'), actor(4, '120103', null)]
  const as = <R>(who: Actor, work: (deed: Deed) => Promise<R>) => database.write({ person: who.id }, (tx) => work({ tx, actor: who, subject: null, purpose: null, requestId: '-', now: new Date() }))
  try {
    await owner.query(rawTables)
    const raw = rawLife(owner)
    const life = async () => {
      const id = randomUUIDv7()
      await as(resident, (deed) => openMatter(deed, { id, kind: 'incident', divisionPath: '120103/120103008/120103008005', holder: { level: 'district', path: '120103' }, item: 'E06010' }))
      await as(desk, (deed) => advance(deed, id, 'dispatch', { assignTo: { unitId: 'water' } }))
      await as(unit, (deed) => advance(deed, id, 'handle', { note: '已处置' }))
      await as(checker, (deed) => advance(deed, id, 'verify'))
      await as(desk, (deed) => advance(deed, id, 'close'))
    }
    await life()
    await raw()
    const ours = await rate(life), bare = await rate(raw)
    say(`matter: ${Math.round(ours)} lives/s (opened, dispatched, handled, verified, closed); the raw engine ${Math.round(bare)}/s (ratio ${(ours / bare).toFixed(2)})`)
  } finally {
    await database.close()
    await owner.end()
    await embedded.discard()
  }
}

if (import.meta.main) await bench()
