import type { Deed } from '#base/deed'
import { attachFiles } from '#primitives/file'
import { advance, findMatter, type Input, type Matter } from '#primitives/matter'
import type { AdvancedIncident } from '../contract.ts'
import { reachGate } from './require-reach.ts'

/** One step of an incident that needs nothing of its own: the kind says who may and what follows. 事件流转 */
export async function advanceIncident(deed: Deed, permission: string, incidentId: string, action: string, input: Input, use = 'progress'): Promise<AdvancedIncident> {
  // words sent to one that was joined to another land on the one that goes on
  const target = action === 'comment' ? ((await findMatter(deed, incidentId))?.masterId ?? incidentId) : incidentId
  const matter = await advance(deed, target, action, input, reachGate(deed, permission))
  if (input.evidence?.length) await attachFiles(deed, { home: 'governance', subjectId: target, use }, input.evidence)
  return advanced(matter)
}

export const advanced = (matter: Matter): AdvancedIncident => ({
  id: matter.id, number: matter.number, state: matter.state, version: matter.version, unitId: matter.unitId,
  dueAt: matter.dueAt?.toISOString() ?? null, stateDueAt: matter.stateDueAt?.toISOString() ?? null,
})
