import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { copyInto } from '#base/database'
import type { Deed } from '#base/deed'
import { keys } from '#base/keys'
import type { SheetFault } from '#base/spreadsheet'
import { divisionPaths } from '../page/division-paths.ts'
import { exchange } from '../tables.ts'
import type { Row } from './grant-in-force.ts'
import { judgedSql, keyed, repeatedFault, toldFaults, type ChunkOptions, type JudgedChunk, type Landing, type ToldFaults } from './landing.ts'
import { blindContents, blindKey, blindRow } from './row-digests.ts'

type Judged = { line: string; text: string | null; told: ToldFaults | null; keys: string[] }
type Good = Readonly<{ line: number; text: string; keys: readonly string[]; digests: readonly Buffer[]; hex: string; content: bigint; /** The same under older keys. */ earlier: readonly bigint[] }>

/** What waits to be written: all good rows, and which of them are sealed and staged already. */
export type Sealed = Readonly<{ kind: 'sealed'; good: readonly Good[]; staged: ReadonlySet<Good>; known: boolean }>

/** The same for an entry with personal data: judged in the database, sealed here, and only what differs; what was staged ends with the transaction. 密封落地 */
export async function sealChunk(deed: Deed, landing: Landing, { mostFaults, sample = 0 }: ChunkOptions): Promise<JudgedChunk> {
  const { resource } = landing
  const key = keyed(resource)
  const { rows: judged } = await sql<Judged>`select line, plain::text as text, told, array[${sql.raw(key.map(({ field }) => `v_${field}`).join(', '))}] as keys from (${sql.raw(judgedSql(landing))} offset 0) j order by line`.execute(exchange(deed.tx))
  const [faults, byDigest, values]: [SheetFault[], Map<string, Good>, Map<number, string>] = [[], new Map(), new Map()]
  const integers = new Set(key.flatMap(({ type }, at) => (type === 'integer' ? [at] : [])))
  let rejected = 0
  for (const { line: place, text, told, keys: parts } of judged) {
    const line = Number(place)
    if (told) {
      rejected += 1
      if (faults.length < mostFaults) faults.push(...toldFaults(landing, line, told))
      continue
    }
    const digests = blindRow(resource.code, parts.map((part, at) => (integers.has(at) ? Number(part) : part)))
    const hex = digests[0]!.toString('hex')
    const twice = byDigest.get(hex)
    if (twice && !landing.lastCounts) {
      rejected += 1
      if (faults.length < mostFaults) faults.push(repeatedFault(landing, line, twice.line))
      continue
    }
    const [content, ...earlier] = blindContents(text!)
    byDigest.set(hex, { line, text: text!, keys: parts, digests, hex, content: content!, earlier })
    if (values.size < sample) values.set(line, text!)
  }
  const good = [...byDigest.values()].toSorted((a, b) => (a.hex < b.hex ? -1 : 1)) // in one order, so that two landings wait for each other and do not block
  await sql`drop table if exists pg_temp.sealed_row, pg_temp.sealed_key`.execute(exchange(deed.tx))
  await sql`create temporary table sealed_row (id uuid, digest bytea, sealed bytea, content bigint, division_path text) on commit drop`.execute(exchange(deed.tx))
  await sql`create temporary table sealed_key (field text, digest bytea, id uuid) on commit drop`.execute(exchange(deed.tx))
  const known = await knownContents(deed, landing, good)
  const staged = good.filter((one) => known.get(one.hex) !== one.content)
  await stageSealed(deed, landing, staged)
  return {
    sent: judged.length, good: good.length, content: BigInt.asUintN(64, good.reduce((sum, { content }) => sum + content, 0n)), rejected, faults: faults.slice(0, mostFaults), sample: [...values.values()].map((text) => JSON.parse(text) as Row),
    form: { kind: 'sealed', good, staged: new Set(staged), known: known.size > 0 || good.some(({ earlier }) => earlier.length > 0) },
  }
}

