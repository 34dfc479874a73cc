import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import type { Chart, ChartQuery, Points, RowsPage, RowsQuery } from '../contract.ts'
import { requirePublished } from '../dataset/require-dataset.ts'
import { openData } from '../tables.ts'
import { comparable, countOpenRows, findOpenRows, narrowed, placeOf, type Order, type Wanted } from './find-open-rows.ts'

/** `field=value`, many times; the same field twice means either. */
export function wantedOf(filters: readonly string[] = []): Wanted[] {
  const pairs = filters.map((one): [string, string] => {
    const at = one.indexOf('=')
    if (at < 1) throw invalid('open_data.bad_filter', { filter: one })
    return [one.slice(0, at), one.slice(at + 1)]
  })
  return [...Map.groupBy(pairs, ([field]) => field)].map(([field, of]) => ({ field, values: of.map(([, value]) => value) }))
}

const orderOf = (sort: string): Order => ({ field: sort.replace(/ (asc|desc)$/, ''), down: sort.endsWith(' desc') })

/** A page of a published table: in the order of the file by the row's number, in another order by its place. 数据预览 */
export async function previewRows(deed: Deed, name: string, { version: number, q, filter, sort, limit = 100, after }: RowsQuery): Promise<RowsPage> {
  const { version } = await requirePublished(deed, name, number)
  const asked = { wanted: wantedOf(filter), ...(q ? { q } : {}) }
  const from = Number(after ?? 0)
  const found = await findOpenRows(deed, version, { ...asked, limit, ...(sort ? { sort: [orderOf(sort)], offset: from } : { after: from }) })
  const next = found.more ? String(sort ? from + limit : found.rows.at(-1)!.n) : null
  return { columns: found.columns, rows: found.rows.map(({ cells }) => cells), next, count: await countOpenRows(deed, version, asked) }
}

const GROUPS = 500
/** Beyond this, and nearer to nothing than its inverse, no double and no picture holds a value. */
const LARGEST = sql`1e300`

/** One column against another, summed in the database. 图表 */
export async function chartRows(deed: Deed, name: string, { by, measure, how = measure === undefined ? 'count' : 'sum', filter }: ChartQuery): Promise<Chart> {
  const { version } = await requirePublished(deed, name)
  const at = placeOf(version, by)
  const number = measure === undefined ? null : placeOf(version, measure)
  if (how !== 'count' && (number === null || !['integer', 'decimal'].includes(version.columns[number]!.type))) throw invalid('open_data.not_a_number', { field: measure ?? '' })
  const value = how === 'count' ? sql`count(*)` : how === 'sum' ? sql`sum(${comparable(version, number!)})` : sql`avg(${comparable(version, number!)})`
  const byItself = ['day', 'number'].includes(version.columns[at]!.role ?? '')
  const { rows } = await sql<{ key: string | null; value: number | null; groups: number; beyond: boolean }>`
    select key::text as key, case when abs(value) > ${LARGEST} then null when abs(value) * ${LARGEST} < 1 then 0 else value end::float8 as value, (count(*) over ())::int as groups, coalesce(bool_or(abs(value) > ${LARGEST}) over (), false) as beyond from (
      select ${comparable(version, at)} as key, ${value} as value from open_data.row where ${sql.join([sql`version_id = ${version.id}`, ...narrowed(version, { wanted: wantedOf(filter) })], sql` and `)} group by 1) g
    order by ${byItself ? sql`g.key` : sql`g.value desc nulls last, g.key`} limit ${GROUPS}`.execute(openData(deed.tx))
  if (rows[0]?.beyond) throw invalid('open_data.beyond_chart', { field: measure ?? '' })
  return { points: rows.map((one) => ({ key: one.key, value: one.value ?? 0 })), groups: rows[0]?.groups ?? 0 }
}

const POINTS = 2000

/** Where the rows of a table lie, when it says so. 地图 */
export async function pointRows(deed: Deed, name: string): Promise<Points> {
  const { version } = await requirePublished(deed, name)
  const [longitude, latitude] = ['longitude', 'latitude'].map((role) => version.columns.find((one) => one.role === role))
  if (!longitude || !latitude) throw conflict('open_data.no_place')
  const label = version.columns.find((one) => one.role === 'category' && /名称|name|标题/i.test(one.heading)) ?? version.columns.find((one) => one.role === 'category')
  const fields = [longitude.field, latitude.field, ...(label ? [label.field] : [])]
  const { rows } = await findOpenRows(deed, version, { limit: POINTS, fields })
  const points = rows.flatMap(({ cells: [x, y, words] }) => (typeof x === 'number' && typeof y === 'number' ? [{ longitude: x, latitude: y, label: String(words ?? '') }] : []))
  return { points, count: version.rows }
}
