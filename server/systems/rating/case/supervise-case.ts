import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { openRating } from '../find-rating.ts'
import { referenceOf } from './case-reference.ts'
import { requireNameless } from './pass-on.ts'
import { requireOutside } from './require-case.ts'
import { tellRater } from './tell-rater.ts'

type Worded = { version?: number; words: string }
const input = ({ version, words }: Worded) => ({ note: words, ...(version === undefined ? {} : { version }) })

/** The supervising authority orders the unit to put it right, by a time of its own. 责成整改 */
export async function orderMending(deed: Deed, id: string, body: Worded): Promise<Matter> {
  const row = await requireOutside(deed, id)
  requireNameless(await openRating(deed, row.rating_id), body.words)
  const matter = await advance(deed, id, 'order', input(body))
  await record(deed, 'rating.case.ordered', id, { unit: row.unit_id })
  await tell(deed, { to: { unit: row.unit_id }, template: 'rating.notice.ordered', facts: { number: referenceOf(id), words: body.words }, link: `/desk/unit-ratings?id=${id}`, urgent: true })
  return matter
}

/** The supervising authority says what came of it; unit and rater are told. 督办结论 */
export async function concludeCase(deed: Deed, id: string, body: Worded): Promise<Matter> {
  const row = await requireOutside(deed, id)
  const opened = await openRating(deed, row.rating_id)
  requireNameless(opened, body.words)
  const matter = await advance(deed, id, 'conclude', input(body))
  await appendLeaf(deed, { kind: 'rating.concluded', subjects: opened.person_id === null ? [] : [opened.person_id], payload: { case: matter.number, unit: row.unit_id, words: body.words } })
  await record(deed, 'rating.case.ended', id, { how: 'concluded' })
  await tell(deed, { to: { unit: row.unit_id }, template: 'rating.notice.concluded_unit', facts: { number: referenceOf(id), words: body.words }, link: `/desk/unit-ratings?id=${id}` })
  await tellRater(deed, opened, 'rating.notice.concluded', matter, { words: body.words })
  return matter
}
