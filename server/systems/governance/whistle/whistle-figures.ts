import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { departmentScope, scopeFor, within } from '#primitives/access'
import { findMatters } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import { workingCalendar } from '#primitives/place'
import { instantOf } from '#base/clock'
import type { WhistleFigures } from '../contract.ts'
import { governance } from '../tables.ts'

const READ = 'governance.whistle.read'
/** The newest so many of the period are counted. */
const LOOKED_AT = 1000

/** How often each department was called, how often it was solved, and how the streets found it. 吹哨报到统计 */
export async function whistleFigures(deed: Deed, { from, to }: { from?: string; to?: string }): Promise<WhistleFigures> {
  const { zone } = await workingCalendar(deed)
  const bound = departmentScope(deed, READ)
  const rows = await governance(deed.tx).selectFrom('governance.whistle').select(['id', 'unit_ids', 'repeated_by']).where(within(sql.ref('division_path'), scopeFor(deed, READ)))
    .$if(from !== undefined, (query) => query.where('blown_at', '>=', instantOf(from!, '00:00', zone))).$if(to !== undefined, (query) => query.where('blown_at', '<', instantOf(to!, '24:00', zone)))
    .$if(bound !== null, (query) => query.where(sql<boolean>`unit_ids && ${bound ?? []}::text[]`)).orderBy('id', 'desc').limit(LOOKED_AT).execute()
  const ids = rows.map(({ id }) => id)
  const states = new Map((await findMatters(deed, { ids }, { limit: LOOKED_AT })).items.map(({ id, state }) => [id, state]))
  const scores = ids.length === 0 ? [] : await governance(deed.tx).selectFrom('governance.whistle_score').select(['whistle_id', 'unit_id', 'score']).where('whistle_id', 'in', ids).execute()
  const byUnit = new Map<string, { called: number; solved: number; unsolved: number; scores: number[] }>()
  for (const { id, unit_ids: called, repeated_by: again } of rows) for (const unit of called.filter((one) => bound === null || bound.includes(one))) {
    const sums = byUnit.get(unit) ?? { called: 0, solved: 0, unsolved: 0, scores: [] }
    sums.called += 1
    if (states.get(id) === 'closed' && again === null) sums.solved += 1
    if (states.get(id) === 'unsolved' || again !== null) sums.unsolved += 1
    sums.scores.push(...scores.filter((one) => one.whistle_id === id && one.unit_id === unit).map((one) => one.score))
    byUnit.set(unit, sums)
  }
  const units = await findUnits(deed, [...byUnit.keys()])
  return {
    rows: [...byUnit].map(([unitId, { called, solved, unsolved, scores: given }]) => ({
      unitId, name: units.get(unitId)?.shortName ?? unitId, called, solved, unsolved, meanScore: given.length === 0 ? null : Math.round((given.reduce((sum, one) => sum + one, 0) / given.length) * 10) / 10,
    })).toSorted((a, b) => b.called - a.called || a.unitId.localeCompare(b.unitId)),
  }
}
