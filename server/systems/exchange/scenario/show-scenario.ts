import { sql } from 'kysely'
import { may, type Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { findMatters } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import type { Scenario } from '../contract.ts'
import { exchange } from '../tables.ts'
import { countedScenarios, shownScenario, usesOf, type Counted } from './find-scenarios.ts'

const LISTED = 200

/** One scenario: which data it needs, by which key, whether each can be asked for now; who holds grants for it and uses them. Whose grants they are is told to the units they concern and to the authority; others see how many. 场景详情 */
export async function showScenario(deed: Deed, id: string): Promise<Scenario> {
  const [row] = await countedScenarios(deed, sql`s.id = ${id}`)
  if (!row) throw notFound('exchange.scenario_unknown')
  const unit = deed.actor.departmentId
  const all = may(deed.actor, 'exchange.request.read_all')
  const held = await exchange(deed.tx).selectFrom('exchange.request as r').innerJoin('exchange.grant as g', 'g.id', 'r.id').innerJoin('exchange.resource as e', 'e.code', 'g.resource_code')
    .leftJoin((of) => of.selectFrom('exchange.usage').select(['grant_id', sql<number>`sum(queries)::float8`.as('queries'), sql<number>`sum(rows)::float8`.as('rows'), sql<string>`max(on_day)::text`.as('last_on')]).groupBy('grant_id').as('u'), (on) => on.onRef('u.grant_id', '=', 'g.id'))
    .select(['g.id', 'g.unit_id', 'r.source_id', 'g.resource_code', 'e.name', 'g.fields', 'g.mode', 'g.until_on', 'u.queries', 'u.rows', 'u.last_on']).where('r.scenario_id', '=', id).orderBy('g.id', 'desc').limit(LISTED).execute()
  const standing = held.length === 0 ? new Set<string>() : new Set((await findMatters(deed, { ids: held.map((one) => one.id), states: ['granted'] }, { limit: LISTED })).items.map((one) => one.id))
  const told = held.filter((one) => all || (unit !== null && (one.unit_id === unit || one.source_id === unit)))
  const resources = await resourcesOf(deed, row)
  const units = await findUnits(deed, [row.lead_id, ...told.map((one) => one.unit_id), ...resources.map(({ source }) => source.id)])
  const named = (of: string) => ({ id: of, name: units.get(of)?.name ?? of })
  return {
    scenario: shownScenario(row, named(row.lead_id).name), basis: row.basis, matterKinds: row.matter_kinds, rules: row.rules, indicators: row.indicators, inForce: standing.size,
    resources: resources.map((one) => ({ ...one, source: named(one.source.id) })),
    grants: told.map((one) => ({ id: one.id, unit: named(one.unit_id), resource: { code: one.resource_code, name: one.name }, fields: one.fields.length, mode: one.mode as Scenario['grants'][number]['mode'], untilOn: one.until_on, inForce: standing.has(one.id), queries: one.queries ?? 0, rows: one.rows ?? 0, lastOn: one.last_on })),
  }
}

async function resourcesOf(deed: Deed, row: Counted): Promise<Scenario['resources']> {
  const uses = usesOf(row)
  const found = uses.length === 0 ? [] : await exchange(deed.tx).selectFrom('exchange.resource').select(['code', 'name', 'unit_id', 'share', 'modes', 'fields', 'withdrawn_at']).where('code', 'in', uses.map(({ code }) => code)).execute()
  const entries = new Map(found.map((entry) => [entry.code, entry]))
  return uses.flatMap(({ code, by, fields }) => {
    const entry = entries.get(code)
    if (!entry) return []
    const fieldOf = (name: string) => entry.fields.find(({ field }) => field === name)
    const askable = entry.withdrawn_at === null && entry.share !== 'forbidden' && entry.modes.includes('query') && fields.every((name) => (fieldOf(name)?.mask ?? 'never') !== 'never')
    return [{ code, name: entry.name, source: { id: entry.unit_id, name: entry.unit_id }, share: entry.share, by: fieldOf(by)?.name ?? by, askable, fields: fields.flatMap((name) => { const field = fieldOf(name); return field ? [{ field: name, name: field.name, grade: field.grade, mask: field.mask }] : [] }) }]
  })
}
