import type { Deed } from '#base/deed'
import type { EventMessage, Listener } from '#base/home'
import { requireMatter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { KIND } from './case-actions.ts'
import { referenceOf } from './case/case-reference.ts'
import { tellRater } from './case/tell-rater.ts'
import { openRating } from './find-rating.ts'
import { tellOutside, type CaseRow } from './give-rating.ts'
import { rating } from './tables.ts'

const caseOf = (deed: Deed, id: string): Promise<CaseRow> => rating(deed.tx).selectFrom('rating.case').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** What the clock did: the unit let its time pass, or nobody said how it is now. 时限届满 */
async function follow(deed: Deed, { subjectId, detail }: EventMessage): Promise<void> {
  const row = await caseOf(deed, subjectId)
  const { number } = await requireMatter(deed, subjectId)
  if (detail.action === 'escalate') {
    await rating(deed.tx).updateTable('rating.case').set({ late_at: deed.now }).where('id', '=', subjectId).execute()
    await tellOutside(deed, row.unit_id, 'rating.notice.to_supervise', number, subjectId, ['rating_supervisor'])
    await tell(deed, { to: { unit: row.unit_id }, template: 'rating.notice.late', facts: { number: referenceOf(subjectId) }, link: `/desk/unit-ratings?id=${subjectId}`, urgent: true })
    await tellRater(deed, await openRating(deed, row.rating_id), 'rating.notice.supervised', { number })
  } else {
    await tellRater(deed, await openRating(deed, row.rating_id), 'rating.notice.lapsed', { number })
  }
}

/** Asks whoever rated how it is now: the unit's own transaction never opens the rating. 请再评一次 */
async function askAgain(deed: Deed, { subjectId }: EventMessage): Promise<void> {
  const row = await caseOf(deed, subjectId)
  await tellRater(deed, await openRating(deed, row.rating_id), 'rating.notice.mended', await requireMatter(deed, subjectId))
}

/** Tells whose turn it is that its time runs out. 催办 */
async function tellDue(deed: Deed, { subjectId, detail }: EventMessage): Promise<void> {
  const row = await caseOf(deed, subjectId)
  const { number, state } = await requireMatter(deed, subjectId)
  const template = Number(detail.at) < 1 ? 'rating.notice.due' : 'rating.notice.overdue'
  if (state === 'mending' || state === 'ordered') return tell(deed, { to: { unit: row.unit_id }, template, facts: { number: referenceOf(subjectId) }, link: `/desk/unit-ratings?id=${subjectId}` })
  if (state === 'waiting' || state === 'calling') return tellOutside(deed, row.unit_id, template, number, subjectId, Number(detail.at) < 1 ? ['rating_callback'] : ['rating_callback', 'rating_supervisor'])
  if (state === 'supervising') await tellOutside(deed, row.unit_id, template, number, subjectId, ['rating_supervisor'])
}

export const listeners: readonly Listener[] = [
  { name: 'rating.follow', on: 'matter.advanced', where: { kind: [KIND], action: ['escalate', 'lapse'] }, perform: follow },
  { name: 'rating.ask_again', on: 'rating.case.answered', perform: askAgain },
  { name: 'rating.tell_due', on: 'matter.escalated', where: { kind: [KIND] }, perform: tellDue },
]
