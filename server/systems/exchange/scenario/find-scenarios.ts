import { sql, type RawBuilder } from 'kysely'
import type { Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import type { ScenarioFilter, ScenarioRow, Scenarios } from '../contract.ts'
import { exchange, type ExchangeTables } from '../tables.ts'
import type { ScenarioUse } from './load-scenarios.ts'

export type Counted = ExchangeTables['exchange.scenario'] & { requests: number; grants: number; queries: number; rows: number }
const MOST = 1000

/** All scenarios with how much each is used: those with data to ask for first, of them the most used. 场景列表 */
export async function findScenarios(deed: Deed, { q = '', lead, state, resource }: ScenarioFilter): Promise<Scenarios> {
  const all = await countedScenarios(deed, sql`true`)
  const units = await findUnits(deed, [...new Set(all.map((row) => row.lead_id))])
  const nameOf = (id: string): string => units.get(id)?.name ?? id
  const words = q.trim()
  const fits = all.filter((row) => (lead === undefined || row.lead_id === lead) && (state === undefined || row.state === state) && (resource === undefined || usesOf(row).some(({ code }) => code === resource))
    && (words === '' || [row.name, row.purpose, nameOf(row.lead_id)].some((text) => text.includes(words))))
  const leads = [...Map.groupBy(all, (row) => row.lead_id)].map(([key, of]) => ({ key, name: nameOf(key), count: of.length })).toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
  const { unlisted } = await exchange(deed.tx).selectFrom('exchange.request').select(sql<number>`count(*)::int`.as('unlisted')).where('scenario_id', 'is', null).executeTakeFirstOrThrow()
  return { items: fits.map((row) => shownScenario(row, nameOf(row.lead_id))), counts: { all: all.length, dataReady: all.filter((row) => row.state === 'data_ready').length, used: all.filter(({ grants }) => grants > 0).length, unlisted }, leads }
}

export const usesOf = ({ resources }: Pick<Counted, 'resources'>): ScenarioUse[] => resources as ScenarioUse[]

export const shownScenario = (row: Counted, leadName: string): ScenarioRow => ({
  id: row.id, name: row.name, lead: { id: row.lead_id, name: leadName }, state: row.state, purpose: row.purpose, resources: usesOf(row).length, requests: row.requests, grants: row.grants, queries: row.queries, rows: row.rows,
})

/** Scenarios in force, with requests that name them, grants given and what was used under those. 场景用量 */
export async function countedScenarios(deed: Deed, where: RawBuilder<unknown>): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select s.*, coalesce(n.requests, 0)::int as requests, coalesce(n.grants, 0)::int as grants, coalesce(n.queries, 0)::float8 as queries, coalesce(n.rows, 0)::float8 as rows
    from exchange.scenario s left join (
      select r.scenario_id, count(*) as requests, count(g.id) as grants, sum(u.queries) as queries, sum(u.rows) as rows
      from exchange.request r left join exchange.grant g on g.id = r.id
      left join (select grant_id, sum(queries) as queries, sum(rows) as rows from exchange.usage group by 1) u on u.grant_id = g.id
      where r.scenario_id is not null group by 1
    ) n on n.scenario_id = s.id
    where s.ended_at is null and ${where} order by s.state, coalesce(n.queries, 0) desc, coalesce(n.grants, 0) desc, s.source, s.place limit ${MOST}`.execute(exchange(deed.tx))
  return rows
}
