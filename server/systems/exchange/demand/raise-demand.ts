import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { forbidden } from '#base/errors'
import { record } from '#primitives/event'
import { openMatter } from '#primitives/matter'
import type { FiledRequest, RaiseDemand } from '../contract.ts'
import { exchange } from '../tables.ts'

/** A department says which data it needs and cannot find; unanswered, it is a matter of the city data post. 提出数据需求 */
export async function raiseDemand(deed: Deed, { id, name, items, purpose, legalBasis, scenario }: Static<typeof RaiseDemand>): Promise<FiledRequest> {
  const unitId = deed.actor.departmentId
  if (unitId === null) throw forbidden('exchange.no_unit')
  const matter = await openMatter(deed, { id, kind: 'data_demand', divisionPath: '', holder: { level: 'city', path: '' }, link: false, source: 'desk' })
  if (!matter.repeated) {
    await exchange(deed.tx).insertInto('exchange.demand').values({ id, unit_id: unitId, name, items, purpose, legal_basis: legalBasis, scenario, source_id: null, resource_code: null, raised_at: deed.now }).execute()
    await record(deed, 'exchange.demand_raised', id, { unit: unitId })
  }
  return { id, number: matter.number, state: matter.state }
}
