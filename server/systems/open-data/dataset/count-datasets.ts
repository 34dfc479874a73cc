import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import type { OpenCounts } from '../contract.ts'
import { openData } from '../tables.ts'

type Counted = { by: 'units' | 'themes' | 'tags' | 'all'; key: string; n: number; rows: bigint }

/** How much is open, from whom and about what, and how much it is used. 开放统计 */
export async function countDatasets(deed: Deed): Promise<OpenCounts> {
  const { rows } = await sql<Counted>`
    with live as (select d.unit_id, d.theme, d.tags, v.rows from open_data.dataset d join open_data.version v on v.id = d.version_id where d.version > 0 and d.withdrawn_at is null)
    select case when grouping(unit_id) = 0 then 'units' when grouping(theme) = 0 then 'themes' else 'all' end as by, coalesce(unit_id, theme, '') as key, count(*)::int as n, coalesce(sum(rows), 0)::bigint as rows from live group by grouping sets ((unit_id), (theme), ())
    union all select 'tags', tag, count(*)::int, 0 from live, unnest(tags) tag group by tag`.execute(openData(deed.tx))
  const { rows: [used] } = await sql<{ downloads: bigint; calls: bigint }>`select coalesce(sum(uses) filter (where way not in ('api', 'view')), 0)::bigint as downloads, coalesce(sum(uses) filter (where way = 'api'), 0)::bigint as calls from open_data.use`.execute(openData(deed.tx))
  const units = await findUnits(deed, rows.filter(({ by }) => by === 'units').map(({ key }) => key))
  const of = (by: Counted['by']) => rows.filter((row) => row.by === by).toSorted((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1)).slice(0, 500).map(({ key, n }) => ({ key, name: units.get(key)?.name ?? key, count: n }))
  const all = rows.find(({ by }) => by === 'all')
  return { datasets: all?.n ?? 0, rows: Number(all?.rows ?? 0), downloads: Number(used!.downloads), calls: Number(used!.calls), units: of('units'), themes: of('themes'), tags: of('tags') }
}
