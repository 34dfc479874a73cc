import { randomUUIDv7 } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { Deed } from '#base/deed'
import { divisionPaths } from '../page/division-paths.ts'
import { exchange } from '../tables.ts'
import { byDigest } from './by-digest.ts'
import type { Row } from './grant-in-force.ts'
import { contentSql, judgedSql, keyed, repeatedFault, toldFaults, type ChunkOptions, type JudgedChunk, type LandedChunk, type Landing, type ToldFaults } from './landing.ts'
import { sealChunk, writeSealed } from './seal-chunk.ts'
import { stageRows, type SentRow } from './stage-rows.ts'
import { writeFresh } from './write-fresh.ts'

/** Takes one chunk of rows as text: copied in, cast by the entry's contract in the database, good rows written where they differ, the others told by line and column. The same chunk twice changes nothing. 落地一批 */
export async function landChunk(deed: Deed, landing: Landing, rows: Iterable<SentRow>, { number, ...options }: ChunkOptions & { /** Counts the chunks of a landing. */ number: number }): Promise<LandedChunk> {
  const judged = await judgeChunk(deed, landing, rows, options)
  return { ...judged, changed: await writeChunk(deed, landing, judged, number) }
}

/** The first half of it: copied in and judged, where nobody else sees it and nothing waits for it. It ends with its transaction, in which `writeChunk` must follow. 判定一批 */
export async function judgeChunk(deed: Deed, landing: Landing, rows: Iterable<SentRow>, options: ChunkOptions): Promise<JudgedChunk> {
  const staged = await stageRows(deed, landing.sent.length, rows)
  return landing.resource.personal ? sealChunk(deed, landing, staged, options) : judgePlain(deed, landing, options)
}
/** The second half: what was judged is written where it differs from what lies there now. How many rows that were. 写入一批 */
export async function writeChunk(deed: Deed, landing: Landing, { form }: JudgedChunk, number: number): Promise<number> {
  const write = (fresh: boolean) => (form.kind === 'sealed' ? writeSealed(deed, landing, form, number, fresh) : writePlain(deed, landing, form, number, fresh))
  return form.known ? write(false) : writeFresh(deed, () => write(true), () => write(false))
}

const joined = (...parts: string[]): string => `convert_to(${parts.join(' || chr(31) || ')}, 'UTF8')`

async function judgePlain(deed: Deed, landing: Landing, { mostFaults, sample = 0 }: ChunkOptions): Promise<JudgedChunk> {
  const key = keyed(landing.resource)
  const divisions = await divisionsOf(deed, landing)
  await sql`drop table if exists pg_temp.judged`.execute(exchange(deed.tx))
  await sql.raw(`create temporary table judged on commit drop as select *, sha256(${joined(`'${landing.resource.code}'`, ...key.map(({ field }) => `v_${field}`))}) as digest, ${contentSql('plain::text')} as content from (${judgedSql(landing)} offset 0) j`).execute(exchange(deed.tx))
  const { rows: [counted] } = await sql<{ sent: number; bad: number; different: number }>`select count(*)::int as sent, count(told)::int as bad, count(distinct digest) filter (where told is null)::int as different from pg_temp.judged`.execute(exchange(deed.tx))
  const { sent, bad, different } = counted!
  const repeated = different === sent - bad ? [] : await takeRepeated(deed, landing) // few chunks have a key twice: all others need no sorting
  const { rows: [sum] } = await sql<{ content: string }>`select coalesce(sum(content), 0)::text as content from pg_temp.judged where told is null`.execute(exchange(deed.tx))
  const { rows: worst } = bad === 0 ? { rows: [] } : await sql<{ line: string; told: ToldFaults }>`select line, told from pg_temp.judged where told is not null order by line limit ${mostFaults}`.execute(exchange(deed.tx))
  const { rows: some } = sample === 0 ? { rows: [] } : await sql<{ plain: Row }>`select plain from pg_temp.judged where told is null order by line limit ${sample}`.execute(exchange(deed.tx))
  const faults = [...worst.flatMap(({ line, told }) => toldFaults(landing, Number(line), told)), ...(landing.lastCounts ? [] : repeated.map(({ line, first }) => repeatedFault(landing, Number(line), Number(first))))]
  return {
    sent, good: different, content: BigInt.asUintN(64, BigInt(sum!.content)), rejected: bad + (landing.lastCounts ? 0 : repeated.length), faults: faults.toSorted((a, b) => a.line - b.line).slice(0, mostFaults), sample: some.map(({ plain }) => plain),
    form: { kind: 'plain', divisions, known: await someKnown(deed, landing) },
  }
}

