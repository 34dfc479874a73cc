import { randomUUIDv7 } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { Deed } from '#base/deed'
import { divisionPaths } from '../page/division-paths.ts'
import { exchange } from '../tables.ts'
import type { Row } from './grant-in-force.ts'
import { judgedSql, keyed, repeatedFault, toldFaults, type ChunkOptions, type LandedChunk, type Landing, type ToldFaults } from './landing.ts'
import { sealChunk } from './seal-chunk.ts'
import { stageRows, type SentRow } from './stage-rows.ts'

type Told = { sent: string; good: string; different: string; changed: string; content: string; bad: string; repeated: string; bad_rows: [number, ToldFaults][]; repeated_rows: [number, number][]; sample: Row[] }

/** Takes one chunk of rows as text: copied in, cast by the entry's contract in the database, good rows written where they differ, the others told by line and column. The same chunk twice changes nothing. 落地一批 */
export async function landChunk(deed: Deed, landing: Landing, rows: Iterable<SentRow>, options: ChunkOptions): Promise<LandedChunk> {
  await stageRows(deed, landing.sent.length, rows)
  if (landing.resource.personal) return sealChunk(deed, landing, options)
  const { sent, good, changed, content, bad, repeated, bad_rows, repeated_rows, sample } = await write(deed, landing, options)
  const faults = [...bad_rows.flatMap(([line, one]) => toldFaults(landing, line, one)), ...(landing.lastCounts ? [] : repeated_rows.map(([line, first]) => repeatedFault(landing, line, first)))]
  return {
    sent: Number(sent), good: Number(good), changed: Number(changed), content: BigInt.asUintN(64, BigInt(content)), rejected: Number(bad) + (landing.lastCounts ? 0 : Number(repeated)),
    faults: faults.toSorted((a, b) => a.line - b.line).slice(0, options.mostFaults), sample,
  }
}

/** Few chunks have a key twice: all others need no sorting, and what has one is written again with its keys told apart. */
async function write(deed: Deed, landing: Landing, options: ChunkOptions): Promise<Told> {
  const divisions = await divisionsOf(deed, landing)
  const once = (apart: boolean): Promise<Told> => sql<Told>`${writing(deed, landing, { ...options, divisions, apart })}`.execute(exchange(deed.tx)).then(({ rows }) => rows[0]!)
  const again = async (): Promise<Told> => { await sql`rollback to savepoint landing`.execute(exchange(deed.tx)); return once(true) }
  await sql`savepoint landing`.execute(exchange(deed.tx))
  const told = await once(false).catch((error: { code?: string }) => { if (error.code === TWICE) return null; throw error })
  return told === null || told.different !== told.good ? again() : told
}
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
/** The narrowest that a row names. */
const pathSql = ({ fields, codes, paths }: Divisions): RawBuilder<unknown> => (fields.length === 0 ? sql`null::text`
  : sql`(select path from unnest(${codes}::text[], ${paths}::text[]) d (code, path) where code in (${sql.raw(fields.map((field) => `plain->>'${field}'`).join(', '))}) and path is not null order by length(path) desc limit 1)`)

const TWICE = '21000' // a row written twice by one statement

/** Of a row's JSON. */
export const contentSql = (text: string): string => `hashtextextended(${text}, 0)`
const joined = (...parts: string[]): string => `convert_to(${parts.join(' || chr(31) || ')}, 'UTF8')`

/** Judged, told apart by key, written where it differs, remembered. */
function writing(deed: Deed, landing: Landing, { number, mostFaults, sample = 0, divisions, apart }: ChunkOptions & { divisions: Divisions; apart: boolean }): RawBuilder<unknown> {
  const { id, resource, lastCounts, remember } = landing
  const { code, version } = resource
  const key = keyed(resource)
  const ids = randomUUIDv7().slice(0, -8) // ids of one chunk follow one another: the last 32 bits are its lines
  const values = sql.raw(key.map(({ field }) => `v_${field}`).join(', '))
  return sql`with judged as materialized (select *, sha256(${sql.raw(joined(`'${code}'`, ...key.map(({ field }) => `v_${field}`)))}) as digest from (${sql.raw(judgedSql(landing))}) j),
    single as ${sql.raw(apart ? `materialized (select *, row_number() over of_key as turn, first_value(line) over of_key as first from judged where told is null window of_key as (partition by digest order by line ${lastCounts ? 'desc' : ''}))` : '(select *, 1 as turn, line as first from judged where told is null)')},
    good as (select line, digest, plain, ${values} from single where turn = 1),
    written as (insert into exchange.row as r (id, resource_code, digest, version, plain, landed_at, division_path) select (${ids} || lpad(to_hex(line), 8, '0'))::uuid, ${code}, digest, ${version}::int, plain, ${deed.now}::timestamptz, ${pathSql(divisions)} from good
      on conflict (resource_code, digest) do update set plain = excluded.plain, sealed = null, content = null, version = excluded.version, landed_at = excluded.landed_at, division_path = excluded.division_path
        where r.plain is null or r.version <> excluded.version or r.plain::text <> excluded.plain::text returning xmax = 0 as fresh, id, digest)
    ${key.length === 1 ? sql`` /* then it is found by its digest */ : sql`, found as (insert into exchange.row_key select ${code}, k.field, k.digest, w.id from written w join good g using (digest)
      cross join lateral (values ${sql.raw(key.map(({ field }) => `('${field}', sha256(${joined(`'${code}'`, `'${field}'`, `upper(g.v_${field} collate "C")`)}))`).join(', '))}) k (field, digest) where w.fresh on conflict do nothing)`}
    ${remember ? sql`, remembered as (insert into exchange.landed_key select ${id}::uuid, ${number}::int, digest, ${sql.raw(contentSql('plain::text'))} from good)` : sql``}
    select s.*, (select count(*) from (select from good group by digest) g) as different, (select count(*) from written) as changed, b.*, (select count(*) from single where turn > 1) as repeated,
      (select coalesce(json_agg(json_build_array(line, told) order by line), '[]') from (select line, told from judged where told is not null order by line limit ${mostFaults}) f) as bad_rows,
      (select coalesce(json_agg(json_build_array(line, first) order by line), '[]') from (select line, first from single where turn > 1 order by line limit ${mostFaults}) d) as repeated_rows,
      (select coalesce(json_agg(plain), '[]') from (select plain from good order by line limit ${sample}) p) as sample
    from (select count(*) as good, coalesce(sum(${sql.raw(contentSql('plain::text'))}), 0)::text as content from good) s, (select count(*) as sent, count(told) as bad from judged) b`
}
