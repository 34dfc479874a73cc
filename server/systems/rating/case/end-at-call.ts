import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { advance, requireMatter, type Matter } from '#primitives/matter'
import { openRating } from '../find-rating.ts'
import { takeAgain } from '../rate-again.ts'
import { rating } from '../tables.ts'
import { writeCall } from './call-back.ts'
import { requireCalled, requireNameless } from './pass-on.ts'
import { requireOutside } from './require-case.ts'
import { tellRater } from './tell-rater.ts'

type Version = { version?: number }
const at = ({ version }: Version): Version => (version === undefined ? {} : { version })

/** It was settled on the telephone: explained, or put right at once. The rating stands. 回访时已解决 */
export async function settleCase(deed: Deed, id: string, { version, words }: Version & { words: string }): Promise<Matter> {
  const row = await requireOutside(deed, id)
  const opened = await openRating(deed, row.rating_id)
  await requireCalled(deed, id)
  const matter = await advance(deed, id, 'settle', { ...at({ version }), note: words })
  await record(deed, 'rating.case.ended', id, { how: 'settled' })
  await tellRater(deed, opened, 'rating.notice.settled', matter)
  return matter
}

/** A rating that was a slip, about something else or malicious does not count; whoever gave it is told why. 不予采纳 */
export const setAside = (deed: Deed, id: string, body: Version & { reason: string; words: string }): Promise<Matter> => discount(deed, id, 'set_aside', body)

/** The supervising authority finds that the unit's objection holds. 申辩成立 */
export const overruleRating = (deed: Deed, id: string, body: Version & { reason: string; words: string }): Promise<Matter> => discount(deed, id, 'overrule', body)

async function discount(deed: Deed, id: string, action: 'set_aside' | 'overrule', { version, reason, words }: Version & { reason: string; words: string }): Promise<Matter> {
  const row = await requireOutside(deed, id)
  const opened = await openRating(deed, row.rating_id)
  if (action === 'set_aside') await requireCalled(deed, id)
  else requireNameless(opened, words) // the unit reads it
  const matter = await advance(deed, id, action, { ...at({ version }), reason, note: words })
  await rating(deed.tx).updateTable('rating.rating').set({ set_aside_at: deed.now }).where('id', '=', opened.id).execute()
  await appendLeaf(deed, { kind: 'rating.set_aside', subjects: opened.person_id === null ? [] : [opened.person_id], payload: { case: matter.number, unit: row.unit_id, by: action, reason, words } })
  await record(deed, 'rating.case.ended', id, { how: 'set_aside' })
  await tellRater(deed, opened, 'rating.notice.set_aside', matter, { reason, words })
  return matter
}

/** Asked again on the telephone: no smartphone is needed to say how it is now. 电话再评 */
export async function recordAgain(deed: Deed, id: string, { version, id: callId, level, said }: Version & { id: string; level: number; said: string }): Promise<Matter> {
  const row = await requireOutside(deed, id)
  const opened = await openRating(deed, row.rating_id, { lock: true })
  const known = await rating(deed.tx).selectFrom('rating.call').select('id').where('id', '=', callId).executeTakeFirst()
  if (known) return requireMatter(deed, id)
  const matter = await takeAgain(deed, opened, id, level, version)
  await writeCall(deed, row, { id: callId, reached: true, said })
  return matter
}
