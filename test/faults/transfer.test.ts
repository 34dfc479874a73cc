import { randomInt, randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDatabase, type Database } from '#base/database'
import type { JobRun } from '#base/home'
import { jobRun } from '#base/jobs'
import { postgres } from '../../server/connectors/postgres.ts'
import { runTransfers } from '../../server/systems/transfer/run/run-transfers.ts'
import { useConnectors } from '../../server/systems/transfer/system.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { sourceFake } from '../kit/source-fake.ts'
import { configOf } from '../kit/template.ts'
import { columns, exchangeSide, makeRegister, organisations, sourceSide } from './register.ts'
import { figure, tellStory } from './tell-story.ts'

/** Rows of the copies; 10,000 make a chunk. `npm run soak -- exchange` takes more of them, and kills oftener. */
const ROWS = Number(process.env.HAIHE_TRANSFER_ROWS ?? 21_000)
const LIVES = Number(process.env.HAIHE_TRANSFER_LIVES ?? 2)
const bureau = sourceFake(columns)
let city: TestCity
let other: Database
let database: string
let seconds = 0
beforeAll(async () => {
  city = await openTestCity()
  database = (await city.sql<{ name: string }>('select current_database() as name'))[0]!.name
  other = openDatabase(configOf('tianjin', database, true).databaseUrl, { max: 4, name: 'other' })
  useConnectors({ http: bureau.connector, postgres: postgres({ networks: ['127.0.0.0/8'] }) })
  await city.sql(makeRegister(ROWS))
}, 120_000)
afterAll(async () => { await other?.close(); await city?.close() })

class Killed extends Error {}
/** A process of its own, a minute and a half after the last one; it dies at its n-th transaction, or when it lands its first batch, before that is committed or after, and does nothing more: not even give its run back. */
function life(dies: number | 'landed' = Infinity, committed = false, on: Database = city.city.database, later = 90): JobRun {
  seconds += later
  const run = jobRun(on, 'transfer.run', new Date(city.now().getTime() + seconds * 1000))
  let [left, dead] = [dies === 'landed' ? Infinity : dies, false]
  const die = (): never => { dead = true; throw new Killed() }
  return {
    ...run,
    perform: async (work, department) => {
      left -= 1
      if (dead || left < 0) die()
      const last = left === 0
      let lands = false
      const answer = await run.perform(async (deed) => {
        const told = await work(deed)
        lands = dies === 'landed' && told === 'landed'
        return (last || lands) && !committed ? die() : told
      }, department)
      return last || lands ? die() : answer
    },
  }
}
const live = (run: JobRun): Promise<string> => runTransfers(run).then(() => 'lived', (error: Error) => { if (error instanceof Killed) return 'killed'; throw error })
const call = async (method: 'GET' | 'POST', url: string, payload?: object) => { const answer = await (await city.as('jin'))({ method, url, ...(payload ? { payload } : {}) }); expect(answer.statusCode, answer.body).toBeLessThan(300); return answer.json() }
const setUp = async (address: object): Promise<string> => (await call('POST', '/transfer/jobs', { id: randomUUIDv7(), name: '登记', resource: organisations, secret: null, everyMinutes: null, ...address })).id
const start = async (job: string, whole = true): Promise<string> => (await call('POST', `/transfer/jobs/${job}/runs`, { id: randomUUIDv7(), whole })).id
const runOf = async (id: string) => (await city.sql('select state, rows::int, good::int, chunks, fence, compared from transfer.run where id = $1', [id]))[0]!
const untilDone = async (id: string): Promise<void> => { for (let more = 0; more < 5 && (await runOf(id)).state !== 'done'; more += 1) await live(life()) }
/** Rows of both sides, told in the same words. */
const hashes = async (source: string) => [await sourceSide(city.sql, source), await exchangeSide(city.sql)] as const

