import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { advance } from '#primitives/matter'
import type { AdvancedIncident } from '../contract.ts'
import { advanced } from './advance-incident.ts'
import { requireReach } from './require-reach.ts'

/** Joins an incident to an open one that is the same; its reporters hear of the master from now on. 并案 */
export async function mergeIncident(deed: Deed, incidentId: string, { masterId, version }: { masterId: string; version?: number }): Promise<AdvancedIncident> {
  const permission = 'governance.incident.merge'
  const incident = await requireReach(deed, permission, incidentId)
  const master = await requireReach(deed, permission, masterId)
  if (!incident.publishable || !master.publishable) throw conflict('governance.never_duplicate')
  return advanced(await advance(deed, incidentId, 'merge', { masterId, ...(version ? { version } : {}) }))
}
