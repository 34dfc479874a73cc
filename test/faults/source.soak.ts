/** What a department's own database may do while a job reads it: rows committed late, removed, out of reach, its slot gone. A real PostgreSQL of its own, real jobs. */
import { randomInt, randomUUIDv7 } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobRun } from '#base/jobs'
import type { Connector, Source } from '#systems/transfer'
import { postgres } from '../../server/connectors/postgres.ts'
import { runTransfers } from '../../server/systems/transfer/run/run-transfers.ts'
import { useConnectors } from '../../server/systems/transfer/system.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { openSourcePostgres, type SourceDatabase } from '../kit/source-postgres.ts'
import { exchangeSide, makeRegister, organisations, sourceSide } from './register.ts'
import { figure, tellStory } from './tell-story.ts'

const ROWS = 30_000
const WRITERS = 6
const SECONDS = 20
const real = postgres({ networks: ['127.0.0.0/8'] })
let city: TestCity
let bureau: SourceDatabase
let minutes = 0
let step: { marked?(): Promise<void>; chunk?(number: number): Promise<void> } = {}

/** The real connector, with a hand on it: after the mark, and before each chunk of a copy is given on. */
const watched: Connector = {
  openSource: async (address) => {
    const source = await real.openSource(address)
    return {
      ...source,
      mark: async () => { const position = await source.mark(); await step.marked?.(); return position },
      async *copy(...asked: Parameters<Source['copy']>) { let number = 0; for await (const chunk of source.copy(...asked)) { await step.chunk?.(number += 1); yield chunk } },
    }
  },
}

beforeAll(async () => {
  city = await openTestCity()
  useConnectors({ postgres: watched })
  bureau = await openSourcePostgres()
}, 120_000)
afterAll(async () => { await bureau?.close(); await city?.close() })

const call = async (url: string, payload: object) => { const answer = await (await city.as('jin'))({ method: 'POST', url, payload }); expect(answer.statusCode, answer.body).toBeLessThan(300); return answer.json() as { id: string } }
let job = ''
/** A job of the mode for a register made anew; the one before it ends. */
const setUp = async (mode: 'incremental' | 'capture'): Promise<void> => {
  if (job !== '') await call(`/transfer/jobs/${job}/end`, {})
  while ((await city.sql(`select 1 from transfer.run where state in ('waiting', 'running')`)).length > 0) await go()
  await go() // what the source kept for it is let go of
  await bureau.sql(`drop table if exists public.register; ${makeRegister(ROWS)}; alter table public.register replica identity full`)
  await city.sql('delete from exchange.row where resource_code = $1', [organisations])
  const { url, table, secret } = bureau.address('public.register', mode)
  job = (await call('/transfer/jobs', { id: randomUUIDv7(), name: '登记', resource: organisations, everyMinutes: null, kind: 'postgres', url, table, secret, mode })).id
}
const start = async (whole = false): Promise<string> => (await call(`/transfer/jobs/${job}/runs`, { id: randomUUIDv7(), whole })).id
const go = (): Promise<void> => { minutes += 2; return runTransfers(jobRun(city.city.database, 'transfer.run', new Date(city.now().getTime() + minutes * 60_000))) }
type Run = { state: string; whole: boolean; rows: number; changed: number; removed: number; reason: string | null }
const runOf = async (id: string) => (await city.sql<Run>('select state, whole, rows::int, changed::int, removed::int, reason from transfer.run where id = $1', [id]))[0]!
const transferred = async (whole = false): Promise<Run> => { const id = await start(whole); await go(); return runOf(id) }
const equal = async () => { const there = await sourceSide(bureau.sql); expect(await exchangeSide(city.sql)).toEqual(there); return there }
const row = (code: string, name: string): string => `('${code}', '${name}', '市民政局', '2026-11-28', '正常')`

