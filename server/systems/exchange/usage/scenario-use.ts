import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { findMatters } from '#primitives/matter'
import { exchange, type Mode } from '../tables.ts'

/** Requests that name a scenario, grants given, and queries and rows under those. 场景用量 */
export type ScenarioUse = Readonly<{ requests: number; grants: number; queries: number; rows: number }>
export type ScenarioGrant = Readonly<{ id: string; unit: string; source: string; resource: { code: string; name: string }; fields: number; mode: Mode; untilOn: string; inForce: boolean; queries: number; rows: number; lastOn: string | null }>
const LISTED = 200

/** How much each scenario is used, and how many requests were made in the asker's own words. 各场景用量 */
export async function scenarioUses(deed: Deed): Promise<{ uses: Map<string, ScenarioUse>; unlisted: number }> {
  const { rows } = await sql<ScenarioUse & { id: string | null }>`
    select r.scenario_id as id, count(*)::int as requests, count(g.id)::int as grants, coalesce(sum(u.queries), 0)::float8 as queries, coalesce(sum(u.rows), 0)::float8 as rows
    from exchange.request r left join exchange.grant g on g.id = r.id
    left join (select grant_id, sum(queries) as queries, sum(rows) as rows from exchange.usage group by 1) u on u.grant_id = g.id group by 1`.execute(exchange(deed.tx))
  return { uses: new Map(rows.flatMap(({ id, ...use }) => (id === null ? [] : [[id, use]]))), unlisted: rows.find(({ id }) => id === null)?.requests ?? 0 }
}

/** The newest grants for one scenario, and what was used under each. 场景授权 */
export async function scenarioGrants(deed: Deed, scenarioId: string): Promise<ScenarioGrant[]> {
  const held = await exchange(deed.tx).selectFrom('exchange.request as r').innerJoin('exchange.grant as g', 'g.id', 'r.id').innerJoin('exchange.resource as e', 'e.code', 'g.resource_code')
    .leftJoin((of) => of.selectFrom('exchange.usage').select(['grant_id', sql<number>`sum(queries)::float8`.as('queries'), sql<number>`sum(rows)::float8`.as('rows'), sql<string>`max(on_day)::text`.as('last_on')]).groupBy('grant_id').as('u'), (on) => on.onRef('u.grant_id', '=', 'g.id'))
    .select(['g.id', 'g.unit_id', 'r.source_id', 'g.resource_code', 'e.name', 'g.fields', 'g.mode', 'g.until_on', 'u.queries', 'u.rows', 'u.last_on']).where('r.scenario_id', '=', scenarioId).orderBy('g.id', 'desc').limit(LISTED).execute()
  const standing = held.length === 0 ? new Set<string>() : new Set((await findMatters(deed, { ids: held.map((one) => one.id), states: ['granted'] }, { limit: LISTED })).items.map((one) => one.id))
  return held.map((one) => ({
    id: one.id, unit: one.unit_id, source: one.source_id, resource: { code: one.resource_code, name: one.name }, fields: one.fields.length, mode: one.mode as Mode, untilOn: one.until_on, inForce: standing.has(one.id), queries: one.queries ?? 0, rows: one.rows ?? 0, lastOn: one.last_on,
  }))
}
