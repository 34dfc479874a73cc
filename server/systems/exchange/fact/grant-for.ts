import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { findMatters } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import { cityToday } from '#primitives/place'
import { exchange } from '../tables.ts'

const LOOKED_AT = 100

type ForWhom = Readonly<{ unit: string; scenario?: string }>

/** Grants in force of a unit for single queries of a resource, the newest first. */
async function standingGrants(deed: Deed, code: string, { unit, scenario }: ForWhom): Promise<{ id: string; fields: string[] }[]> {
  const held = exchange(deed.tx).selectFrom('exchange.grant as g').innerJoin('exchange.request as r', 'r.id', 'g.id').select('g.id').where('g.until_on', '>=', await cityToday(deed))
    .where('g.unit_id', '=', unit).where('g.resource_code', '=', code).where('g.mode', '=', 'query').$if(scenario !== undefined, (query) => query.where((is) => is.or([is('r.scenario', '=', scenario!), is('r.scenario_id', '=', scenario!)])))
  const standing = (await findMatters(deed, { among: held, states: ['granted'], open: true }, { limit: LOOKED_AT })).items.map(({ id }) => id)
  return standing.length === 0 ? [] : exchange(deed.tx).selectFrom('exchange.grant').select(['id', 'fields']).where('id', 'in', standing).orderBy('id', 'desc').execute()
}

/** Whether a unit has a grant that gives these items: asked before a person is promised an answer. 有无授权 */
export const factGranted = async (deed: Deed, code: string, items: readonly string[], use: ForWhom): Promise<boolean> =>
  (await standingGrants(deed, code, use)).some(({ fields }) => items.every((item) => fields.includes(item)))

/** The newest grant in force of a unit that gives these items; where there is none, what is missing and which request must be made. 找可用授权 */
export async function grantFor(deed: Deed, code: string, items: readonly string[], use: ForWhom): Promise<{ id: string; source: string }> {
  const { unit, scenario } = use
  const resource = await exchange(deed.tx).selectFrom('exchange.resource').select(['name', 'unit_id', 'fields']).where('code', '=', code).executeTakeFirst()
  if (!resource) throw notFound('exchange.resource_unknown')
  const inForce = await standingGrants(deed, code, use)
  const fit = inForce.find(({ fields }) => items.every((item) => fields.includes(item)))
  if (fit) return { id: fit.id, source: resource.unit_id }
  const nearest = inForce.toSorted((a, b) => left(a.fields, items).length - left(b.fields, items).length)[0]
  const missing = left(nearest?.fields ?? [], items)
  const units = await findUnits(deed, [unit, resource.unit_id])
  const named = (id: string): string => units.get(id)?.name ?? id
  throw conflict(nearest ? 'exchange.fact_items_not_granted' : 'exchange.fact_not_granted', {
    unit: named(unit), source: named(resource.unit_id), resource: code, name: resource.name, scenario: scenario ?? null, mode: 'query', items: missing, names: missing.map((item) => resource.fields.find(({ field }) => field === item)?.name ?? item).join('、'),
  })
}

const left = (granted: readonly string[], items: readonly string[]): string[] => items.filter((item) => !granted.includes(item))
