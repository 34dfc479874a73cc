import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { exchange } from '../tables.ts'
import type { Row } from './grant-in-force.ts'
import { openRow } from './open-row.ts'
import { keyDigests, plainRows } from './row-digests.ts'

/** A row, and since when it has been as it is. */
export type Found = Readonly<{ values: Row; at: Date }>

/** The rows that have one of these values in a key field, by value; more than `most` of one value are not read. 按主键取数 */
export async function findRows(deed: Deed, code: string, field: string, values: readonly string[], most: number): Promise<Map<string, Found[] | 'too many'>> {
  if (values.length === 0) return new Map()
  const [byKey, byRow] = [digestsOf(values, (value) => keyDigests(code, field, value)), digestsOf(values, (value) => plainRows(code, value))]
  const found = await exchange(deed.tx)
    .selectFrom((from) => from.selectFrom('exchange.row_key').select(['digest', 'row_id', sql<number>`row_number() over (partition by digest order by row_id)`.as('place')]).where('resource_code', '=', code).where('field', '=', field)
      .where('digest', 'in', byKey.digests).as('k'))
    .innerJoin('exchange.row as r', (join) => join.on('r.resource_code', '=', code).onRef('r.id', '=', 'k.row_id')).select(['k.digest', 'r.id', 'r.sealed', 'r.plain', 'r.landed_at']).where('k.place', '<=', most + 1).orderBy('r.id').execute() // a value that thousands share must not crowd out the others
  const single = await exchange(deed.tx).selectFrom('exchange.row').select(['digest', 'id', 'sealed', 'plain', 'landed_at']).where('resource_code', '=', code).where('digest', 'in', byRow.digests).where('plain', 'is not', null).execute()
  const told = [...found.map((row) => ({ row, value: byKey.valueOf.get(row.digest.toString('hex'))! })), ...single.map((row) => ({ row, value: byRow.valueOf.get(row.digest.toString('hex'))! }))]
  // a row that changed after a new key came is indexed under both
  const once = [...new Map(told.map((one) => [`${one.value} ${one.row.id}`, one])).values()]
  return new Map([...Map.groupBy(once, ({ value }) => value)].map(([value, of]) => [value, of.length > most ? 'too many' : of.map(({ row }) => ({ values: openRow(row), at: row.landed_at }))]))
}

function digestsOf(values: readonly string[], digestsOfOne: (value: string) => readonly Buffer[]): { digests: Buffer[]; valueOf: Map<string, string> } {
  const pairs = values.flatMap((value) => digestsOfOne(value).map((digest) => ({ digest, value })))
  return { digests: pairs.map(({ digest }) => digest), valueOf: new Map(pairs.map(({ digest, value }) => [digest.toString('hex'), value])) }
}
