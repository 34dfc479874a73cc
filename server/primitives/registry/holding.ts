import { sql, type Kysely } from 'kysely'
import type { Tx } from '#base/database'
import type { Deed } from '#base/deed'

/** What a field is, so that it can be told in words: a unit, an item and a division have names, an instant is the city's day and hour; a function opens what lies sealed. */
type Told = 'text' | 'instant' | 'day' | 'yes' | 'unit' | 'division' | 'item' | ((sealed: Buffer) => string)
export type HeldField = Readonly<{ name: string; is: Exclude<Told, (sealed: Buffer) => string>; value: string }>
export type HeldRow = Readonly<{ at: Date | null; fields: readonly HeldField[] }>

/** What a home keeps of a person, of one sort: how much, since when, and the rows themselves, read as that person. 持有供给
 *  Whoever asks has judged that it is the person, or somebody who has the person before them, and sets the walls accordingly. */
export type Holding = Readonly<{
  kind: 'holding'
  /** `home.what_it_is`. Its name for people is `<home>.holding.<what>` in the texts of its home. */
  id: string
  /** The columns that hold the person's id, as schema.table.column: a test finds those that nobody declares. */
  columns: readonly string[]
  /** The names of its fields: each has words. */
  fields: readonly string[]
  /** Where its person reads and mends it. */
  href: string
  count(deed: Deed, personId: string): Promise<Readonly<{ count: number; since: Date | null }>>
  /** Lets go of it, where it does not have to be kept when the account is closed. */
  forget?(deed: Deed, personId: string): Promise<void>
  /** The newest first; `after` is the place where a page ended. */
  rows(deed: Deed, personId: string, asked: Readonly<{ after: string | null; limit: number }>): Promise<Readonly<{ rows: readonly HeldRow[]; next: string | null }>>
}>

type Kept = Readonly<{
  table: string
  /** The columns that say whose a row is. */
  whose: readonly string[]
  /** The person stands there as `party:<id>`. */
  prefix?: string
  /** `whose` is the id of a row of another table of this home, which has the person in a column of its own. */
  through?: Readonly<{ table: string; person: string }>
  /** Only rows of which a column says this: as the index has it. */
  where?: readonly [column: string, value: string]
  /** Columns that say no more than `whose` does. */
  also?: readonly string[]
  /** Since when it has been kept; null = it does not say. */
  at: string | null
  /** The uuid by which its rows are in order; null = there are few, and they come at once. */
  order: string | null
  href: string
  /** It goes when the account is closed. */
  forgotten?: true
  fields: Readonly<Record<string, Told>>
}>
const MOST = 200

/** A home's rows of one table as a holding. 登记一类持有 */
export function holding<T>(id: string, db: (tx: Tx) => Kysely<T>, { table, whose, prefix = '', through, where, also = [], at, order, href, forgotten, fields }: Kept): Holding {
  const mine = (person: string) => {
    const key = `${prefix}${person}`
    const of = through === undefined ? sql`${key}` : sql`any(select id from ${sql.table(through.table)} where ${sql.ref(through.person)} = ${key})`
    return sql`(${sql.join(whose.map((column) => sql`held.${sql.ref(column)} = ${of}`), sql` or `)})${where === undefined ? sql`` : sql` and held.${sql.ref(where[0])} = ${sql.lit(where[1])}`}`
  }
  const names = Object.keys(fields)
  return {
    kind: 'holding', id, href, fields: names,
    columns: [...(through === undefined ? [] : [`${through.table}.${through.person}`]), ...[...whose, ...also].map((column) => `${table}.${column}`)],
    ...(forgotten && { forget: async (deed: Deed, person: string) => { await sql`delete from ${sql.table(table)} as held where ${mine(person)}`.execute(db(deed.tx)) } }),
    async count(deed, person) {
      const { rows: [row] } = await sql<{ count: number; since: Date | null }>`select count(*)::int as count, ${at === null ? sql`null::timestamptz` : sql`min(held.${sql.ref(at)})`} as since from ${sql.table(table)} as held where ${mine(person)}`.execute(db(deed.tx))
      return row!
    },
    async rows(deed, person, { after, limit }) {
      const most = order === null ? MOST : limit
      const { rows } = await sql<Record<string, unknown>>`select ${order === null ? sql`null` : sql`held.${sql.ref(order)}`} as "place", ${at === null ? sql`null` : sql`held.${sql.ref(at)}`} as "when", ${sql.join(names.map((name) => sql`held.${sql.ref(name)}`))}
        from ${sql.table(table)} as held where ${mine(person)} ${order !== null && after !== null ? sql`and held.${sql.ref(order)} < ${after}` : sql``} ${order === null ? sql`` : sql`order by held.${sql.ref(order)} desc`} limit ${most + 1}`.execute(db(deed.tx))
      const page = rows.slice(0, most)
      return { rows: page.map((row) => ({ at: row.when as Date | null, fields: names.flatMap((name) => said(name, fields[name]!, row[name])) })), next: order !== null && rows.length > most ? String(page.at(-1)!.place) : null }
    },
  }
}

/** What is empty is not told. */
function said(name: string, told: Told, value: unknown): HeldField[] {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return []
  if (typeof told === 'function') return [{ name, is: 'text', value: told(value as Buffer) }]
  if (value instanceof Date) return [{ name, is: told, value: value.toISOString() }]
  return (Array.isArray(value) ? value : [value]).map((one) => ({ name, is: told, value: typeof one === 'object' ? JSON.stringify(one) : String(one) }))
}
