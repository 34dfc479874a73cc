import type { Deed } from '#base/deed'
import type { EventMessage, Listener } from '#base/home'
import { jobActor } from '#base/jobs'
import { advance, requireMatter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { appliedOf } from '#systems/application'
import { findChoice, letThrough } from './choice/find-choice.ts'
import { beforeDispatch, KIND } from './parcel-actions.ts'
import { lastParcel } from './parcel/find-parcel.ts'
import { followParcel } from './parcel/follow-parcel.ts'
import { voidLabel } from './parcel/label-of.ts'
import { sendAsChosen } from './parcel/send-as-chosen.ts'
import { delivery } from './tables.ts'

/** An approved application goes the way that was chosen; one that was handed over otherwise needs no parcel; one that came to nothing has no address any more. 随办件 */
async function followApplication(deed: Deed, { subjectId, detail }: EventMessage): Promise<void> {
  await letThrough(deed, subjectId)
  const choice = await findChoice(deed, subjectId)
  if (!choice) return
  if (detail.action === 'approve') return sendAsChosen(deed, await appliedOf(deed, choice.person_id, subjectId))
  const last = await lastParcel(deed, subjectId)
  if (detail.action !== 'deliver') return last ? undefined : void (await delivery(deed.tx).deleteFrom('delivery.choice').where('application_id', '=', subjectId).execute())
  if (!last || last.matter.final || !beforeDispatch.has(last.matter.state)) return
  await voidLabel(deed, last.row.id)
  await advance({ ...deed, actor: jobActor('delivery.follow_application') }, last.row.id, 'cancel')
  await delivery(deed.tx).updateTable('delivery.parcel').set({ ended_at: deed.now }).where('id', '=', last.row.id).execute()
}

/** Tells the unit whose parcel waits too long, or of which the carrier says nothing. 催办 */
async function tellLate(deed: Deed, { subjectId, detail }: EventMessage): Promise<void> {
  const { number, stateName, unitId } = await requireMatter(deed, subjectId)
  if (unitId !== null) await tell(deed, { to: { unit: unitId }, template: Number(detail.at) < 1 ? 'delivery.notice.due' : 'delivery.notice.late', facts: { number, state: stateName }, link: `/desk/parcels?id=${subjectId}` })
}

export const listeners: readonly Listener[] = [
  { name: 'delivery.follow_application', on: 'matter.advanced', where: { kind: ['application'], action: ['approve', 'deliver', 'discard', 'expire', 'decline', 'refuse', 'lapse', 'withdraw'] }, perform: followApplication },
  { name: 'delivery.follow_parcel', on: 'matter.advanced', where: { kind: [KIND] }, perform: followParcel },
  { name: 'delivery.tell_late', on: 'matter.escalated', where: { kind: [KIND] }, perform: tellLate },
]
