/** What a grant gives, put into a PostgreSQL table of the unit that has it, as a job does it: opened, shown by the grant, signed by chunks, put by key, summed there and compared, on the ledger; beside COPY of the same rows into such a table. */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { readConfig } from '#base/config'
import { openDatabase, type Database } from '#base/database'
import { jobRun } from '#base/jobs'
import { keys } from '#base/keys'
import { identityCheckDigit } from '#primitives/party'
import { postgres } from '../server/connectors/postgres.ts'
import { equip } from '../server/equip.ts'
import { parts } from '../server/main.ts'
import { runTransfers } from '../server/systems/transfer/run/run-transfers.ts'
import { useConnectors } from '../server/systems/transfer/system.ts'

const PLAIN_ROWS = Number(process.env.OUT_ROWS ?? 300_000)
const SEALED_ROWS = Number(process.env.OUT_SEALED_ROWS ?? 50_000)
const organisations = '307012000301'
/** The server of the same city has runs of its own: these are of two hours ahead, where it does not look. */
const AHEAD = 7_200_000
type Ask = (body: object) => Promise<unknown>
type Values = Readonly<Record<string, string>>
type Kind = Readonly<{ name: string; rows: number; sealed: boolean; columns: Readonly<Record<string, string>>; more: readonly object[]; masks: Values; row(at: number): Values }>

const head = (at: number): string => {
  const first = `120199${1950 + (at % 50)}${String((at % 12) + 1).padStart(2, '0')}${String((at % 28) + 1).padStart(2, '0')}${String(Math.floor(at / 2100) % 1000).padStart(3, '0')}`
  return first + identityCheckDigit(first)
}
const organisation = (at: number): Values => ({ credit_code: `51${String(at).padStart(16, '0')}`, name: `第${at}号志愿服务队`, registered_by: '市民政局', registered_on: '2020-03-01', state: '正常' })
const columns = { credit_code: 'text primary key', name: 'text', registered_by: 'text', registered_on: 'date', state: 'text' }
const kinds: readonly Kind[] = [
  { name: 'plain', rows: PLAIN_ROWS, sealed: false, columns, more: [], masks: {}, row: organisation },
  { name: 'plain, two of five fields masked', rows: PLAIN_ROWS, sealed: false, columns: { ...columns, registered_on: 'text' }, more: [], masks: { name: 'part', registered_on: 'part' }, row: organisation },
  {
    name: 'sealed, of a person each, the name masked', rows: SEALED_ROWS, sealed: true, columns: { ...columns, head_number: 'text', head_name: 'text' }, masks: {},
    more: [{ field: 'head_number', name: '负责人证件号', type: 'text', length: 18, personal: 'identity_number', mask: 'full' }, { field: 'head_name', name: '负责人', type: 'text', length: 50, personal: 'name', mask: 'part' }],
    row: (at) => ({ ...organisation(at), head_number: head(at), head_name: '王建国' }),
  },
]

export async function deliveriesOut(owner: pg.Pool, env: Readonly<Record<string, string>>, superUrl: URL, ask: Ask, say: (line: string) => void): Promise<void> {
  const { rows: [entry] } = await owner.query<{ fields: { field: string }[] }>('select fields from exchange.resource where code = $1', [organisations])
  equip(readConfig({ ...env }, true), parts)
  const database = openDatabase(env.DATABASE_URL!, { max: 4, name: 'bench' })
  try {
    useConnectors({ postgres: postgres({ networks: ['127.0.0.0/8'] }) })
    for (const [at, kind] of kinds.entries()) {
      const table = `received_${at}`
      await landed(owner, kind, [...entry!.fields.map((one) => ({ ...one, ...(kind.masks[one.field] ? { mask: kind.masks[one.field] } : {}) })), ...kind.more])
      await owner.query(`create table public.${table} (${Object.entries(kind.columns).map((one) => one.join(' ')).join()}); create table public.raw_${table} (like public.${table} including all)`)
      const job = await outJob(owner, superUrl, ask, kind, table)
      const [fresh, again] = [await rate(owner, database, job, kind), await rate(owner, database, job, kind)]
      const raw = await rawly(owner, kind, table)
      say(`${kind.rows} rows of a grant (${kind.name}) into a table of its unit, chunk by chunk under the grant, compared, on the ledger: ${fresh.toFixed(0)} rows/s; again, all of them there: ${again.toFixed(0)}; raw COPY ${raw.toFixed(0)} rows/s (ratio ${(fresh / raw).toFixed(2)})`)
    }
  } finally {
    await database.close()
  }
}

