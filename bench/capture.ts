/** Changes out of a replication slot into a target table: how late they are while a source writes, how fast a backlog drains, beside the raw engine decoding the same: npm run bench -- capture */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { startEmbedded } from '#base/embedded'
import type { Change, Position, Source, SourceAddress, Target, TextRow } from '#systems/transfer'
import { postgres } from '../server/connectors/postgres.ts'

const SECONDS = Number(process.env.SECONDS ?? 10)
const RATE = Number(process.env.RATE ?? 8000)
const BACKLOG = Number(process.env.BACKLOG ?? 200_000)
const BATCH = 50
const say = (line: string): void => { process.stdout.write(`${line}\n`) }
const columns = ['id', 'name', 'words', 'sent']
const on = new AbortController().signal

export async function bench(): Promise<void> {
  const cluster = await startEmbedded({ data: mkdtempSync(join(tmpdir(), 'haihe-bench-')), purpose: 'city', durable: true, flags: ['-c', 'wal_level=logical'] })
  const url = new URL(cluster.superUrl)
  const address: SourceAddress = { kind: 'postgres', url: `postgres://${url.username}@${url.host}${url.pathname}`, table: 'register', mode: 'capture', secret: url.password, job: 'bench' }
  const owner = new pg.Pool({ connectionString: cluster.superUrl, max: 4 })
  await owner.query(`create table register (id bigint primary key, name text, words text, sent text); alter table register replica identity full; create table received (like register including indexes)`)
  const connector = postgres({ networks: ['127.0.0.0/8'] })
  const [source, target] = [await connector.openSource(address), await connector.openTarget!({ ...address, table: 'received' })]
  try {
    let position = (await source.mark())!
    const lags: number[] = []
    const writing = write(owner)
    let [ended, applied] = [false, 0]
    void writing.then(() => { ended = true })
    const began = performance.now()
    for (let last = false; !last; await wait(20)) {
      last = ended // what was committed before is in this round
      ;[position, applied] = await round(source, target, position, applied, lags)
    }
    const seconds = (performance.now() - began) / 1000
    const sent = await writing
    lags.sort((a, b) => a - b)
    const late = (part: number) => `${lags[Math.floor(lags.length * part)]!.toFixed(0)} ms`
    say(`while the source writes ${Math.round(sent / seconds)} changes/s in transactions of ${BATCH}: ${applied} of ${sent} applied, ${Math.round(applied / seconds)}/s; behind the commit median ${late(0.5)}, p95 ${late(0.95)}, most ${late(0.9999)}`)

    const { rows: [slot] } = await owner.query<{ slot_name: string }>('select slot_name from pg_replication_slots')
    await owner.query(`select pg_create_logical_replication_slot('raw', 'pgoutput')`)
    for (let at = 0; at < BACKLOG; at += BATCH) await owner.query(statement, [at + 10_000_000, BATCH, String(Date.now())])
    const drained = performance.now()
    let count = 0
    ;[position, count] = await round(source, target, position, 0, [])
    const ours = count / ((performance.now() - drained) / 1000)
    const rawBegan = performance.now()
    const { rows: [raw] } = await owner.query<{ count: string }>(`select count(*) from pg_logical_slot_get_binary_changes('raw', null, null, 'proto_version', '1', 'publication_names', '${slot!.slot_name}') where get_byte(data, 0) in (73, 85, 68)`)
    const engine = Number(raw!.count) / ((performance.now() - rawBegan) / 1000)
    say(`a backlog of ${count}: captured, applied and acknowledged ${Math.round(ours)} changes/s; the engine alone, decoding and putting nothing anywhere, ${Math.round(engine)}/s (ratio ${(ours / engine).toFixed(2)})`)
    const { rows: [differ] } = await owner.query<{ count: string }>('select count(*) from register full join received using (id) where register is distinct from received')
    say(`rows that differ afterwards: ${differ!.count}`)
  } finally {
    await source.close()
    await target.close()
    await owner.end()
    await cluster.discard()
  }
}

const statement = `insert into register select $1::bigint + n, '王建国', 'the words of row ' || n || repeat(' and more', 10), $3 from generate_series(1, $2::int) n`

/** A register in use: of each four statements two insert, one updates, one deletes. */
async function write(owner: pg.Pool): Promise<number> {
  const client = await owner.connect()
  let sent = 0
  const began = performance.now()
  for (let turn = 0; performance.now() - began < SECONDS * 1000; turn += 1) {
    const at = String(Date.now())
    if (turn % 4 < 2) await client.query(statement, [turn * BATCH, BATCH, at])
    else if (turn % 4 === 2) await client.query('update register set words = $1, sent = $2 where id > $3 and id <= $4', [`changed ${turn}`, at, (turn - 1) * BATCH, turn * BATCH])
    else await client.query('delete from register where id > $1 and id <= $2', [(turn - 3) * BATCH, (turn - 2) * BATCH])
    sent += BATCH
    const early = (sent / RATE) * 1000 - (performance.now() - began)
    if (early > 0) await wait(early)
  }
  client.release()
  return sent
}

/** What is there now, put into the target in the order of the source: of each key the last. */
async function round(source: Source, target: Target, position: Position, applied: number, lags: number[]): Promise<[Position, number]> {
  for await (const chunk of source.changes!(columns, ['id'], position, on)) {
    const last = new Map<string, Change>(chunk.changes.map((change) => [change.kind === 'delete' ? change.key.id! : change.row[0]!, change]))
    const [put, gone] = [[] as TextRow[], [] as TextRow[]]
    for (const [key, change] of last) if (change.kind === 'delete') gone.push([key]); else put.push(change.row)
    await target.write(columns, ['id'], put)
    await target.remove(['id'], gone)
    await source.acknowledge!(chunk.position)
    const now = Date.now()
    for (const change of chunk.changes) if (change.kind === 'upsert') lags.push(now - Number(change.row[3]))
    ;[position, applied] = [chunk.position, applied + chunk.changes.length]
  }
  return [position, applied]
}

if (import.meta.main) await bench()
