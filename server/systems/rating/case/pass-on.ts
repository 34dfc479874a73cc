import { sql } from 'kysely'
import { addDays } from '#base/clock'
import type { Deed } from '#base/deed'
import { conflict, forbidden, invalid } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { requireUnit } from '#primitives/party'
import { cityToday } from '#primitives/place'
import { openRating, type RatingRow } from '../find-rating.ts'
import type { CaseRow } from '../give-rating.ts'
import { ratingSettings } from '../rating-settings.ts'
import { rating } from '../tables.ts'
import { referenceOf } from './case-reference.ts'
import { openPhone, openRater } from './call-back.ts'
import { isOutside, requireOutside } from './require-case.ts'
import { tellRater } from './tell-rater.ts'

/** Passes on to the unit what happened, and not with whom: whatever names the person is refused. 转责任单位 */
export async function passOn(deed: Deed, id: string, { version, facts, unit: named }: { version?: number; facts: string; unit?: string }): Promise<Matter> {
  const found = await requireOutside(deed, id)
  const row = named === undefined ? found : { ...found, unit_id: (await requireUnit(deed, named)).id }
  if (!isOutside(deed, row.unit_id)) throw forbidden('rating.own_unit')
  const opened = await openRating(deed, row.rating_id)
  await requireCalled(deed, id)
  requireNameless(opened, facts)
  const matter = await advance(deed, id, 'pass_on', { ...(version === undefined ? {} : { version }), assignTo: { unitId: row.unit_id }, note: facts })
  await rating(deed.tx).updateTable('rating.case').set({ unit_id: row.unit_id, facts, passed_on_at: deed.now, item_shown: await isGroup(deed, row) }).where('id', '=', id).execute()
  await appendLeaf(deed, { kind: 'rating.passed_on', subjects: opened.person_id === null ? [] : [opened.person_id], payload: { case: matter.number, unit: row.unit_id, facts } })
  await record(deed, 'rating.case.passed_on', id, { unit: row.unit_id })
  await tell(deed, { to: { unit: row.unit_id }, template: 'rating.notice.passed_on', facts: { number: referenceOf(id) }, link: `/desk/unit-ratings?id=${id}` })
  await tellRater(deed, opened, 'rating.notice.under_way', matter)
  return matter
}

/** Nothing is passed on, settled or set aside before somebody tried to call. */
export async function requireCalled(deed: Deed, id: string): Promise<void> {
  const { calls } = await rating(deed.tx).selectFrom('rating.call').select(({ fn }) => fn.countAll<bigint>().as('calls')).where('case_id', '=', id).executeTakeFirstOrThrow()
  if (calls === 0n || Number(calls) === 0) throw conflict('rating.call_first')
}

/** The words that go to the unit hold neither name nor telephone of whoever rated. */
export function requireNameless(row: RatingRow, words: string): void {
  const known = row.rater === null ? { name: null, phone: row.phone && openPhone(row.phone) } : openRater(row.rater)
  const plain = words.replaceAll(/[\s\-·]/g, '')
  if ((known.name !== null && plain.includes(known.name)) || (known.phone !== null && plain.includes(known.phone)) || /\d{17}[\dXx]/.test(plain)) throw invalid('rating.names_the_person')
}

/** Whether so many others had the same done there lately that the item does not tell who it was. */
async function isGroup(deed: Deed, row: CaseRow): Promise<boolean> {
  const { least_group: least, group_days: days } = await ratingSettings(deed)
  const since = addDays(await cityToday(deed), -days)
  const { contacts } = await rating(deed.tx).selectFrom('rating.tally').select(sql<number>`coalesce(sum(contacts), 0)::int`.as('contacts'))
    .where('unit_id', '=', row.unit_id).where('source', '=', row.source).where('item_code', '=', row.item_code).where('on_day', '>', since).executeTakeFirstOrThrow()
  return contacts >= least
}
