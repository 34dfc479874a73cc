import { may, type Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { keys } from '#base/keys'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { advance, requireMatter, type Matter } from '#primitives/matter'
import { showForSeconds, unmask } from '#primitives/party'
import { callBack } from '../case-actions.ts'
import type { Looked, RecordCall } from '../contract.ts'
import { openRating, type RatingRow } from '../find-rating.ts'
import { rating } from '../tables.ts'
import { requireOutside } from './require-case.ts'

const PURPOSE = 'call_back_rating'
export type Rater = Readonly<{ name: string | null; phone: string | null }>
export const openRater = (sealed: Buffer): Rater => JSON.parse(keys().open('rating.rater', sealed).toString('utf8')) as Rater
export const openPhone = (sealed: Buffer): string => keys().open('rating.phone', sealed).toString('utf8')
const sealSaid = (said: string): Buffer => keys().seal('rating.said', said)
export const openSaid = (sealed: Buffer): string => keys().open('rating.said', sealed).toString('utf8')

/** Begins the call-back: from now on the rating stands as it is. 开始回访 */
export async function beginCall(deed: Deed, id: string, { version }: { version?: number }): Promise<Matter> {
  const row = await requireOutside(deed, id)
  await openRating(deed, row.rating_id, { lock: true }) // before its matter, as where the person changes it
  return advance(deed, id, 'begin_call', version === undefined ? {} : { version })
}

/** Shows whom to call, for a purpose and with a leaf that the person sees; nobody of the rated unit ever can. 查看评价人 */
export async function lookAtRater(deed: Deed, id: string): Promise<Looked> {
  const row = await requireOutside(deed, id)
  const matter = await requireMatter(deed, id)
  if (!['calling', 'asked', 'supervising'].includes(matter.state) || !may(deed.actor, callBack)) throw conflict('rating.not_calling')
  const opened = await openRating(deed, row.rating_id, { lock: true })
  const rater = await raterOf(deed, opened, matter.number)
  await rating(deed.tx).updateTable('rating.rating').set({ rater: keys().seal('rating.rater', JSON.stringify(rater)) }).where('id', '=', opened.id).execute()
  return { ...rater, showFor: showForSeconds }
}

/** Of somebody of whom only a telephone is known, nobody sees a leaf of their own; the ledger has it all the same. */
async function raterOf(deed: Deed, row: RatingRow, number: string): Promise<Rater> {
  const personId = row.rated_by ?? row.person_id
  if (personId === null) {
    await appendLeaf({ ...deed, purpose: PURPOSE }, { kind: 'rating.phone_opened', payload: { case: number } })
    return { name: null, phone: row.phone && openPhone(row.phone) }
  }
  const { fields } = await unmask(deed, personId, ['name', 'phone'], PURPOSE, number)
  return { name: fields.name ?? null, phone: fields.phone ?? null }
}

/** Writes down a call and what was said; it stays with the call-back post. Sent twice it is one call. 记录回访 */
export async function recordCall(deed: Deed, id: string, { id: callId, reached, said }: RecordCall): Promise<Matter> {
  const row = await requireOutside(deed, id)
  await openRating(deed, row.rating_id, { lock: true })
  const known = await rating(deed.tx).selectFrom('rating.call').select(['case_id']).where('id', '=', callId).executeTakeFirst()
  if (known) {
    if (known.case_id !== id) throw notFound('rating.case_unknown')
    return requireMatter(deed, id)
  }
  const matter = await advance(deed, id, reached ? 'reached' : 'not_reached')
  await writeCall(deed, row, { id: callId, reached, said })
  return matter
}

export async function writeCall(deed: Deed, row: Readonly<{ id: string; rating_id: string }>, { id, reached, said }: RecordCall): Promise<void> {
  await rating(deed.tx).insertInto('rating.call').values({ id, case_id: row.id, rating_id: row.rating_id, at: deed.now, reached, said: sealSaid(said), unit_id: deed.actor.departmentId ?? '' }).execute()
  await record(deed, 'rating.case.called', row.id, { reached })
}
