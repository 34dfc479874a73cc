import { sql } from 'kysely'
import { readBinary, type Places } from '#base/binary-copy'
import { copyOut } from '#base/database'
import type { Deed } from '#base/deed'
import type { SheetFault } from '#base/spreadsheet'
import { exchange } from '../tables.ts'
import { byDigest } from './by-digest.ts'
import { goodRows, type GoodRows } from './good-rows.ts'
import { inOrder, keyed, repeatedFault, toldFaults, type ChunkOptions, type JudgedChunk, type Landing, type ToldFaults, valuesSql } from './landing.ts'
import { makeSealed, stageBrought, stageSealed } from './stage-sealed.ts'

/** What waits to be written: the rows, the places of those that count, and whether they are sealed and staged already. `known`: some lie there, or may lie there under an older key. */
export type Sealed = Readonly<{ kind: 'sealed'; rows: GoodRows; good: Uint32Array; staged: boolean; known: boolean }>

/** Before the values: line, and what was wrong. */
const VALUES = 2

/** The same for an entry with personal data: judged in the database, its digests made here while it judges on, and sealed what is likely to differ; what was staged ends with the transaction. 密封落地 */
export async function sealChunk(deed: Deed, landing: Landing, staged: number, { mostFaults, sample = 0 }: ChunkOptions): Promise<JudgedChunk> {
  const { resource: { code, ...resource }, lastCounts } = landing
  const [fields, key] = [inOrder(resource.fields), keyed(resource)]
  const rows = goodRows(code, fields, key, { first: VALUES, most: staged })
  const faults: SheetFault[] = []
  let rejected = 0
  const judged = (from: Buffer, places: Places): void => {
    const line = from.readUInt32BE(places[0]!) * 2 ** 32 + from.readUInt32BE(places[0]! + 4)
    if (places[2]! < 0) return rows.add(line, from, places)
    rejected += 1
    faults.push(...toldFaults(landing, line, JSON.parse(from.toString('utf8', places[2], places[3])) as ToldFaults))
  }
  await copyOut(deed.tx, `copy (${valuesSql(landing)}) to stdout (format binary)`, readBinary(VALUES + fields.length, judged))
  const sent = rows.count() + rejected
  const { good, repeated } = rows.settled(lastCounts)
  if (!lastCounts) {
    rejected += repeated.length
    faults.push(...repeated.map(({ line, first }) => repeatedFault(landing, line, first)))
  }
  const { known, same } = await lyingThere(deed, landing, rows, good)
  await makeSealed(deed, key.length)
  if (known) await stageBrought(deed, rows, good)
  if (!same) await stageSealed(deed, landing, rows, good)
  return {
    sent, good: good.length, content: sumOf(rows, good), rejected, faults: faults.toSorted((a, b) => a.line - b.line).slice(0, mostFaults), sample: [...good.toSorted().subarray(0, sample)].map((place) => rows.values(place)),
    form: { kind: 'sealed', rows, good, staged: !same, known },
  }
}

/** Modulo 2^64, in halves: a sum of big integers would make one for each row. */
function sumOf(rows: GoodRows, good: Uint32Array): bigint {
  let [high, low] = [0, 0]
  for (const place of good) {
    const content = rows.content(place)
    high += content.readUInt32BE(0)
    low += content.readUInt32BE(4)
  }
  return BigInt.asUintN(64, (BigInt(high) << 32n) + BigInt(low))
}

/** Whether some of a hundred lie there already; and whether most of them say the same, so that most of the others will not have to be sealed. */
async function lyingThere(deed: Deed, { resource: { code, version } }: Landing, rows: GoodRows, good: Uint32Array): Promise<{ known: boolean; same: boolean }> {
  const some = new Map([...good.subarray(0, 100)].map((place) => [rows.digest(place).toString('hex'), rows.content(place).readBigInt64BE()]))
  const there = await sql<{ digest: Buffer; content: bigint | null; version: number }>`select digest, content, version from ${byDigest(['digest', 'content', 'version'], sql`any(${[...some.keys()].map((hex) => `\\x${hex}`)}::bytea[])`)} r where resource_code = ${code}`.execute(exchange(deed.tx)).then(({ rows: lying }) => lying)
  const same = there.filter((row) => row.version === version && row.content === some.get(row.digest.toString('hex'))).length
  return { known: rows.live > 1 || there.length > 0, same: rows.live > 1 || same * 2 > some.size }
}

