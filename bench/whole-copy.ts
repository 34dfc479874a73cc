/** A whole copy with casting, masking and rejects, as a job moves it: from a source in memory, so that what is measured is the exchange; beside the raw engine, COPY and cast, in the same run. */
import { randomUUIDv7 } from 'node:crypto'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readConfig } from '#base/config'
import { openDatabase } from '#base/database'
import { jobRun } from '#base/jobs'
import { identityCheckDigit } from '#primitives/party'
import type { Chunk, Connector, TextRow } from '#systems/transfer'
import { equip } from '../server/equip.ts'
import { parts } from '../server/main.ts'
import { runTransfers } from '../server/systems/transfer/run/run-transfers.ts'
import { useConnectors } from '../server/systems/transfer/system.ts'
import { rawSealed, sealingAlone, type Sealing } from './raw-sealing.ts'

const PLAIN_ROWS = Number(process.env.COPY_ROWS ?? 300_000)
const SEALED_ROWS = Number(process.env.SEALED_ROWS ?? 150_000)
const CHUNK = 20_000
const number = (at: number): string => {
  const first = `120199${1950 + (at % 50)}${String((at % 12) + 1).padStart(2, '0')}${String((at % 28) + 1).padStart(2, '0')}${String(Math.floor(at / 2100) % 1000).padStart(3, '0')}`
  return first + identityCheckDigit(first)
}
/** One row in a hundred has a day that no calendar has. */
const day = (at: number): string => (at % 100 === 7 ? '2020-02-30' : `2020-03-${String((at % 28) + 1).padStart(2, '0')}`)
type Kind = Readonly<{ name: string; code: string; /** How many of its columns are its key, where it is sealed. */ key?: number; columns: readonly string[]; types: readonly string[]; rows: number; row(at: number): TextRow }>
const kinds: readonly Kind[] = [
  { name: 'an entry without personal data', code: '307012000301', columns: ['credit_code', 'name', 'registered_by', 'registered_on', 'state'], types: ['text', 'text', 'text', 'date', 'text'], rows: PLAIN_ROWS, row: (at) => [`51${String(at).padStart(16, '0')}`, `第${at}号志愿服务队`, '市民政局', day(at), '正常'] },
  { name: 'an entry with personal data, sealed', code: '307012000214', key: 2, columns: ['groom_number', 'bride_number', 'groom_name', 'bride_name', 'state', 'registered_on', 'divorce_reason'], types: ['text', 'text', 'text', 'text', 'text', 'date', 'text'], rows: SEALED_ROWS, row: (at) => [number(at), number(at + 1), '王建国', '孙秀梅', '已婚', day(at), null] },
]

/** What there is to seal of a row. */
const sealing = ({ code, columns, key, row }: Kind, at: number): Sealing => {
  const cells = row(at)
  return { text: JSON.stringify(Object.fromEntries(columns.map((name, place) => [name, cells[place]]))), row: JSON.stringify([code, ...cells.slice(0, key)]), keys: columns.slice(0, key).map((name, place) => JSON.stringify([code, name, cells[place]])) }
}

const inMemory = ({ columns, row, rows }: Kind): Connector => ({
  openSource: async () => ({
    columns: async () => columns.map((name) => ({ name, type: 'text' })), estimate: async () => rows, mark: async () => null, close: async () => {},
    async *copy(names, after): AsyncGenerator<Chunk> {
      const places = names.map((name) => columns.indexOf(name))
      for (let at = Number(after ?? 0); at < rows; at += CHUNK) {
        const some = Array.from({ length: Math.min(CHUNK, rows - at) }, (_, i) => { const one = row(at + i); return places.map((place) => one[place]!) })
        yield { rows: some, bytes: some.length * 100, position: String(at + some.length) }
      }
    },
  }),
})

