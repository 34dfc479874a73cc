import type { Deed } from '#base/deed'
import type { EventMessage, Listener } from '#base/home'
import { appendLeaf } from '#primitives/ledger'
import { requireMatter, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { inviteToRate } from '#systems/rating'
import { itemNames } from '#systems/service-item'
import { KIND } from './application-actions.ts'
import { closing, watchClosed } from './archive/watch-closed.ts'
import { eraseDraft } from './draft/save-draft.ts'
import { awaitPayment } from './fee/await-payment.ts'
import { requireApplication, sourceOf } from './find-application.ts'
import { lettersAfter, watchLetters } from './letter/watch-letters.ts'
import { writeLetter } from './letter/write-letter.ts'
import { proxiesOf } from './proxy/find-proxies.ts'
import { tellApplicant } from './proxy/tell-applicant.ts'
import { dayOf } from './review/accept-application.ts'
import { askUnheard } from './review/joint-parts.ts'

/** What the clock did: an application is accepted because nobody answered in time, a draft is over. 时限届满 */
async function follow(deed: Deed, { subjectId, detail }: EventMessage): Promise<void> {
  if (detail.action === 'expire') return eraseDraft(deed, subjectId)
  const row = await requireApplication(deed, subjectId)
  const payload = { application: row.id, number: row.number, item: row.item_code, unit: row.unit_id }
  if (detail.action === 'deem_accept') {
    const { stateDueAt } = await requireMatter(deed, subjectId)
    await appendLeaf(deed, { kind: 'application.accepted', subjects: [row.person_id], payload: { ...payload, deemed: true } })
    await writeLetter(deed, row, 'deemed', { due: await dayOf(deed, stateDueAt) })
    await askUnheard(deed, row)
    await awaitPayment(deed, row)
  } else {
    await appendLeaf(deed, { kind: 'application.lapsed', subjects: [row.person_id], payload })
    await tellApplicant(deed, row, 'application.notice.lapsed', { number: row.number })
  }
}

/** Tells the unit whose time runs out or has run out. 催办 */
async function tellLate(deed: Deed, { subjectId, detail }: EventMessage): Promise<void> {
  const matter = await requireMatter(deed, subjectId)
  if (matter.state === 'paying') return tellUnpaid(deed, matter)
  const unit = detail.clock === 'share' ? String(detail.supporting) : matter.unitId
  if (unit === null || matter.state === 'drafting' || matter.state === 'supplementing') return
  const names = matter.item === null ? null : await itemNames(deed, [matter.item])
  await tell(deed, { to: { unit }, template: Number(detail.at) < 1 ? 'application.notice.due' : 'application.notice.late', facts: { number: matter.number, item: names?.get(matter.item!) ?? '' }, link: `/desk/applications?id=${subjectId}` })
}

/** Before the time to pay is over the applicant is told, and the unit is not. 缴费将到期 */
async function tellUnpaid(deed: Deed, { id, number, stateDueAt }: Matter): Promise<void> {
  if (deed.now >= stateDueAt!) return // it lapses by that
  await tellApplicant(deed, await requireApplication(deed, id), 'application.notice.pay_soon', { number, until: await dayOf(deed, stateDueAt) })
}

/** Whoever applied, and whoever acted for them, is asked once how it was: when it is decided, or handed out. 邀请评价 */
async function askHowItWas(deed: Deed, { subjectId }: EventMessage): Promise<void> {
  const row = await requireApplication(deed, subjectId)
  const name = (await itemNames(deed, [row.item_code])).get(row.item_code) ?? row.item_code
  const proxies = (await proxiesOf(deed, [row.id])).get(row.id) ?? []
  const proxy = proxies.find(({ id }) => id === row.submitted_by) ?? proxies[0]
  await inviteToRate(deed, {
    source: 'application', contactId: row.id, ...(row.subject_kind === 'firm' ? { personId: proxy!.id, agentId: null } : { personId: row.person_id, agentId: proxy?.id ?? null }), unitId: row.unit_id, divisionPath: row.division_path, item: { code: row.item_code, name }, channel: sourceOf(row),
  })
}

export const listeners: readonly Listener[] = [
  { name: 'application.invite_rating', on: 'matter.advanced', where: { kind: [KIND], action: ['approve', 'refuse', 'decline', 'deliver'] }, perform: askHowItWas },
  { name: 'application.follow', on: 'matter.advanced', where: { kind: [KIND], action: ['deem_accept', 'lapse', 'expire'] }, perform: follow },
  { name: 'application.watch_letters', on: 'matter.advanced', where: { kind: [KIND], action: Object.keys(lettersAfter) }, perform: watchLetters },
  { name: 'application.to_archive', on: 'matter.advanced', where: { kind: [KIND], action: [...closing] }, perform: watchClosed },
  { name: 'application.tell_late', on: 'matter.escalated', where: { kind: [KIND] }, perform: tellLate },
]