test.each(['incremental', 'capture'] as const)('a whole copy and the first %s run after it hold what transactions committed that were open at the mark, between mark and copy, behind the copy, and after it', async (mode) => {
  await setUp(mode)
  const late = await Promise.all(Array.from({ length: 4 }, () => bureau.connect()))
  const [atMark, between, behind, after] = late as [typeof late[0], typeof late[0], typeof late[0], typeof late[0]]
  await atMark.query(`begin; insert into register values ${row('50000000000000AT01', '取起点时未提交')}; savepoint s; update register set name = '在保存点下' where credit_code <= '510000000000000020'; release savepoint s`)
  if (mode === 'capture') setTimeout(() => void atMark.query('commit'), 500) // a slot is made only when all that are open are over
  step = {
    marked: async () => {
      if (mode === 'incremental') await atMark.query('commit')
      await between.query(`begin; insert into register values ${row('50000000000000BE01', '起点与抽取之间')}; update register set name = '之间改' where credit_code = '510000000000000030'`)
      await behind.query(`begin; insert into register values ${row('50000000000000BH01', '抽取之后的位置')}; update register set name = '位置之前改' where credit_code = '510000000000000040'`)
      await after.query(`begin; insert into register values ${row('59000000000000AF01', '全量之后提交')}; delete from register where credit_code = '${mode === 'capture' ? '510000000000000050' : 'none'}'`)
      await between.query('commit')
    },
    chunk: async (number) => { if (number === 3) await behind.query('commit') },
  }
  const whole = await transferred(true)
  expect(whole).toMatchObject({ state: 'done', whole: true })
  await after.query('commit')
  step = {}
  const first = await transferred()
  expect(first).toMatchObject({ state: 'done', whole: false })
  const { n, hash } = await equal()
  expect(n).toBe(ROWS + (mode === 'capture' ? 3 : 4))
  await Promise.all(late.map((one) => one.end()))
  tellStory(`whole copy (${figure(whole.rows)} rows), then the first ${mode} run (${figure(first.rows)} changes), with four transactions committed between mark and copy, behind the copy and after it: row hashes equal (${hash.slice(0, 8)}, ${figure(n)} rows)`)
})

test.each(['incremental', 'capture'] as const)('rows committed inside open transactions during %s runs all arrive', async (mode) => {
  await setUp(mode)
  expect(await transferred(true)).toMatchObject({ state: 'done', whole: true })
  const [begun, spans]: [number[], [number, number][]] = [[], []]
  let [writing, written] = [WRITERS, 0]
  const end = performance.now() + SECONDS * 1000 / 2
  const write = async (writer: number): Promise<void> => {
    const client = await bureau.connect()
    for (let turn = 0; performance.now() < end; turn += 1) {
      const code = `52${String(writer).padStart(4, '0')}${String(turn).padStart(8, '0')}`
      const from = performance.now()
      await client.query('begin')
      const count = randomInt(1, 200)
      await client.query(`insert into register select '${code}' || lpad(n::text, 4, '0'), '新' || n, '市民政局', '2026-11-28', null from generate_series(1, ${count}) n`)
      await client.query(`savepoint s; update register set name = name || '改' where credit_code = '51' || lpad(${randomInt(1, ROWS / 10)}::text, 15, '0') || '${writer}'`)
      if (turn % 3 === 0) await client.query('rollback to savepoint s')
      await wait(randomInt(600))
      await client.query(`insert into register values ${row(`${code}X${turn % 10}${writer}Z`, '提交前最后一行')}`)
      const kept = turn % 7 !== 3
      await client.query(kept ? 'commit' : 'rollback')
      if (kept) { spans.push([from, performance.now()]); written += count + 1 }
    }
    await client.end()
    writing -= 1
  }
  const writers = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)))
  let runs = 0
  for (; writing > 0; runs += 1) { begun.push(performance.now()); expect(await transferred()).toMatchObject({ state: 'done', whole: false }) }
  await writers
  expect(await transferred()).toMatchObject({ state: 'done' })
  const { n, hash } = await equal()
  const across = spans.filter(([from, to]) => begun.some((at) => from < at && at < to)).length
  expect(across).toBeGreaterThan(10)
  expect(n).toBe(ROWS + written)
  tellStory(`${mode}: ${spans.length} transactions of ${WRITERS} writers put in ${figure(written)} rows during ${runs} runs, ${across} of them open across the beginning of a run: row hashes equal (${hash.slice(0, 8)}, ${figure(n)} rows)`)
})

