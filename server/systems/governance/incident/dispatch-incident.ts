import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { advance, findMatter } from '#primitives/matter'
import { requireUnit } from '#primitives/party'
import type { AdvancedIncident, DispatchIncident } from '../contract.ts'
import { advanced } from './advance-incident.ts'
import { adviseDispatch } from './dispatch-advice.ts'
import { reachGate } from './require-reach.ts'

/** Hands an incident to the unit that must answer for it, by the rule table unless the dispatcher names another, and starts that unit's clock. 事件派遣 */
export async function dispatchIncident(deed: Deed, incidentId: string, wish: Static<typeof DispatchIncident>): Promise<AdvancedIncident> {
  const gate = reachGate(deed, 'governance.incident.dispatch')
  const found = await findMatter(deed, incidentId)
  if (!found) throw notFound(gate.unknown)
  await gate.check(found)
  const advice = await adviseDispatch(deed, found.item, found.holder, found.divisionPath)
  const unitId = wish.unitId ?? advice.lead?.id
  if (!unitId) throw conflict(found.item === null ? 'governance.item_missing' : 'governance.no_unit_by_rule')
  if (wish.unitId) await requireUnit(deed, wish.unitId)
  const supporting = wish.supporting ?? advice.supporting.map((unit) => unit.id)
  for (const id of wish.supporting ?? []) await requireUnit(deed, id)
  const matter = await advance(deed, incidentId, 'dispatch', {
    ...(wish.version ? { version: wish.version } : {}), ...(wish.note ? { note: wish.note } : {}),
    assignTo: { unitId }, supporting: supporting.filter((id) => id !== unitId).map((id) => ({ unitId: id })),
    // a dispatcher who departs from the rule is a decision of theirs, not of the table
    ...(advice.because && unitId === advice.lead?.id ? { because: advice.because } : {}),
  })
  return advanced(matter)
}
