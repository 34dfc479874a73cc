import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { noteLanding } from '../list/note-landing.ts'
import { exchange } from '../tables.ts'
import { byDigest } from './by-digest.ts'
import { castedSql, contentSql, keyed, type Landing } from './landing.ts'
import { blindRow } from './row-digests.ts'
import { stageRows } from './stage-rows.ts'

/** A full copy that lost more than this share is taken for an outage of the source, not for a mass deletion. */
const LOST = 0.5
/** How many rows there are, and the sum of what they say: the same in any order. */
export type Tally = Readonly<{ rows: number; content: bigint }>
export type FinishedLanding = Readonly<{ gone: number; sent: Tally; there: Tally }>

/** How many rows an entry of one's own unit has here. */
export async function countRows(deed: Deed, code: string): Promise<number> {
  return Number((await exchange(deed.tx).selectFrom('exchange.row').select((of) => of.fn.countAll<string>().as('n')).where('resource_code', '=', code).executeTakeFirstOrThrow()).n)
}

export type Whole = Readonly<{ /** How many rows there were when it began. */ before: number; /** What its chunks brought. */ sent: Tally }>
/** Ends a landing. Of a whole copy, what it did not bring is removed, unless that would be most of what was there before; then what the source sent is compared with what lies here: all of it, or of changes what they touched. 落地比对 */
export async function finishLanding(deed: Deed, { id, resource: { code } }: Pick<Landing, 'id' | 'resource'>, whole: Whole | null): Promise<FinishedLanding> {
  const gone = whole && whole.before > 0 ? await dropOthers(deed, id, code, whole.before) : 0
  const touched = sql`select distinct on (digest) digest, content from exchange.landed_key where landing_id = ${id}::uuid order by digest, chunk desc`
  const { rows: [sent] } = whole ? { rows: [] } : await sql<Summed>`select count(*) as rows, coalesce(sum(content), 0)::text as content from (${touched}) k where content is not null`.execute(exchange(deed.tx))
  const { rows: [there] } = await sql<Summed>`select count(*) as rows, coalesce(sum(case when r.plain is null then r.content else ${sql.raw(contentSql('r.plain::text'))} end), 0)::text as content
    from ${whole ? sql`exchange.row` : sql`(select distinct digest from exchange.landed_key where landing_id = ${id}::uuid) k cross join lateral ${byDigest(['plain', 'content'], sql`k.digest`)}`} r where r.resource_code = ${code}`.execute(exchange(deed.tx))
  const brought = whole ? whole.sent : tally(sent!)
  await noteLanding(deed, code, brought.rows)
  return { gone, sent: brought, there: tally(there!) }
}
type Summed = { rows: string; content: string }
const tally = ({ rows, content }: Summed): Tally => ({ rows: Number(rows), content: BigInt.asUintN(64, BigInt(content)) })

/** How many keys a landing still remembers: none after a crash of the database. */
export async function countLanded(deed: Deed, id: string): Promise<number> {
  return Number((await exchange(deed.tx).selectFrom('exchange.landed_key').select((of) => of.fn.countAll<string>().as('n')).where('landing_id', '=', id).executeTakeFirstOrThrow()).n)
}
/** What a landing remembered is of no more use. */
export async function forgetLanding(deed: Deed, id: string): Promise<void> {
  await exchange(deed.tx).deleteFrom('exchange.landed_key').where('landing_id', '=', id).execute()
}

async function dropOthers(deed: Deed, id: string, code: string, before: number): Promise<number> {
  const { rows: others } = await sql<{ id: string }>`select r.id from exchange.row r where r.resource_code = ${code} and not exists (select from exchange.landed_key k where k.landing_id = ${id}::uuid and k.digest = r.digest)`.execute(exchange(deed.tx))
  if (others.length > before * LOST) throw conflict('exchange.too_many_would_go', { gone: others.length, rows: before })
  await drop(deed, code, others.map((row) => row.id))
  return others.length
}

/** Removes rows with the keys by which they are found. */
export async function drop(deed: Deed, code: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`delete from exchange.row_key where row_id = any(${ids}::uuid[])`.execute(exchange(deed.tx))
  await sql`delete from exchange.row where resource_code = ${code} and id = any(${ids}::uuid[])`.execute(exchange(deed.tx))
}

/** Removes rows that their source removed, by their keys; a key that is not there changes nothing. 删除源端已删的行 */
export async function removeRows(deed: Deed, landing: Landing, removed: readonly Readonly<Record<string, string>>[], number: number): Promise<number> {
  if (removed.length === 0) return 0
  const { resource: { code, personal, ...resource }, id } = landing
  const key = keyed(resource)
  const parts = `array[${key.map(({ field }) => `v_${field}`).join(', ')}]`
  await stageRows(deed, key.length, removed.map((one, line) => ({ line, cells: key.map(({ field }) => one[field] ?? null) })))
  const { rows } = await sql<{ parts: string[]; plain: Buffer }>`select ${sql.raw(parts)} as parts, sha256(convert_to(array_to_string(${code}::text || ${sql.raw(parts)}, chr(31)), 'UTF8')) as plain
    from (${sql.raw(castedSql({ ...landing, sent: key.map(({ field }) => field) }, key))}) c where ${sql.raw(key.map(({ field }) => `ascii(v_${field}) <> 1`).join(' and '))}`.execute(exchange(deed.tx))
  const digests = rows.flatMap((row) => (personal ? blindRow(code, row.parts.map((part, at) => (key[at]!.type === 'integer' ? Number(part) : part))) : [row.plain])).map((digest) => `\\x${digest.toString('hex')}`)
  const { rows: gone } = await sql<{ id: string }>`select id from ${byDigest(['id'], sql`any(${digests}::bytea[])`)} r where resource_code = ${code}`.execute(exchange(deed.tx))
  await drop(deed, code, gone.map((row) => row.id))
  await sql`insert into exchange.landed_key select ${id}::uuid, ${number}::int, unnest(${digests}::bytea[]), null`.execute(exchange(deed.tx))
  return gone.length
}