/** The entry as the kind has it, and its rows as they lie when they were landed. */
async function landed(owner: pg.Pool, { rows, sealed, row }: Kind, fields: readonly object[]): Promise<void> {
  await owner.query('delete from exchange.row where resource_code = $1', [organisations])
  await owner.query('update exchange.resource set fields = $2::jsonb where code = $1', [organisations, JSON.stringify(fields)])
  await owner.query(`update exchange.resource_version v set content = v.content || jsonb_build_object('fields', r.fields, 'personal', $2::boolean) from exchange.resource r where r.code = $1 and v.code = r.code and v.version = r.version`, [organisations, sealed])
  for (let from = 0; from < rows; from += 10_000) {
    const some = Array.from({ length: Math.min(10_000, rows - from) }, (_, at) => JSON.stringify(row(from + at)))
    await owner.query(`insert into exchange.row (id, resource_code, digest, version, landed_at, plain, sealed) select id, $1, digest, (select version from exchange.resource where code = $1), now(), plain, sealed from unnest($2::uuid[], $3::bytea[], $4::jsonb[], $5::bytea[]) r (id, digest, plain, sealed)`,
      [organisations, some.map((_, at) => `01930000-0000-7000-8000-${(from + at).toString(16).padStart(12, '0')}`), some.map(() => randomBytes(32)), some.map((one) => (sealed ? null : one)), some.map((one) => (sealed ? keys().seal('exchange.row', one) : null))])
  }
  await owner.query('vacuum analyze exchange.row')
}

async function outJob(owner: pg.Pool, superUrl: URL, ask: Ask, kind: Kind, table: string): Promise<string> {
  const [grant, job] = [randomUUIDv7(), randomUUIDv7()]
  await ask({ id: grant, resource: organisations, fields: Object.keys(kind.columns), purpose: '核对', legalBasis: '社会团体登记管理条例', scenario: '核对', usingSystem: '核对平台', mode: 'delivery', untilOn: '2030-12-31', rowsADay: 100_000_000 })
  const { rows: [given] } = await owner.query<{ unit_id: string }>('select unit_id from exchange.grant where id = $1', [grant])
  await owner.query(`insert into transfer.job values ($1, 'out', $2, $3, $4, 'bench', 'postgres', $5, $7, $6, 'full', null, null, '{}', null, null, 'active', 1, now(), 'bench')`, [job, given!.unit_id, organisations, grant, `postgres://${superUrl.username}@${superUrl.host}${superUrl.pathname}`, keys().seal('transfer.secret', decodeURIComponent(superUrl.password)), `public.${table}`])
  return job
}

async function rate(owner: pg.Pool, database: Database, job: string, kind: Kind): Promise<number> {
  const id = randomUUIDv7()
  await owner.query(`insert into transfer.run (id, job_id, state, chunks, rows, bytes, good, changed, removed, rejected, content, asked_at, asked_by, next_at, fence, pause, tries) values ($1, $2, 'waiting', 0, 0, 0, 0, 0, 0, 0, 0, now(), 'bench', now() + interval '1 hour', 0, false, 0)`, [id, job])
  const began = performance.now()
  await runTransfers(jobRun(database, 'transfer.run', new Date(Date.now() + AHEAD)))
  const seconds = (performance.now() - began) / 1000
  const { rows: [run] } = await owner.query<{ state: string; reason: string | null; rows: string }>('select state, reason, rows from transfer.run where id = $1', [id])
  if (run!.state !== 'done' || Number(run!.rows) !== kind.rows) throw new Error(`the delivery is ${run!.state} with ${run!.rows} rows: ${run!.reason}`)
  return kind.rows / seconds
}

async function rawly(owner: pg.Pool, { rows: many, columns: by }: Kind, table: string): Promise<number> {
  const { rows } = await owner.query<{ line: string }>(`select concat_ws(E'\\t', ${Object.keys(by).join()}) || E'\\n' as line from public.${table}`)
  const client = await owner.connect()
  try {
    const began = performance.now()
    await pipeline(Readable.from(rows.map(({ line }) => line)), client.query(copyFrom(`copy public.raw_${table} from stdin`)))
    return many / ((performance.now() - began) / 1000)
  } finally { client.release() }
}
