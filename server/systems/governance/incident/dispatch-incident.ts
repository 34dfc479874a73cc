import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { advance, requireMatter } from '#primitives/matter'
import { requireUnit } from '#primitives/party'
import type { AdvancedIncident, DispatchIncident } from '../contract.ts'
import { advanced } from './advance-incident.ts'
import { adviseDispatch } from './dispatch-advice.ts'
import { requireReach } from './require-reach.ts'

/** Hands an incident to the unit that must answer for it, by the rule table unless the dispatcher names another, and starts that unit's clock. 事件派遣 */
export async function dispatchIncident(deed: Deed, incidentId: string, wish: Static<typeof DispatchIncident>): Promise<AdvancedIncident> {
  const incident = await requireReach(deed, 'governance.incident.dispatch', incidentId)
  const { holder } = await requireMatter(deed, incidentId)
  const advice = await adviseDispatch(deed, incident.item_code, holder, incident.division_path)
  const unitId = wish.unitId ?? advice.lead?.id
  if (!unitId) throw conflict(incident.item_code === null ? 'governance.item_missing' : 'governance.no_unit_by_rule')
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
