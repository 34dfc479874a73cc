/** Leaves a second, durable (fsync on), beside the raw engine doing the same inserts in the same run: npm run bench -- ledger */
import { randomBytes, randomUUID, randomUUIDv7 } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '#base/database'
import { startEmbedded } from '#base/embedded'
import { jobRun } from '#base/jobs'
import { useKeys } from '#base/keys'
import { migrate } from '#base/migrate'
import { appendLeaves, verifyLedger } from '#primitives/ledger'
import { parts } from '../server/main.ts'
import { sequenceEntries } from '../server/primitives/ledger/sequence-entries.ts'

const SECONDS = Number(process.env.SECONDS ?? 8)
const CONNECTIONS = 24
const say = (line: string): void => { process.stdout.write(`${line}\n`) }
const leaf = (n: number) => ({ kind: 'access.unmasked', subjects: [randomUUID()], payload: { fields: ['phone'], reason: '联系报告人', n } })

/** Runs `work` from so many workers for SECONDS; answers how many units a second it did. */
async function rate(workers: number, units: number, work: (n: number) => Promise<unknown>): Promise<number> {
  const began = performance.now()
  let done = 0
  await Promise.all(Array.from({ length: workers }, async () => { while (performance.now() - began < SECONDS * 1000) { await work(done); done += units } }))
  return done / ((performance.now() - began) / 1000)
}

export async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'haihe-bench-'))
  const embedded = await startEmbedded({ data: folder, purpose: 'city', durable: true })
  useKeys(join(folder, 'keys'))
  const now = new Date()
  await migrate(embedded.ownerUrl, 'haihe_app', join(import.meta.dirname, '../server'), parts.homes.map(({ name }) => name), now)
  const database = openDatabase(embedded.appUrl, { max: CONNECTIONS })
  const owner = new pg.Pool({ connectionString: embedded.ownerUrl, max: CONNECTIONS })
  const run = jobRun(database, 'ledger.sequence', now)
  try {
    await owner.query(`create table public.raw_entry (id uuid primary key, commitment bytea, kind text, at timestamptz); create table public.raw_payload (id uuid primary key, sealed bytea);
      create table public.raw_subject (id uuid, tag bytea, primary key (id, tag)); create index on public.raw_subject (tag, id)`)
    const [commitment, sealed, tag] = [randomBytes(32), randomBytes(420), randomBytes(32)]
    // the same rows by the same number of round trips: begin, one statement, commit
    const text = `with entered as (insert into public.raw_entry select id, $2, 'access.unmasked', $3 from unnest($1::uuid[]) id), tagged as (insert into public.raw_subject select id, $5 from unnest($1::uuid[]) id)
      insert into public.raw_payload select id, $4 from unnest($1::uuid[]) id`
    const raw = async (count: number): Promise<void> => {
      const client = await owner.connect()
      await client.query('begin')
      await client.query(text, [Array.from({ length: count }, () => randomUUIDv7()), commitment, now, sealed, tag])
      await client.query('commit')
      client.release()
    }
    for (const [words, size] of [['1 leaf a transaction', 1], ['10 leaves a transaction', 10], ['50 leaves a transaction', 50]] as const) {
      const ours = await rate(CONNECTIONS, size, (n) => run.perform((deed) => appendLeaves(deed, Array.from({ length: size }, (_, at) => leaf(n + at)))))
      const bare = await rate(CONNECTIONS, size, () => raw(size))
      say(`${words}: ${Math.round(ours)} durable appends/s; the raw engine ${Math.round(bare)}/s (ratio ${(ours / bare).toFixed(2)})`)
    }
    const { rows: [waiting] } = await owner.query<{ count: bigint }>('select count(*) from ledger.entry')
    const began = performance.now()
    await sequenceEntries(run)
    say(`placing ${waiting!.count} entries in the tree: ${Math.round(Number(waiting!.count) / ((performance.now() - began) / 1000))}/s`)
    let lag = 0
    let stop = false
    const sequencer = (async () => { while (!stop) { const at = performance.now(); await sequenceEntries(run); lag = Math.max(lag, performance.now() - at); await new Promise((wait) => setTimeout(wait, 1000)) } })()
    const beside = await rate(CONNECTIONS, 10, (n) => run.perform((deed) => appendLeaves(deed, Array.from({ length: 10 }, (_, at) => leaf(n + at)))))
    stop = true
    await sequencer
    await sequenceEntries(run)
    say(`10 leaves a transaction with the sequencer at work: ${Math.round(beside)}/s, its longest run ${Math.round(lag)} ms`)
    const checking = performance.now()
    const report = await run.read((deed) => verifyLedger(deed))
    say(`verifying ${report.size} leaves: ${Math.round(report.size / ((performance.now() - checking) / 1000))}/s, faults ${report.faults.length}`)
  } finally {
    await database.close()
    await owner.end()
    await embedded.discard()
  }
}

if (import.meta.main) await bench()