/** Looks again at what lies there now, for an earlier chunk may have written the same key meanwhile. */
export async function writeSealed(deed: Deed, landing: Landing, { good, staged }: Sealed, number: number, fresh: boolean): Promise<number> {
  const { id, resource: { code, version }, remember } = landing
  const changed = fresh ? good : await differing(deed, landing, good)
  await stageSealed(deed, landing, changed.filter((one) => !staged.has(one)))
  if (remember) await copyInto(deed.tx, 'copy exchange.landed_key from stdin', lines(good, ({ hex, content }) => `${id}\t${number}\t\\\\x${hex}\t${content}`))
  if (changed.length === 0) return 0
  const { rows: [written] } = await sql<{ changed: number }>`with written as (insert into exchange.row as r (id, resource_code, digest, version, sealed, content, landed_at, division_path) select id, ${code}, digest, ${version}::int, sealed, content, ${deed.now}::timestamptz, division_path from pg_temp.sealed_row
      ${fresh ? sql`` : sql`on conflict (resource_code, digest) do update set sealed = excluded.sealed, plain = null, version = excluded.version, content = excluded.content, landed_at = excluded.landed_at, division_path = excluded.division_path
        where r.sealed is null or r.version <> excluded.version or r.content is distinct from excluded.content`} returning id),
    found as (insert into exchange.row_key select ${code}, k.field, k.digest, k.id from pg_temp.sealed_key k join written using (id) ${fresh ? sql`` : sql`on conflict do nothing`})
    select count(*)::int as changed from written`.execute(exchange(deed.tx))
  return written!.changed
}

/** What is not there yet, or says something else; what lies under an older key's indexes is brought under the newest. */
async function differing(deed: Deed, landing: Landing, good: readonly Good[]): Promise<Good[]> {
  const { code } = landing.resource
  for (const { digests: [newest, ...older] } of good.filter(({ digests }) => digests.length > 1)) await exchange(deed.tx).updateTable('exchange.row').set({ digest: newest! }).where('resource_code', '=', code).where('digest', 'in', older).execute()
  const contents = await knownContents(deed, landing, good)
  const changed: Good[] = []
  for (const one of good) {
    const before = contents.get(one.hex)
    if (before === one.content) continue
    if (before !== undefined && before !== null && one.earlier.includes(before)) await exchange(deed.tx).updateTable('exchange.row').set({ content: one.content }).where('resource_code', '=', code).where('digest', '=', Buffer.from(one.hex, 'hex')).execute()
    else changed.push(one)
  }
  return changed
}

/** What lies there under the keys of these rows: null = it was judged by another version. */
async function knownContents(deed: Deed, { resource: { code, version } }: Landing, good: readonly Good[]): Promise<Map<string, bigint | null>> {
  const known = await exchange(deed.tx).selectFrom('exchange.row').select(['digest', 'content', 'version']).where('resource_code', '=', code).where('digest', '=', sql<Buffer>`any(${good.map(({ hex }) => `\\x${hex}`)}::bytea[])`).execute()
  return new Map(known.map((row) => [row.digest.toString('hex'), row.version === version ? row.content : null]))
}

/** Sealed, and brought beside the others of the chunk. */
async function stageSealed(deed: Deed, { resource }: Landing, some: readonly Good[]): Promise<void> {
  if (some.length === 0) return
  const paths = await divisionPaths(deed, resource.fields, resource.fields.some(({ division }) => division) ? some.map(({ text }) => JSON.parse(text) as Row) : [])
  const prefix = randomUUIDv7().slice(0, -8)
  const idOf = ({ line }: Good): string => prefix + line.toString(16).padStart(8, '0')
  const fields = keyed(resource).map(({ field }) => field)
  await copyInto(deed.tx, 'copy pg_temp.sealed_row from stdin', lines(some, (one, at) => `${idOf(one)}\t\\\\x${one.hex}\t\\\\x${keys().seal('exchange.row', one.text).toString('hex')}\t${one.content}\t${paths[at] ?? '\\N'}`))
  await copyInto(deed.tx, 'copy pg_temp.sealed_key from stdin', lines(some, (one) => fields.map((field, at) => `${field}\t\\\\x${blindKey(resource.code, field, one.keys[at]!)[0]!.toString('hex')}\t${idOf(one)}`).join('\n')))
}

const PIECE = 500
function* lines<T>(list: readonly T[], lineOf: (one: T, at: number) => string): Generator<string> {
  for (let at = 0; at < list.length; at += PIECE) yield `${list.slice(at, at + PIECE).map((one, more) => lineOf(one, at + more)).join('\n')}\n`
}
