import { sql, type RawBuilder } from 'kysely'
import type { Deed } from '#base/deed'
import { invalid } from '#base/errors'
import { castCell } from '#base/table-file'
import type { OpenColumn } from '../contract.ts'
import type { VersionTable } from '../dataset/require-dataset.ts'
import { openData } from '../tables.ts'

export type Version = Pick<VersionTable, 'id' | 'columns' | 'rows'>
export type Value = string | number | boolean | null
/** Values of a field of which one must fit. */
export type Wanted = Readonly<{ field: string; values: readonly (Value)[] }>
export type Order = Readonly<{ field: string; down: boolean }>
export type RowsAsked = Readonly<{ wanted?: readonly Wanted[]; q?: string; words?: Readonly<Record<string, string>>; sort?: readonly Order[]; limit: number; offset?: number; after?: number; fields?: readonly string[]; distinct?: boolean }>
export type FoundRows = { columns: OpenColumn[]; rows: { n: number; cells: Value[] }[]; more: boolean }

/** The place of a field in a row; refused by its name where there is none. */
export function placeOf({ columns }: Pick<Version, 'columns'>, field: string): number {
  const at = columns.findIndex((one) => one.field === field)
  if (at === -1) throw invalid('open_data.field_unknown', { field })
  return at
}

const cell = (at: number): RawBuilder<string> => sql`cells[${sql.lit(at + 1)}]`
/** A value by which rows are put in order or compared. The case: a cast must never meet a row of another version. */
export const comparable = (version: Version, at: number): RawBuilder<unknown> =>
  version.columns[at]!.type === 'integer' || version.columns[at]!.type === 'decimal' ? sql`(case when version_id = ${version.id} then ${cell(at)}::numeric end)` : sql`${cell(at)} collate "C"`

/** So many words are looked for at most: each is looked for in every column. */
const MOST_WORDS = 10

/** What rows must be like: fields that equal one of some values, words that stand anywhere or in a field. */
export function narrowed(version: Version, { wanted = [], q = '', words = {} }: Pick<RowsAsked, 'wanted' | 'q' | 'words'>): RawBuilder<unknown>[] {
  const like = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
  const looked = q.split(/\s+/).filter((one) => one !== '')
  if (looked.length > MOST_WORDS) throw invalid('open_data.too_many_words', { most: MOST_WORDS })
  return [
    ...wanted.map(({ field, values }) => oneOf(version, placeOf(version, field), values)),
    ...looked.toSorted((a, b) => b.length - a.length).map((one) => anywhere(version, one, like(one))),
    ...Object.entries(words).map(([field, text]) => holds(placeOf(version, field), text, like(text))),
  ]
}

/** Capitals matter to nobody, but what has no Latin letter is found three times as fast without asking; in the collation C only those have capitals. */
const holds = (at: number, word: string, pattern: string): RawBuilder<unknown> => (/[a-z]/i.test(word) ? sql`${cell(at)} collate "C" ilike ${pattern}` : sql`${cell(at)} like ${pattern}`)

/** Each column by itself: to put a row together first costs more than looking. Numbers and days are looked at for what has a digit. */
function anywhere({ columns }: Version, word: string, pattern: string): RawBuilder<unknown> {
  const places = columns.flatMap(({ type }, at) => (type === 'text' || /\d/.test(word) ? [holds(at, word, pattern)] : []))
  return places.length === 0 ? sql`false` : sql`(${sql.join(places, sql` or `)})`
}

function oneOf(version: Version, at: number, values: readonly Value[]): RawBuilder<unknown> {
  const { type } = version.columns[at]!
  const given = values.filter((one) => one !== null).map((one) => castCell(type, String(one).trim())).flatMap((one) => ('value' in one && one.value !== null ? [one.value] : []))
  const numeric = type === 'integer' || type === 'decimal'
  const fits = numeric ? sql`${comparable(version, at)} = any(${given}::numeric[])` : sql`${cell(at)} = any(${given}::text[])`
  return values.includes(null) ? sql`(${fits} or ${cell(at)} is null)` : fits
}

/** Rows that are put in order or looked for are passed over one by one: so many at most. */
const MOST_SKIPPED = 100_000

/** Rows of a version, in the order of the file or as asked; one more than the limit tells whether there are more. 查询数据 */
export async function findOpenRows(deed: Deed, version: Version, asked: RowsAsked): Promise<FoundRows> {
  const places = asked.fields ? asked.fields.map((field) => placeOf(version, field)) : version.columns.map((_, at) => at)
  const conditions = narrowed(version, asked)
  // rows are numbered without a gap, so of the plain table an offset is a key
  const plain = conditions.length === 0 && !asked.sort?.length && !asked.distinct
  const [after, offset] = plain ? [Math.max(asked.after ?? 0, 0) + (asked.offset ?? 0), 0] : [asked.after ?? 0, asked.offset ?? 0]
  if (offset > MOST_SKIPPED) throw invalid('open_data.too_deep', { most: MOST_SKIPPED })
  const where = [sql`version_id = ${version.id}`, ...conditions, ...(after === 0 ? [] : [sql`n > ${after}::bigint`])]
  const order = (asked.sort ?? []).map(({ field, down }) => sql`${comparable(version, placeOf(version, field))} ${down ? sql`desc nulls last` : sql`asc nulls last`}`)
  const picked = sql`to_json(array[${sql.join(places.map(cell))}]::text[])::text`
  const tail = sql`limit ${asked.limit + 1} offset ${offset}`
  const { rows } = asked.distinct
    ? await sql<{ n: number; text: string }>`select 0 as n, text from (select distinct ${picked} as text from open_data.row where ${sql.join(where, sql` and `)}) d order by text ${tail}`.execute(openData(deed.tx))
    : await sql<{ n: number; text: string }>`select n, ${picked} as text from open_data.row where ${sql.join(where, sql` and `)} order by ${sql.join([...order, sql`n`])} ${tail}`.execute(openData(deed.tx))
  const columns = places.map((at) => version.columns[at]!)
  return { columns, rows: rows.slice(0, asked.limit).map(({ n, text }) => ({ n, cells: (JSON.parse(text) as (string | null)[]).map((one, i) => valueOf(columns[i]!.type, one)) })), more: rows.length > asked.limit }
}

/** How many rows are like that; without conditions it is known. */
export async function countOpenRows(deed: Deed, version: Version, asked: Pick<RowsAsked, 'wanted' | 'q' | 'words'>): Promise<number> {
  const where = narrowed(version, asked)
  if (where.length === 0) return version.rows
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from open_data.row where version_id = ${version.id} and ${sql.join(where, sql` and `)}`.execute(openData(deed.tx))
  return rows[0]!.n
}

/** Fifteen digits, none of them lost to a power that a double does not reach. */
function isKept(text: string): boolean {
  const number = Number(text)
  return text.replaceAll(/\D/g, '').length <= 15 && Number.isFinite(number) && (number !== 0 || !/[1-9]/.test(text.split(/e/i)[0]!))
}

/** A value as JSON has it; a number that JSON would round stays a text. */
export function valueOf(type: OpenColumn['type'], text: string | null): Value {
  if (text === null) return null
  if (type === 'boolean') return text === 'true'
  if (type === 'integer' || type === 'decimal') return isKept(text) ? Number(text) : text
  return text
}