/** Whether some of a hundred lie there already: then most of the others may be the same as well, and looking is cheaper than trying to write. */
const someKnown = (deed: Deed, { resource: { code } }: Landing): Promise<boolean> => sql<{ known: boolean }>`select exists (select from ${byDigest(['id'], sql`any(array(select digest from pg_temp.judged where told is null order by digest limit 100))`)} r where resource_code = ${code}) as known`.execute(exchange(deed.tx)).then(({ rows }) => rows[0]!.known)

/** Of a key that comes twice only the row that counts stays; the others, with the line that counts. */
const takeRepeated = (deed: Deed, { lastCounts }: Landing): Promise<{ line: string; first: string }[]> => sql<{ line: string; first: string }>`
  with turns as materialized (select line, row_number() over of_key as turn, first_value(line) over of_key as first from pg_temp.judged where told is null window of_key as (partition by digest order by line ${sql.raw(lastCounts ? 'desc' : '')})),
    gone as (delete from pg_temp.judged j using turns t where t.line = j.line and t.turn > 1 returning j.line, t.first)
  select line, first from gone order by line`.execute(exchange(deed.tx)).then(({ rows }) => rows)

/** The divisions that the staged rows name, and where they lie. */
async function divisionsOf(deed: Deed, { resource: { fields }, sent }: Landing): Promise<Divisions> {
  const declared = fields.filter(({ field, division }) => division && sent.includes(field))
  if (declared.length === 0) return { fields: [], codes: [], paths: [] }
  const { rows } = await sql<{ code: string }>`select distinct code from pg_temp.staged, unnest(array[${sql.raw(declared.map(({ field }) => `c${sent.indexOf(field)}`).join(', '))}]) code where code is not null`.execute(exchange(deed.tx))
  const first = declared[0]!
  const paths = await divisionPaths(deed, [first], rows.map(({ code }) => ({ [first.field]: code })))
  return { fields: declared.map(({ field }) => field), codes: rows.map(({ code }) => code), paths }
}
type Divisions = Readonly<{ fields: readonly string[]; codes: readonly string[]; paths: readonly (string | null)[] }>
/** What writing it needs to know beside what was staged. */
export type Plain = Readonly<{ kind: 'plain'; divisions: Divisions; known: boolean }>
/** The narrowest that a row names. */
const pathSql = ({ fields, codes, paths }: Divisions): RawBuilder<unknown> => (fields.length === 0 ? sql`null::text`
  : sql`(select path from unnest(${codes}::text[], ${paths}::text[]) d (code, path) where code in (${sql.raw(fields.map((field) => `plain->>'${field}'`).join(', '))}) and path is not null order by length(path) desc limit 1)`)

/** Written where it differs, found by its keys, remembered. */
async function writePlain(deed: Deed, { id, resource, remember }: Landing, { divisions }: Plain, number: number, fresh: boolean): Promise<number> {
  const { code, version } = resource
  const key = keyed(resource)
  const ids = randomUUIDv7().slice(0, -8) // ids of one chunk follow one another: the last 32 bits are its lines
  const { rows: [written] } = await sql<{ changed: number }>`with good as (select * from pg_temp.judged j where told is null
        ${fresh ? sql`` : sql`and (select r.version = ${version}::int and r.plain::text = j.plain::text from ${byDigest(['version', 'plain'], sql`j.digest`)} r where r.resource_code = ${code}) is not true`}),
    written as (insert into exchange.row as r (id, resource_code, digest, version, plain, landed_at, division_path) select (${ids} || lpad(to_hex(line), 8, '0'))::uuid, ${code}, digest, ${version}::int, plain, ${deed.now}::timestamptz, ${pathSql(divisions)} from good
      ${fresh ? sql`` : sql`on conflict (resource_code, digest) do update set plain = excluded.plain, sealed = null, content = null, version = excluded.version, landed_at = excluded.landed_at, division_path = excluded.division_path
        where r.plain is null or r.version <> excluded.version or r.plain::text <> excluded.plain::text`} returning ${fresh ? sql`true` : sql`xmax = 0`} as fresh, id, digest)
    ${key.length === 1 ? sql`` /* then it is found by its digest */ : sql`, found as (insert into exchange.row_key select ${code}, k.field, k.digest, w.id from written w join good g using (digest)
      cross join lateral (values ${sql.raw(key.map(({ field }) => `('${field}', sha256(${joined(`'${code}'`, `'${field}'`, `upper(g.v_${field} collate "C")`)}))`).join(', '))}) k (field, digest) where w.fresh on conflict do nothing)`}
    ${remember ? sql`, remembered as (insert into exchange.landed_key select ${id}::uuid, ${number}::int, digest, content from pg_temp.judged where told is null)` : sql``}
    select count(*)::int as changed from written`.execute(exchange(deed.tx))
  return written!.changed
}
