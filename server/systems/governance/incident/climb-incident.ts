import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { advance, requireMatter, type Holder } from '#primitives/matter'
import { divisionAt, isUnder, parentPath, requireDivision } from '#primitives/place'
import type { AdvancedIncident } from '../contract.ts'
import { advanced } from './advance-incident.ts'
import { requireReach } from './require-reach.ts'

type Step = Readonly<{ version?: number; reason: string; note?: string }>

/** Passes an incident to the desk one level up, with a reason; that level's clock starts. 逐级上报 */
export async function climbIncident(deed: Deed, incidentId: string, step: Step): Promise<AdvancedIncident> {
  await requireReach(deed, 'governance.incident.climb', incidentId)
  const { holder } = await requireMatter(deed, incidentId)
  if (holder.path === '') throw conflict('governance.no_level_above')
  return advanced(await advance(deed, incidentId, 'climb', { ...step, holder: await deskAt(deed, parentPath(holder.path)) }))
}

/** Gives an incident back to a desk below, with a reason. 退回下级 */
export async function handDownIncident(deed: Deed, incidentId: string, { divisionCode, ...step }: Step & { divisionCode: string }): Promise<AdvancedIncident> {
  const incident = await requireReach(deed, 'governance.incident.hand_down', incidentId)
  const { holder } = await requireMatter(deed, incidentId)
  const below = await requireDivision(deed, divisionCode)
  if (below.path === holder.path || !isUnder(below.path, holder.path) || !isUnder(incident.division_path, below.path)) throw conflict('governance.division_not_below')
  return advanced(await advance(deed, incidentId, 'hand_down', { ...step, holder: { level: below.level, path: below.path } }))
}

const deskAt = async (deed: Deed, path: string): Promise<Holder> => ({ level: path === '' ? 'city' : (await divisionAt(deed, path))!.level, path })
