import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import type { OpenCounts } from '../contract.ts'
import { openData } from '../tables.ts'

type Counted = { by: 'units' | 'themes' | 'tags' | 'all'; key: string; n: number; rows: bigint; downloads: bigint; calls: bigint }

/** How much is open, from whom and about what, and how much it is used. 开放统计 */
export async function countDatasets(deed: Deed): Promise<OpenCounts> {
  const { rows } = await sql<Counted>`
    with used as (select dataset_id, sum(uses) filter (where way not in ('api', 'view')) as downloads, sum(uses) filter (where way = 'api') as calls from open_data.use group by dataset_id),
      live as (select d.unit_id, d.theme, d.tags, v.rows, u.downloads, u.calls from open_data.dataset d join open_data.version v on v.id = d.version_id left join used u on u.dataset_id = d.id where d.version > 0 and d.withdrawn_at is null)
    select case when grouping(unit_id) = 0 then 'units' when grouping(theme) = 0 then 'themes' else 'all' end as by, coalesce(unit_id, theme, '') as key, count(*)::int as n,
      coalesce(sum(rows), 0)::bigint as rows, coalesce(sum(downloads), 0)::bigint as downloads, coalesce(sum(calls), 0)::bigint as calls from live group by grouping sets ((unit_id), (theme), ())
    union all select 'tags', tag, count(*)::int, 0, 0, 0 from live, unnest(tags) tag group by tag`.execute(openData(deed.tx))
  const units = await findUnits(deed, rows.filter(({ by }) => by === 'units').map(({ key }) => key))
  const of = (by: Counted['by']) => rows.filter((row) => row.by === by).toSorted((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1)).slice(0, 500)
  const named = ({ key, n }: Counted) => ({ key, name: units.get(key)?.name ?? key, count: n })
  const withUse = (row: Counted) => ({ ...named(row), downloads: Number(row.downloads), calls: Number(row.calls) })
  const all = rows.find(({ by }) => by === 'all')
  return {
    datasets: all?.n ?? 0, rows: Number(all?.rows ?? 0), downloads: Number(all?.downloads ?? 0), calls: Number(all?.calls ?? 0), units: of('units').map(withUse), themes: of('themes').map(withUse), tags: of('tags').map(named),
  }
}