/** The raw engine: COPY into an unlogged table of text, and cast from there into a table with a key; no judging, no catalogue, no proof. */
async function raw(owner: pg.Pool, kind: Kind): Promise<number> {
  const client = await owner.connect()
  try {
    const { columns, types, rows } = kind
    await client.query(`drop table if exists public.raw_in, public.raw_copy; create unlogged table public.raw_in (${columns.map((name) => `${name} text`).join()}); create table public.raw_copy (${columns.map((name, at) => `${name} ${types[at]}`).join()}, primary key (${columns[0]}))`)
    const began = performance.now()
    for (let at = 0; at < rows; at += CHUNK) {
      const lines = Array.from({ length: Math.min(CHUNK, rows - at) }, (_, i) => `${kind.row(at + i).map((cell) => cell ?? '\\N').join('\t')}\n`)
      await client.query('begin; truncate public.raw_in')
      await pipeline(Readable.from([lines.join('')]), client.query(copyFrom('copy public.raw_in from stdin')))
      await client.query(`insert into public.raw_copy select ${columns.map((name, at2) => (types[at2] === 'date' ? `case when ${name} <> '2020-02-30' then ${name}::date end` : name)).join()} from public.raw_in on conflict do nothing; commit`)
    }
    return rows / ((performance.now() - began) / 1000)
  } finally { client.release() }
}

/** The server of the same city has runs of its own: these are of two hours ahead, where it does not look. */
const AHEAD = 7_200_000

export async function wholeCopies(owner: pg.Pool, env: Readonly<Record<string, string>>, say: (line: string) => void): Promise<void> {
  equip(readConfig({ ...env }, true), parts)
  const database = openDatabase(env.DATABASE_URL!, { max: 4, name: 'bench' })
  try {
    for (const kind of kinds) {
      useConnectors({ http: inMemory(kind) })
      await owner.query('delete from exchange.row where resource_code = $1', [kind.code])
      await owner.query('vacuum (analyze) exchange.row') // the statistics know nothing of what lands, as when an entry lands for the first time
      const rawly = await raw(owner, kind)
      const rawlySealed = kind.key ? await rawSealed(owner, { rows: kind.rows, chunk: CHUNK, of: (at) => sealing(kind, at) }) : null
      if (kind.key) {
        const { calls, blocks } = sealingAlone((at) => sealing(kind, at))
        say(`sealing alone of such rows, one processor, nothing else: ${calls.toFixed(0)} rows/s by node:crypto, a call for each value; ${blocks.toFixed(0)} rows/s by the bare blocks of SM3 and SM4 in OpenSSL`)
      }
      const { rows: [entry] } = await owner.query<{ unit_id: string }>('select unit_id from exchange.resource where code = $1', [kind.code])
      const job = randomUUIDv7()
      await owner.query(`insert into transfer.job values ($1, 'in', $2, $3, null, 'bench', 'http', 'https://data.example.org', '-', null, 'full', null, null, '{}', null, null, 'active', 1, now(), 'bench')`, [job, entry!.unit_id, kind.code])
      for (const what of ['new', 'again, nothing changed']) {
        const id = randomUUIDv7()
        await owner.query(`insert into transfer.run (id, job_id, state, chunks, rows, bytes, good, changed, removed, rejected, content, asked_at, asked_by, next_at, fence, pause, tries) values ($1, $2, 'waiting', 0, 0, 0, 0, 0, 0, 0, 0, now(), 'bench', now() + interval '1 hour', 0, false, 0)`, [id, job])
        // columns that are null in the entry's contract are accepted beforehand
        await owner.query('update transfer.job set columns = $2 where id = $1', [job, JSON.stringify(kind.columns.map((name) => ({ name, type: 'text' })))])
        const began = performance.now()
        await runTransfers(jobRun(database, 'transfer.run', new Date(Date.now() + AHEAD)))
        const seconds = (performance.now() - began) / 1000
        const { rows: [run] } = await owner.query<{ state: string; rejected: string; changed: string; reason: string | null }>('select state, rejected, changed, reason from transfer.run where id = $1', [id])
        if (run!.state !== 'done') throw new Error(`the copy is ${run!.state}: ${run!.reason}`)
        say(`whole copy of ${kind.rows} rows into ${kind.name} (${what}: ${run!.changed} written, ${run!.rejected} rejected, compared and on the ledger): ${(kind.rows / seconds).toFixed(0)} rows/s; raw COPY and cast ${rawly.toFixed(0)} rows/s (ratio ${(kind.rows / seconds / rawly).toFixed(2)})${rawlySealed === null ? '' : `; raw COPY of rows that node:crypto seals, into the same indexes, unjudged ${rawlySealed.toFixed(0)} rows/s (ratio ${(kind.rows / seconds / rawlySealed).toFixed(2)})`}`)
      }
      await owner.query(`update transfer.job set state = 'ended' where id = $1`, [job])
    }
  } finally {
    await database.close()
  }
}