test('what is removed at the source goes here and is not brought back; a source out of reach, or one that shows few of its rows, removes nothing', async () => {
  await setUp('capture')
  await transferred(true)
  await bureau.sql(`delete from register where credit_code like '51%7'`)
  const gone = await transferred()
  expect(gone).toMatchObject({ state: 'done', removed: ROWS / 10 })
  await equal()
  expect(await transferred()).toMatchObject({ state: 'done', rows: 0, removed: 0 })
  await bureau.sql(`delete from register where credit_code like '51%3'`)
  expect(await transferred(true)).toMatchObject({ state: 'done', whole: true, changed: 0, removed: ROWS / 10 })
  const { n } = await equal()

  step = { chunk: async (number) => { if (number === 4) await bureau.cut() } }
  const cut = await start(true)
  await go()
  expect(await runOf(cut)).toMatchObject({ state: 'waiting', reason: 'transfer.source.outage', removed: 0 })
  expect((await exchangeSide(city.sql)).n).toBe(n)
  step = {}
  await go()
  expect(await runOf(cut)).toMatchObject({ state: 'done', changed: 0, removed: 0 })
  await bureau.sql(`create table hidden as select * from register where credit_code not like '51%1'; delete from register where credit_code in (select credit_code from hidden)`)
  expect(await transferred(true)).toMatchObject({ state: 'stopped', reason: 'exchange.too_many_would_go', removed: 0 })
  expect((await exchangeSide(city.sql)).n).toBe(n)
  await bureau.sql('insert into register select * from hidden; drop table hidden')
  expect(await transferred(true)).toMatchObject({ state: 'done', changed: 0, removed: 0 })
  await equal()
  tellStory(`removed at the source: ${figure(gone.removed)} rows by capture and ${figure(ROWS / 10)} by a whole copy are gone here; cut off in mid-copy, and with nine tenths of its rows not shown, none of ${figure(n)} went`)
})

test('a slot that was dropped stops the job, which says so and does not go on by itself; a whole copy makes it right', async () => {
  await bureau.sql(`insert into register values ${row('53000000000000SL01', '槽在时')}`)
  expect(await transferred()).toMatchObject({ state: 'done', rows: 1 })
  const [{ slot_name: slot }] = await bureau.sql<{ slot_name: string }>('select slot_name from pg_replication_slots') as [{ slot_name: string }]
  await bureau.sql('select pg_drop_replication_slot($1)', [slot])
  await bureau.sql(`insert into register values ${row('53000000000000SL02', '槽没了')}`)
  const told = async () => (await city.sql<{ n: number }>(`select count(*)::int as n from notice.notice where template = 'transfer.notice.stopped'`))[0]!.n
  const before = await told()
  const stopped = await start()
  await go()
  expect(await runOf(stopped)).toMatchObject({ state: 'stopped', reason: 'transfer.source.slot_lost', rows: 0 })
  expect(await told()).toBeGreaterThan(before)
  await go()
  expect(await runOf(stopped)).toMatchObject({ state: 'stopped' })
  await call(`/transfer/runs/${stopped}/resume`, {})
  await go()
  expect(await runOf(stopped)).toMatchObject({ state: 'stopped', reason: 'transfer.source.slot_lost' })
  expect(await transferred(true)).toMatchObject({ state: 'done', changed: 1 })
  const { n } = await equal()
  tellStory(`slot dropped at the source: the capture job stops with transfer.source.slot_lost, tells its unit, stops again when tried; a whole copy brings the one row missed (${figure(n)} rows, hashes equal)`)
})
