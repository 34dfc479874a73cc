import { sql } from 'kysely'
import { canonicalJson } from '#base/crypto'
import type { Deed } from '#base/deed'
import { keys } from '#base/keys'
import { exchange } from '../tables.ts'
import type { Row } from './grant-in-force.ts'

/** A row, and since when it has been as it is. */
export type Found = Readonly<{ values: Row; at: Date }>

/** Blind indexes of a key's value under every live key, the newest first. */
export const keyDigests = (code: string, field: string, value: string): Buffer[] => keys().blind('exchange.row_key', canonicalJson([code, field, value.toUpperCase()])).map(({ digest }) => digest)

/** The rows that have one of these values in a key field, by value; more than `most` of one value are not read. 按主键取数 */
export async function findRows(deed: Deed, code: string, field: string, values: readonly string[], most: number): Promise<Map<string, Found[] | 'too many'>> {
  const valueOf = new Map(values.flatMap((value) => keyDigests(code, field, value).map((digest): [string, string] => [digest.toString('hex'), value])))
  const found = values.length === 0 ? [] : await exchange(deed.tx)
    .selectFrom((from) => from.selectFrom('exchange.row_key').select(['digest', 'row_id', sql<number>`row_number() over (partition by digest order by row_id)`.as('place')]).where('resource_code', '=', code).where('field', '=', field)
      .where('digest', 'in', [...valueOf.keys()].map((hex) => Buffer.from(hex, 'hex'))).as('k'))
    .innerJoin('exchange.row as r', 'r.id', 'k.row_id').select(['k.digest', 'r.id', 'r.sealed', 'r.landed_at']).where('k.place', '<=', most + 1).orderBy('r.id').execute() // a value that thousands share must not crowd out the others
  // a row that changed after a new key came is indexed under both
  const once = [...new Map(found.map((one) => [`${valueOf.get(one.digest.toString('hex'))!} ${one.id}`, one])).values()]
  return new Map([...Map.groupBy(once, ({ digest }) => valueOf.get(digest.toString('hex'))!)].map(([value, of]) => [value, of.length > most ? 'too many' : of.map((one) => ({ values: JSON.parse(keys().open('exchange.row', one.sealed).toString()) as Row, at: one.landed_at }))]))
}
