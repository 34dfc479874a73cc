/** What a grant gives, put into a PostgreSQL table of the unit that has it, as a job does it: opened, shown by the grant, signed by chunks, put by key, read back and compared, on the ledger; beside COPY of the same rows into such a table. */
import { randomUUIDv7 } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { readConfig } from '#base/config'
import { openDatabase } from '#base/database'
import { jobRun } from '#base/jobs'
import { keys } from '#base/keys'
import { postgres } from '../server/connectors/postgres.ts'
import { equip } from '../server/equip.ts'
import { parts } from '../server/main.ts'
import { runTransfers } from '../server/systems/transfer/run/run-transfers.ts'
import { useConnectors } from '../server/systems/transfer/system.ts'

const ROWS = Number(process.env.OUT_ROWS ?? 300_000)
const organisations = '307012000301'
/** The server of the same city has runs of its own: this one is of two hours ahead, where it does not look. */
const AHEAD = 7_200_000
type Ask = (body: object) => Promise<unknown>

export async function deliveriesOut(owner: pg.Pool, env: Readonly<Record<string, string>>, superUrl: URL, ask: Ask, say: (line: string) => void): Promise<void> {
  await owner.query('delete from exchange.row where resource_code = $1', [organisations])
  await owner.query(`insert into exchange.row (id, resource_code, digest, version, landed_at, plain) select ('01930000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, $1, sha256(convert_to(n::text, 'UTF8')), (select version from exchange.resource where code = $1), now(),
    jsonb_build_object('credit_code', '51' || lpad(n::text, 16, '0'), 'name', '第' || n || '号志愿服务队', 'registered_by', '市民政局', 'registered_on', '2020-03-01', 'state', '正常') from generate_series(1, $2::int) n`, [organisations, ROWS])
  await owner.query('create table public.received (credit_code text primary key, name text, registered_by text, registered_on date, state text); create table public.raw_received (like public.received including all)')
  const grant = randomUUIDv7()
  await ask({ id: grant, resource: organisations, fields: ['credit_code', 'name', 'registered_by', 'registered_on', 'state'], purpose: '统计', legalBasis: '统计法', scenario: '统计', usingSystem: '统计平台', mode: 'delivery', untilOn: '2030-12-31', rowsADay: 100_000_000 })
  equip(readConfig({ ...env }, true), parts)
  const database = openDatabase(env.DATABASE_URL!, { max: 4, name: 'bench' })
  try {
    useConnectors({ postgres: postgres({ networks: ['127.0.0.0/8'] }) })
    const [job, id] = [randomUUIDv7(), randomUUIDv7()]
    const { rows: [given] } = await owner.query<{ unit_id: string }>('select unit_id from exchange.grant where id = $1', [grant])
    await owner.query(`insert into transfer.job values ($1, 'out', $2, $3, $4, 'bench', 'postgres', $5, 'public.received', $6, 'full', null, null, '{}', null, null, 'active', 1, now(), 'bench')`, [job, given!.unit_id, organisations, grant, `postgres://${superUrl.username}@${superUrl.host}${superUrl.pathname}`, keys().seal('transfer.secret', decodeURIComponent(superUrl.password))])
    await owner.query(`insert into transfer.run (id, job_id, state, chunks, rows, bytes, good, changed, removed, rejected, content, asked_at, asked_by, next_at, fence, pause, tries) values ($1, $2, 'waiting', 0, 0, 0, 0, 0, 0, 0, 0, now(), 'bench', now() + interval '1 hour', 0, false, 0)`, [id, job])
    const began = performance.now()
    await runTransfers(jobRun(database, 'transfer.run', new Date(Date.now() + AHEAD)))
    const ours = ROWS / ((performance.now() - began) / 1000)
    const { rows: [run] } = await owner.query<{ state: string; reason: string | null; rows: string }>('select state, reason, rows from transfer.run where id = $1', [id])
    if (run!.state !== 'done') throw new Error(`the delivery is ${run!.state}: ${run!.reason}`)
    const raw = await rawly(owner)
    say(`${run!.rows} rows of a grant into a table of its unit (chunk by chunk under the grant, by key, read back, compared, on the ledger): ${ours.toFixed(0)} rows/s; raw COPY ${raw.toFixed(0)} rows/s (ratio ${(ours / raw).toFixed(2)})`)
  } finally {
    await database.close()
  }
}

async function rawly(owner: pg.Pool): Promise<number> {
  const { rows } = await owner.query<{ line: string }>(`select concat_ws(E'\\t', credit_code, name, registered_by, registered_on, state) || E'\\n' as line from public.received`)
  const client = await owner.connect()
  try {
    const began = performance.now()
    await pipeline(Readable.from(rows.map(({ line }) => line)), client.query(copyFrom('copy public.raw_received from stdin')))
    return ROWS / ((performance.now() - began) / 1000)
  } finally { client.release() }
}