let job: string
test('a real database whose rows are all of one moment, killed at every step, before its commit and after: each chunk counts once, and row for row both sides are the same', async () => {
  const server = new URL(inject('cluster').superUrl)
  job = await setUp({ kind: 'postgres', url: `postgres://${server.username}@${server.host}/${database}`, table: 'public.register', secret: decodeURIComponent(server.password) || null, mode: 'full' })
  const id = await start(job)
  // a life that dies at its sixth transaction or later has landed a chunk: it claims, looks at the columns, begins, lands
  const lives = [2, 4, 5, 6, 6, 7].flatMap((dies) => [[dies, false], [dies, true]] as const)
  for (const [dies, committed] of lives) if ((await runOf(id)).state !== 'done') expect(await live(life(dies, committed))).toBe('killed')
  // each batch that is left: killed before its commit, then right after it
  for (let turn = 0; turn < 2 * Math.ceil(ROWS / 10_000); turn += 1) if ((await runOf(id)).state !== 'done') await live(life('landed', turn % 2 === 1))
  await untilDone(id)
  const run = await runOf(id)
  expect(run).toMatchObject({ rows: ROWS, good: ROWS, compared: { sent: { rows: ROWS } } })
  expect(run.fence).toBeGreaterThan(5)
  const [there, here] = await hashes('public.register')
  expect(here).toEqual(there)
  expect(await city.sql('select sum(rows)::int as rows, max(number) - count(*)::int as missing from transfer.chunk where run_id = $1', [id])).toEqual([{ rows: ROWS, missing: 0 }])
  tellStory(`${figure(ROWS)} rows of one moment, killed at each batch before its commit and after, ${run.fence - 1} kills: row hashes equal (${there.hash.slice(0, 8)}), each of ${run.chunks} chunks counted once`)
})

test('run twice and by two processes at once: counts stay equal, and nothing is written that is the same', async () => {
  for (let turn = 0; turn < LIVES - 1; turn++) {
    const id = await start(job)
    const [one, two] = [life(), life(Infinity, false, other, 0)]
    await Promise.all([live(one), live(two)])
    expect(await runOf(id)).toMatchObject({ state: 'done', fence: 1, rows: ROWS })
    expect(await city.sql('select changed::int, removed::int from transfer.run where id = $1', [id])).toEqual([{ changed: 0, removed: 0 }])
  }
  const [there, here] = await hashes('public.register')
  expect(here).toEqual(there)
  tellStory(`harvested ${LIVES - 1} more times by two processes at once: ${figure(here.n)} rows each time, none written, none removed`)
})

test('whoever lost its lease cannot commit any more: the run is done once, by who took it over', async () => {
  await call('POST', `/transfer/jobs/${job}/end`, {})
  job = await setUp({ kind: 'http', url: 'https://data.example.org', table: 'register', mode: 'incremental' })
  bureau.rows = (await city.sql<Record<string, string | null>>('select credit_code, name, registered_by, registered_on::text, state from public.register order by credit_code')).map((row) => Object.values(row))
  const id = await start(job)
  const held = Promise.withResolvers<void>(), reached = Promise.withResolvers<void>()
  bureau.before = async () => { bureau.before = async () => {}; reached.resolve(); await held.promise }
  const slow = live(life())
  await reached.promise
  await live(life(Infinity, false, other))
  expect(await runOf(id)).toMatchObject({ state: 'done', fence: 2, rows: ROWS })
  held.resolve()
  await slow
  expect(await runOf(id)).toMatchObject({ state: 'done', fence: 2, rows: ROWS, chunks: Math.ceil(ROWS / 10_000) })
})

test('changes put in, changed and removed while processes die at random: what lies here is what the source holds', async () => {
  const held = new Map(bureau.rows.map((row) => [row[0]!, row]))
  let [kills, changes] = [0, 0]
  for (let turn = 0; turn < LIVES; turn++) {
    const known = [...held.values()]
    for (let n = 0; n < ROWS / 2; n++) {
      const row = known[(n * 7) % known.length]!
      if (n % 5 === 0) { held.delete(row[0]!); bureau.changes.push({ kind: 'delete', key: { credit_code: row[0]! } }) }
      else { const made = [n % 5 === 1 ? `52${String(turn * ROWS + n).padStart(16, '0')}` : row[0]!, `第${turn}次${n}`, ...row.slice(2)]; held.set(made[0]!, made); bureau.changes.push({ kind: 'upsert', row: made }) }
    }
    const id = await start(job, false)
    for (let lives = 0; lives < LIVES; lives++) if (await live(life(randomInt(3, 9), randomInt(2) === 0)) === 'killed') kills += 1
    await untilDone(id)
    changes = bureau.changes.length
  }
  await city.sql('create table public.held (credit_code text, name text, registered_by text, registered_on date, state text)')
  await city.sql(`insert into public.held select r->>0, r->>1, r->>2, (r->>3)::date, r->>4 from jsonb_array_elements($1::jsonb) r`, [JSON.stringify([...held.values()])])
  const [there, here] = await hashes('public.held')
  expect(here).toEqual(there)
  expect(await city.sql(`select count(*)::int as n from exchange.landed_key`)).toEqual([{ n: 0 }])
  tellStory(`${figure(changes)} changes (put in, changed, removed) in ${LIVES} runs, the sink killed ${kills} times at random: row hashes equal (${there.hash.slice(0, 8)}, ${figure(there.n)} rows)`)
})