/** What is not there yet, or says something else, or was judged by another version. */
async function differing(deed: Deed, { resource: { code, version } }: Landing): Promise<Uint32Array> {
  const { rows } = await sql<{ place: number }>`select place from pg_temp.brought b where (select r.version = ${version}::int and r.content = b.content from ${byDigest(['version', 'content'], sql`b.digest`)} r where r.resource_code = ${code}) is not true order by digest`.execute(exchange(deed.tx))
  return Uint32Array.from(rows, ({ place }) => place)
}

/** Looks again at what lies there now, for an earlier chunk may have written the same key meanwhile. */
export async function writeSealed(deed: Deed, landing: Landing, { rows, good, staged, known }: Sealed, number: number, fresh: boolean): Promise<number> {
  if (!fresh) {
    if (!known) await stageBrought(deed, rows, good)
    if (rows.live > 1) await underNewest(deed, landing)
    const changed = await differing(deed, landing)
    if (!staged) await stageSealed(deed, landing, rows, changed)
    if (landing.remember) await remember(deed, landing, number, 'brought')
    return changed.length === 0 ? 0 : writeDiffering(deed, landing)
  }
  const { resource: { code, version }, remember: remembered } = landing
  await sql`insert into exchange.row (id, resource_code, digest, version, sealed, content, landed_at, division_path) select id, ${code}, digest, ${version}::int, sealed, content, ${deed.now}::timestamptz, division_path from pg_temp.sealed_row`.execute(exchange(deed.tx))
  await sql`insert into exchange.row_key select ${code}, k.field, k.digest, s.id from pg_temp.sealed_row s ${keysOf(landing)}`.execute(exchange(deed.tx))
  if (remembered) await remember(deed, landing, number, 'sealed_row')
  return good.length
}

const keysOf = ({ resource }: Landing) => sql.raw(`cross join lateral (values ${keyed(resource).map(({ field }, at) => `('${field}', s.k${at})`).join(', ')}) k (field, digest)`)
const remember = (deed: Deed, { id }: Landing, number: number, table: 'brought' | 'sealed_row') => sql`insert into exchange.landed_key select ${id}::uuid, ${number}::int, digest, content from ${sql.raw(`pg_temp.${table}`)}`.execute(exchange(deed.tx))

async function writeDiffering(deed: Deed, landing: Landing): Promise<number> {
  const { resource: { code, version } } = landing
  const { rows: [written] } = await sql<{ changed: number }>`with written as (insert into exchange.row as r (id, resource_code, digest, version, sealed, content, landed_at, division_path)
      select id, ${code}, digest, ${version}::int, sealed, content, ${deed.now}::timestamptz, division_path from pg_temp.sealed_row order by digest
      on conflict (resource_code, digest) do update set sealed = excluded.sealed, plain = null, version = excluded.version, content = excluded.content, landed_at = excluded.landed_at, division_path = excluded.division_path
        where r.sealed is null or r.version <> excluded.version or r.content is distinct from excluded.content returning id, digest),
    found as (insert into exchange.row_key select ${code}, k.field, k.digest, w.id from written w join pg_temp.sealed_row s using (digest) ${keysOf(landing)} on conflict do nothing)
    select count(*)::int as changed from written`.execute(exchange(deed.tx))
  return written!.changed
}

/** What lies under an older key's indexes is brought under the newest: how it is found, and how it is compared. */
async function underNewest(deed: Deed, { resource: { code, version } }: Landing): Promise<void> {
  const lying = (digest: string) => sql`(select r.id from ${byDigest(['id'], sql.raw(digest))} r where r.resource_code = ${code})`
  await sql`update exchange.row r set digest = n.digest from (select b.digest, ${lying('o.digest')} as id from pg_temp.brought_before o join pg_temp.brought b using (place)) n where r.resource_code = ${code} and r.id = n.id`.execute(exchange(deed.tx))
  await sql`update exchange.row r set content = n.content from (select b.content, o.content as before, ${lying('b.digest')} as id from pg_temp.brought_before o join pg_temp.brought b using (place)) n where r.resource_code = ${code} and r.id = n.id and r.version = ${version}::int and r.content = n.before`.execute(exchange(deed.tx))
}
