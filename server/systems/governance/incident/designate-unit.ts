import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { advance } from '#primitives/matter'
import { requireUnit } from '#primitives/party'
import type { AdvancedIncident, DesignateUnit } from '../contract.ts'
import { advanced } from './advance-incident.ts'
import { requireReach } from './require-reach.ts'

/** After too many returns the centre designates a unit, which may not return it. 指定承办 */
export async function designateUnit(deed: Deed, incidentId: string, { unitId, reason, supporting, version }: Static<typeof DesignateUnit>): Promise<AdvancedIncident> {
  await requireReach(deed, 'governance.incident.designate', incidentId)
  await requireUnit(deed, unitId)
  const matter = await advance(deed, incidentId, 'designate', {
    ...(version ? { version } : {}), assignTo: { unitId }, reason, supporting: (supporting ?? []).filter((id) => id !== unitId).map((id) => ({ unitId: id })),
  })
  return advanced(matter)
}
