import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { record } from '#primitives/event'
import { advance, type Matter } from '#primitives/matter'
import { tellOutside } from '../give-rating.ts'
import { rating } from '../tables.ts'
import { referenceOf } from './case-reference.ts'
import { requireOfUnit } from './require-case.ts'

type Version = { version?: number }
const asUnit = (matter: Matter): Matter => ({ ...matter, number: referenceOf(matter.id) })
const at = ({ version }: Version): Version => (version === undefined ? {} : { version })

/** The unit has put it right and says how; whoever rated is asked once more. 整改答复 */
export async function mendCase(deed: Deed, id: string, { version, words }: Version & { words: string }): Promise<Matter> {
  const { row, matter: before } = await requireOfUnit(deed, id)
  if (row.answered_at !== null) throw conflict('rating.answered')
  const matter = await advance(deed, id, 'mend', { ...at({ version }), note: words })
  const inTime = before.state === 'mending' && (before.stateDueAt === null || deed.now <= before.stateDueAt)
  await rating(deed.tx).updateTable('rating.case').set({ answer: words, answered_at: deed.now, answered_in_time: inTime }).where('id', '=', id).execute()
  await record(deed, 'rating.case.answered', id, { unit: row.unit_id, inTime })
  await tellOutside(deed, row.unit_id, 'rating.notice.to_ask', matter.number, id)
  return asUnit(matter)
}

/** The unit says that the rating is not of its doing; the supervising authority decides. 申辩 */
export async function objectToCase(deed: Deed, id: string, { version, words }: Version & { words: string }): Promise<Matter> {
  const { row } = await requireOfUnit(deed, id)
  const matter = await advance(deed, id, 'object', { ...at({ version }), note: words })
  await tellOutside(deed, row.unit_id, 'rating.notice.to_supervise', matter.number, id, ['rating_supervisor'])
  return asUnit(matter)
}

/** It is another unit's: back to the call-back post, once. 退回 */
export async function sendBackCase(deed: Deed, id: string, { version, reason }: Version & { reason: string }): Promise<Matter> {
  const { row } = await requireOfUnit(deed, id)
  const matter = await advance(deed, id, 'send_back', { ...at({ version }), reason })
  await rating(deed.tx).updateTable('rating.case').set({ facts: null, passed_on_at: null }).where('id', '=', id).execute()
  await tellOutside(deed, row.unit_id, 'rating.notice.sent_back', matter.number, id)
  return asUnit(matter)
}

/** What the supervising authority ordered is done. 报告整改情况 */
export async function reportBack(deed: Deed, id: string, { version, words }: Version & { words: string }): Promise<Matter> {
  const { row } = await requireOfUnit(deed, id)
  const matter = await advance(deed, id, 'report_back', { ...at({ version }), note: words })
  await tellOutside(deed, row.unit_id, 'rating.notice.to_supervise', matter.number, id, ['rating_supervisor'])
  return asUnit(matter)
}
