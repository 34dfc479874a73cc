import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { findUnits } from '#primitives/party'
import type { Resource, ResourceCounts } from '../contract.ts'
import { exchange } from '../tables.ts'
import { showDrawn } from '../drawn/show-drawn.ts'
import { shown } from './find-resources.ts'

/** One entry with its fields, the law that its share type rests on, and every version it had. 目录条目 */
export async function showResource(deed: Deed, code: string): Promise<Resource> {
  const row = await exchange(deed.tx).selectFrom('exchange.resource').selectAll().where('code', '=', code).executeTakeFirst()
  if (!row) throw notFound('exchange.resource_unknown')
  const versions = await exchange(deed.tx).selectFrom('exchange.resource_version').select(['version', 'effective_from', 'changed_by']).where('code', '=', code).orderBy('version', 'desc').limit(200).execute()
  const sources = row.derived_from.length === 0 ? [] : await exchange(deed.tx).selectFrom('exchange.resource').select(['code', 'name']).where('code', 'in', row.derived_from).execute()
  const [resource] = await shown(deed, [{ ...row, fields: row.fields.length }])
  return {
    resource: resource!, format: row.format, shareCondition: row.share_condition, shareBasis: row.share_basis, modes: row.modes, fields: [...row.fields], withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    derivedFrom: sources.map(({ code: from, name }) => ({ code: from, name })), derivedReason: row.derived_reason, drawn: await showDrawn(deed, row),
    versions: versions.map((one) => ({ version: one.version, effectiveFrom: one.effective_from.toISOString(), changedBy: one.changed_by })),
  }
}

type Counted = { by: 'units' | 'libraries' | 'themes' | 'shares' | 'opens'; key: string; n: number; fields: number }

/** How many entries there are by source, library, theme, share type and openness, in one pass. 目录统计 */
export async function countResources(deed: Deed): Promise<ResourceCounts> {
  const { rows } = await sql<Counted>`
    select case when grouping(unit_id) = 0 then 'units' when grouping(library) = 0 then 'libraries' when grouping(theme) = 0 then 'themes' when grouping(share) = 0 then 'shares' else 'opens' end as by,
      coalesce(unit_id, library, theme, share, open) as key, count(*)::int as n, sum(jsonb_array_length(fields))::int as fields
    from exchange.resource where withdrawn_at is null group by grouping sets ((unit_id), (library), (theme), (share), (open))`.execute(exchange(deed.tx))
  const units = await findUnits(deed, rows.filter((row) => row.by === 'units').map((row) => row.key))
  const of = (by: Counted['by']) => rows.filter((row) => row.by === by && row.key !== null).toSorted((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1)).slice(0, 1000).map(({ key, n }) => ({ key, name: units.get(key)?.name ?? key, count: n }))
  const total = rows.filter((row) => row.by === 'shares')
  return {
    entries: total.reduce((sum, { n }) => sum + n, 0), fields: total.reduce((sum, { fields }) => sum + fields, 0),
    units: of('units'), libraries: of('libraries'), themes: of('themes'), shares: of('shares'), opens: of('opens'),
  }
}
