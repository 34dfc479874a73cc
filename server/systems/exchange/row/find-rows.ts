import { sql } from 'kysely'
import { byKey } from '#base/database'
import type { Deed } from '#base/deed'
import { exchange, type ExchangeTables } from '../tables.ts'
import { byDigest } from './by-digest.ts'
import type { Row } from './grant-in-force.ts'
import { openRow } from './open-row.ts'
import { keyDigests, plainRows } from './row-digests.ts'

/** A row, and since when it has been as it is. */
export type Found = Readonly<{ values: Row; at: Date }>

type Sealed = Pick<ExchangeTables['exchange.row'], 'id' | 'sealed' | 'plain' | 'landed_at'>

/** The rows that have one of these values in a key field, by value; more than `most` of one value are not read. 按主键取数 */
export async function findRows(deed: Deed, code: string, field: string, values: readonly string[], most: number): Promise<Map<string, Found[] | 'too many'>> {
  if (values.length === 0) return new Map()
  const [keyed, single] = [digestsOf(values, (value) => keyDigests(code, field, value)), digestsOf(values, (value) => plainRows(code, value))]
  const { rows } = await sql<Sealed & { single: boolean; digest: Buffer }>`
    select ${byKey} false as single, k.digest, r.id, r.sealed, r.plain, r.landed_at
    from (select digest, row_id, row_number() over (partition by digest order by row_id) as place from exchange.row_key where resource_code = ${code} and field = ${field} and digest = any(${keyed.digests}::bytea[])) k
    join exchange.row r on r.resource_code = ${code} and r.id = k.row_id where k.place <= ${most + 1} -- a value that thousands share must not crowd out the others
    union all
    select true, digest, id, sealed, plain, landed_at from ${byDigest(['digest', 'id', 'sealed', 'plain', 'landed_at'], sql`any(${single.digests}::bytea[])`)} r where resource_code = ${code} and plain is not null
    order by id`.execute(exchange(deed.tx))
  const told = rows.map((row) => ({ row, value: (row.single ? single : keyed).valueOf.get(row.digest.toString('hex'))! }))
  // a row that changed after a new key came is indexed under both
  const once = [...new Map(told.map((one) => [`${one.value} ${one.row.id}`, one])).values()]
  return new Map([...Map.groupBy(once, ({ value }) => value)].map(([value, of]) => [value, of.length > most ? 'too many' : of.map(({ row }) => ({ values: openRow(row), at: row.landed_at }))]))
}

function digestsOf(values: readonly string[], digestsOfOne: (value: string) => readonly Buffer[]): { digests: Buffer[]; valueOf: Map<string, string> } {
  const pairs = values.flatMap((value) => digestsOfOne(value).map((digest) => ({ digest, value })))
  return { digests: pairs.map(({ digest }) => digest), valueOf: new Map(pairs.map(({ digest, value }) => [digest.toString('hex'), value])) }
}
