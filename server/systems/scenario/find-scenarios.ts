import type { Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import { scenarioUses, type ScenarioUse } from '#systems/exchange'
import type { ScenarioFilter, ScenarioRow, Scenarios } from './contract.ts'
import type { NeededData } from './load-scenarios.ts'
import { scenario, type ScenarioTables } from './tables.ts'

type Row = ScenarioTables['scenario.scenario']
const MOST = 1000
const unused: ScenarioUse = { requests: 0, grants: 0, queries: 0, rows: 0 }

/** All scenarios with how much each is used: those with data to ask for first, of them the most used. 场景列表 */
export async function findScenarios(deed: Deed, { q = '', lead, state, resource }: ScenarioFilter): Promise<Scenarios> {
  const rows = await scenario(deed.tx).selectFrom('scenario.scenario').selectAll().where('ended_at', 'is', null).orderBy('source').orderBy('place').limit(MOST).execute()
  const { uses, unlisted } = await scenarioUses(deed)
  const units = await findUnits(deed, [...new Set(rows.map((row) => row.lead_id))])
  const nameOf = (id: string): string => units.get(id)?.name ?? id
  const all = rows.map((row) => ({ row, shown: shownScenario(row, nameOf(row.lead_id), uses.get(row.id)) }))
    .toSorted((a, b) => Number(a.row.state === 'planned') - Number(b.row.state === 'planned') || b.shown.queries - a.shown.queries || b.shown.grants - a.shown.grants)
  const words = q.trim()
  const fits = all.filter(({ row, shown }) => (lead === undefined || row.lead_id === lead) && (state === undefined || shown.state === state) && (resource === undefined || neededBy(row).some(({ code }) => code === resource))
    && (words === '' || [row.name, row.purpose, shown.lead.name].some((text) => text.includes(words))))
  const leads = [...Map.groupBy(rows, (row) => row.lead_id)].map(([key, of]) => ({ key, name: nameOf(key), count: of.length })).toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
  const counts = { all: all.length, dataReady: rows.filter((row) => row.state === 'data_ready').length, running: all.filter(({ shown }) => shown.state === 'running').length, used: all.filter(({ shown }) => shown.grants > 0).length, unlisted }
  return { items: fits.map(({ shown }) => shown), counts, leads }
}

export const neededBy = ({ resources }: Pick<Row, 'resources'>): NeededData[] => resources as NeededData[]

/** What kinds of matter of this platform do is running; the folder says only whether the data can be asked for. */
export const shownScenario = (row: Row, leadName: string, use: ScenarioUse = unused): ScenarioRow => ({
  id: row.id, name: row.name, lead: { id: row.lead_id, name: leadName }, state: row.state === 'data_ready' && row.matter_kinds.length > 0 ? 'running' : row.state, purpose: row.purpose, resources: neededBy(row).length, ...use,
})
