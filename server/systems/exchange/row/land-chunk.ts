import { randomUUIDv7 } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { Deed } from '#base/deed'
import { exchange } from '../tables.ts'
import type { Row } from './grant-in-force.ts'
import { faultsSql, jsonOf, judgedSql, keyed, repeatedFault, toldFaults, type ChunkOptions, type LandedChunk, type Landing, type ToldFaults } from './landing.ts'
import { sealChunk } from './seal-chunk.ts'
import { stageRows, type SentRow } from './stage-rows.ts'

type Told = { sent: string; good: string; changed: string; content: string; bad: string; repeated: string; bad_rows: [number, ToldFaults][]; repeated_rows: [number, number][]; sample: Row[] }

/** Takes one chunk of rows as text: copied in, cast by the entry's contract in the database, good rows written where they differ, the others told by line and column. The same chunk twice changes nothing. 落地一批 */
export async function landChunk(deed: Deed, landing: Landing, rows: Iterable<SentRow>, options: ChunkOptions): Promise<LandedChunk> {
  await stageRows(deed, landing.sent.length, rows)
  if (landing.resource.personal) return sealChunk(deed, landing, options)
  const { rows: [told] } = await sql<Told>`${writing(deed, landing, options.number)}
    select (select count(*) from judged) as sent, (select count(*) from good) as good, (select count(*) from written) as changed, (select coalesce(sum(content), 0)::text from good) as content,
      (select count(*) from judged where bad) as bad, (select count(*) from single where turn > 1) as repeated,
      (select coalesce(json_agg(json_build_array(line, told) order by line), '[]') from (select line, ${sql.raw(faultsSql(landing))} as told from judged join pg_temp.staged s using (line) where bad order by line limit ${options.mostFaults}) b) as bad_rows,
      (select coalesce(json_agg(json_build_array(line, first) order by line), '[]') from (select line, first from single where turn > 1 order by line limit ${options.mostFaults}) d) as repeated_rows,
      (select coalesce(json_agg(plain), '[]') from (select plain from good order by line limit ${options.sample ?? 0}) s) as sample`.execute(exchange(deed.tx))
  const { sent, good, changed, content, bad, repeated, bad_rows, repeated_rows, sample } = told!
  const faults = [...bad_rows.flatMap(([line, one]) => toldFaults(landing, line, one)), ...(landing.lastCounts ? [] : repeated_rows.map(([line, first]) => repeatedFault(landing, line, first)))]
  return {
    sent: Number(sent), good: Number(good), changed: Number(changed), content: BigInt.asUintN(64, BigInt(content)), rejected: Number(bad) + (landing.lastCounts ? 0 : Number(repeated)),
    faults: faults.toSorted((a, b) => a.line - b.line).slice(0, options.mostFaults), sample,
  }
}

/** Of a row's JSON: eight bytes of its SHA-256. */
export const contentSql = (text: string): string => `('x' || encode(substr(sha256(convert_to(${text}, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint`
const joined = (...parts: string[]): string => `convert_to(${parts.join(' || chr(31) || ')}, 'UTF8')`

/** Judged, told apart by key, written where it differs, remembered. A key that comes twice in one chunk cannot be written twice, so one of them counts. */
function writing(deed: Deed, landing: Landing, number: number): RawBuilder<unknown> {
  const { id, resource } = landing
  const { code, version } = resource
  const key = keyed(resource)
  const ids = randomUUIDv7().slice(0, -8) // ids of one chunk follow one another: the last 32 bits are its lines
  return sql`with judged as materialized (${sql.raw(judgedSql(landing))}),
    single as materialized (select line, digest, ${sql.raw(key.map(({ field }) => `v_${field}, `).join(''))}plain, row_number() over of_key as turn, first_value(line) over of_key as first from (
      select *, sha256(${sql.raw(joined(`'${code}'`, ...key.map(({ field }) => `v_${field}`)))}) as digest, ${sql.raw(jsonOf(resource))} as plain from judged where not bad offset 0) k
      window of_key as (partition by digest order by line ${sql.raw(landing.lastCounts ? 'desc' : '')})),
    good as materialized (select line, digest, ${sql.raw(key.map(({ field }) => `v_${field}, `).join(''))}plain, ${sql.raw(contentSql('plain::text'))} as content from single where turn = 1),
    written as (insert into exchange.row as r (id, resource_code, digest, version, plain, landed_at) select (${ids} || lpad(to_hex(line), 8, '0'))::uuid, ${code}, digest, ${version}::int, plain, ${deed.now}::timestamptz from good
      on conflict (resource_code, digest) do update set plain = excluded.plain, sealed = null, content = null, version = excluded.version, landed_at = excluded.landed_at
        where r.plain is null or r.version <> excluded.version or r.plain::text <> excluded.plain::text returning xmax = 0 as fresh, id, digest),
    found as (insert into exchange.row_key select ${code}, k.field, k.digest, w.id from written w join good g using (digest)
      cross join lateral (values ${sql.raw(key.map(({ field }) => `('${field}', sha256(${joined(`'${code}'`, `'${field}'`, `upper(g.v_${field} collate "C")`)}))`).join(', '))}) k (field, digest) where w.fresh on conflict do nothing),
    remembered as (insert into exchange.landed_key select ${id}::uuid, ${number}::int, digest, content from good)`
}
