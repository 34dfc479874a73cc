import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { mayAt } from '#primitives/access'
import { findMatter, findMatters, type Gate } from '#primitives/matter'
import { governance, type GovernanceTables } from '../tables.ts'

export type Incident = GovernanceTables['governance.incident']

/** A grant bound to a unit reaches what that unit has, and not the place where it lies. */
const NO_UNIT = ''

/** The incident, when the actor's grant reaches its place, or the actor's unit leads or supports it, or the actor reported it; otherwise as unknown as one that is not there. 可及事件 */
export async function requireReach(deed: Deed, permission: string, id: string): Promise<Incident> {
  const incident = await governance(deed.tx).selectFrom('governance.incident').selectAll().where('id', '=', id).executeTakeFirst()
  if (incident && (mayAt(deed, permission, incident.division_path, NO_UNIT) || (await isOurs(deed, id)) || (await isMine(deed, id)))) return incident
  throw notFound('governance.incident_unknown')
}

/** The same for a step: judged on the matter that the step locks anyway, so that whoever is in their own place pays no further read. */
export const reachGate = (deed: Deed, permission: string): Gate => ({
  unknown: 'governance.incident_unknown',
  async check(matter) {
    if (matter.kind === 'incident' && mayAt(deed, permission, matter.divisionPath, matter.unitId ?? NO_UNIT)) return
    await requireReach(deed, permission, matter.id)
  },
})

/** Whether the actor's unit leads the matter or supports it. */
export async function isOurs(deed: Deed, id: string): Promise<boolean> {
  const { departmentId } = deed.actor
  if (departmentId === null) return false
  if ((await findMatter(deed, id))?.unitId === departmentId) return true
  return (await findMatters(deed, { ids: [id], supporting: departmentId }, { limit: 1 })).items.length > 0
}

const isMine = async (deed: Deed, id: string): Promise<boolean> =>
  (deed.actor.kind === 'person' || deed.actor.kind === 'staff') &&
  (await governance(deed.tx).selectFrom('governance.statement').select('report_id').where('incident_id', '=', id).where('person_id', '=', deed.actor.id).executeTakeFirst()) !== undefined
