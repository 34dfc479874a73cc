import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { jobActor } from '#base/jobs'
import { advance, openMatter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { unitsFor } from '#primitives/party'
import { cityOf, districtPath } from '#primitives/place'
import { governance } from '../tables.ts'

/** A grid worker complains of work, tasks or treatment: it goes to a unit that the city named, past the worker's own street. 网格员意见 */
export async function openComplaint(deed: Deed, { id, words }: { id: string; words: string }): Promise<{ id: string; number: string; unitName: string }> {
  const duty = (await cityOf(deed)).worker_complaints?.duty
  const path = districtPath(deed.actor.divisionPath ?? '') ?? ''
  const unit = duty ? (await unitsFor(deed, { role: duty, divisionPath: path }))[0] : undefined
  if (!unit) throw conflict('governance.nobody_answers_complaints')
  const matter = await openMatter(deed, { id, kind: 'worker_complaint', divisionPath: path, holder: { level: path === '' ? 'city' : 'district', path }, publicity: 'closed', link: false })
  const answer = { id, number: matter.number, unitName: unit.name }
  if (matter.repeated) return answer
  await governance(deed.tx).insertInto('governance.worker_complaint').values({ id, person_id: deed.actor.id, unit_id: unit.id, words, at: deed.now }).execute()
  await advance({ ...deed, actor: jobActor('governance.open_complaint') }, id, 'assign', { assignTo: { unitId: unit.id } })
  await tell(deed, { to: { unit: unit.id }, template: 'governance.complaint.arrived', facts: { number: matter.number } })
  return answer
}
