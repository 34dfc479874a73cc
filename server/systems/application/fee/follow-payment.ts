import type { Deed } from '#base/deed'
import type { EventMessage, Listener } from '#base/home'
import { appendLeaf } from '#primitives/ledger'
import { advance, requireMatter } from '#primitives/matter'
import { endCharge } from '#systems/payment'
import { itemOfVersion } from '#systems/service-item'
import { KIND } from '../application-actions.ts'
import { approveAtOnce } from '../approve-at-once.ts'
import { findApplication, requireApplication } from '../find-application.ts'
import { tellApplicant } from '../proxy/tell-applicant.ts'
import { basisOf } from '../review/issue-results.ts'
import { judged } from '../review/judged.ts'

/** It is paid: the law's time runs on, and what needs nobody's judgement is approved. 缴清以后 */
async function goOn(deed: Deed, { detail }: EventMessage): Promise<void> {
  const row = await findApplication(deed, String(detail.subject))
  if (!row || basisOf(row) !== detail.basis || (await requireMatter(deed, row.id)).state !== 'paying') return // another home's, paid before it was accepted, or over
  await advance(deed, row.id, 'pay')
  const item = await itemOfVersion(deed, row.item_code, row.item_version)
  if (item.instant === true) await approveAtOnce(deed, row, await judged(deed, row))
}

/** It ended without being decided in the person's favour: what is not paid is owed no more, what was paid may have to go back. 办件结束 */
async function endFee(deed: Deed, { subjectId, detail }: EventMessage): Promise<void> {
  const row = await requireApplication(deed, subjectId)
  const lapsed = detail.action === 'lapse_unpaid'
  await endCharge(deed, basisOf(row), lapsed ? 'lapsed' : 'cancelled')
  if (!lapsed) return
  await appendLeaf(deed, { kind: 'application.unpaid', subjects: [row.person_id], payload: { application: row.id, number: row.number, item: row.item_code, unit: row.unit_id } })
  await tellApplicant(deed, row, 'application.notice.unpaid', { number: row.number })
}

export const feeListeners: readonly Listener[] = [
  { name: 'application.go_on', on: 'payment.charge.paid', perform: goOn },
  { name: 'application.end_fee', on: 'matter.advanced', where: { kind: [KIND], action: ['withdraw', 'decline', 'refuse', 'lapse', 'lapse_unpaid'] }, perform: endFee },
]
