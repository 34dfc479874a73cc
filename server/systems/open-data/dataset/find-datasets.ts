import { sql, type RawBuilder } from 'kysely'
import { pairsOf } from '#base/chinese-pairs'
import type { Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import type { DatasetPage, DatasetRow, DatasetSearch } from '../contract.ts'
import { openData, type OpenDataTables } from '../tables.ts'

type Listed = OpenDataTables['open_data.dataset'] & { rows: number; width: number; downloads: bigint; calls: bigint; total: number; place: string }
const NEAREST = 100
const live = sql<boolean>`d.version > 0 and d.withdrawn_at is null`

/** What is open to everybody: by words the nearest first, else in the order asked for, a page at a time. 数据集检索 */
export async function findDatasets(deed: Deed, { q = '', unit, theme, tag, sort = 'relevance', limit = 50, after }: DatasetSearch): Promise<DatasetPage> {
  const tokens = [...new Set(pairsOf(q))]
  const narrow = [
    live, ...(unit ? [sql`d.unit_id = ${unit}`] : []), ...(theme ? [sql`d.theme = ${theme}`] : []), ...(tag ? [sql`${tag} = any(d.tags)`] : []),
    ...(q.trim() === '' ? [] : tokens.length === 0 ? [sql`false`] : [sql`d.tokens && ${tokens}::text[]`]),
  ]
  if (tokens.length > 0 && sort === 'relevance') {
    const hits = sql<number>`cardinality(array(select unnest(d.tokens) intersect select unnest(${tokens}::text[])))`
    const all = await listed(deed, [...narrow, sql`${hits} * 2 >= ${tokens.length}`], sql`${hits} desc, (d.title like ${`%${q.trim().replaceAll(/[\\%_]/g, '\\$&')}%`}) desc, d.renewed_at desc, d.id`, sql`''`, NEAREST)
    return { items: await shownDatasets(deed, all), next: null, count: all[0]?.total ?? 0 }
  }
  // each order is a text that sorts as itself, with the id behind it, so that pages miss nothing and repeat nothing
  const place = sort === 'title' ? sql`d.title || '~' || d.id` : sort === 'downloads' ? sql`lpad((999999999999 - coalesce(u.downloads, 0))::text, 12, '0') || '~' || d.id` : sql`lpad((99999999999999 - floor(extract(epoch from d.renewed_at) * 1000))::bigint::text, 14, '0') || '~' || d.id`
  const rows = await listed(deed, narrow, sql`place collate "C"`, place, limit + 1, after)
  return { items: await shownDatasets(deed, rows.slice(0, limit)), next: rows.length > limit ? rows[limit - 1]!.place : null, count: rows[0]?.total ?? 0 }
}

async function listed(deed: Deed, where: readonly RawBuilder<unknown>[], order: RawBuilder<unknown>, place: RawBuilder<unknown>, limit: number, after?: string): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    with found as (
      select d.*, v.rows, jsonb_array_length(v.columns) as width, coalesce(u.downloads, 0) as downloads, coalesce(u.calls, 0) as calls, (count(*) over ())::int as total, ${place} as place
      from open_data.dataset d join open_data.version v on v.id = d.version_id
      left join (select dataset_id, sum(uses) filter (where way not in ('api', 'view'))::bigint as downloads, sum(uses) filter (where way = 'api')::bigint as calls from open_data.use group by dataset_id) u on u.dataset_id = d.id
      where ${sql.join([...where], sql` and `)})
    select * from found d ${after === undefined ? sql`` : sql`where place collate "C" > ${after}`} order by ${order} limit ${limit}`.execute(openData(deed.tx))
  return rows
}

async function shownDatasets(deed: Deed, rows: readonly Listed[]): Promise<DatasetRow[]> {
  const units = await findUnits(deed, rows.map(({ unit_id }) => unit_id))
  return rows.map((row) => ({
    id: row.id, name: row.name, title: row.title, unit: { id: row.unit_id, name: units.get(row.unit_id)?.name ?? row.unit_id }, theme: row.theme, tags: row.tags, summary: row.summary, cycle: row.cycle, licence: row.licence, rows: row.rows, columns: row.width,
    version: row.version, renewedAt: row.renewed_at!.toISOString(), downloads: Number(row.downloads), calls: Number(row.calls), rating: row.ratings === 0 ? null : Math.round((row.rating_sum / row.ratings) * 10) / 10,
  }))
}

/** One of them as lists show it. */
export async function listedDataset(deed: Deed, id: string): Promise<DatasetRow> {
  return (await shownDatasets(deed, await listed(deed, [live, sql`d.id = ${id}`], sql`d.id`, sql`''`, 1)))[0]!
}
