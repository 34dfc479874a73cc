import { sql, type Kysely } from 'kysely'
import type { Tx } from '#base/database'
import type { Listener } from '#base/home'

/** Where a home keeps a person's id. `prefix`: it stands there as `party:<id>`. `unique`: with which other columns it is a key: a row that the other person has alike is left where it is. */
export type HeldColumn = Readonly<{ table: string; column: string; prefix?: string; unique?: readonly string[]; /** Only rows of which a column says this: as the index has it. */ where?: readonly [column: string, value: string] }>

const declared: HeldColumn[] = []
/** All that homes declared: a test compares it with every column of the database that holds a person's id. */
export const heldColumns = (): readonly HeldColumn[] => declared

/** What a home does when two rows of one person become one: its rows follow to the row that is kept. Twice is the same as once. 随人并号 */
export function followMerge<T>(home: string, db: (tx: Tx) => Kysely<T>, columns: readonly HeldColumn[]): Listener {
  declared.push(...columns)
  return {
    name: `${home}.follow_merge`, on: 'party.person_merged',
    async perform(deed, { detail }) {
      for (const { table, column, prefix = '', unique, where } of columns) {
        const [from, to] = [`${prefix}${String(detail.from)}`, `${prefix}${String(detail.to)}`]
        const apart = unique === undefined ? sql`` : sql`and not exists (select from ${sql.table(table)} as kept where kept.${sql.ref(column)} = ${to} and ${sql.join(unique.map((one) => sql`kept.${sql.ref(one)} = held.${sql.ref(one)}`), sql` and `)})`
        const only = where === undefined ? sql`` : sql`and held.${sql.ref(where[0])} = ${sql.lit(where[1])}`
        await sql`update ${sql.table(table)} as held set ${sql.ref(column)} = ${to} where held.${sql.ref(column)} = ${from} ${only} ${apart}`.execute(db(deed.tx))
      }
    },
  }
}
