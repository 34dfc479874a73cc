import { may, type Deed } from '#base/deed'
import { matterTrace, mayDo, requireMatter } from '#primitives/matter'
import { maskedPersons, maskName, maskPhone } from '#primitives/party'
import { answer, callBack, callbackActions, supervise, supervisorActions, unitActions } from '../case-actions.ts'
import type { Case, UnitCase } from '../contract.ts'
import { openRating, openWords, type RatingRow } from '../find-rating.ts'
import { ratingSettings } from '../rating-settings.ts'
import { rating } from '../tables.ts'
import { openPhone, openRater, openSaid } from './call-back.ts'
import { caseRows, unitRow } from './find-cases.ts'
import { requireOfUnit, requireOutside } from './require-case.ts'
import { stepsOf, stepsSincePassed } from './steps-of.ts'

const permissionOf: Readonly<Record<string, string>> = Object.fromEntries([...callbackActions.map((one) => [one, callBack]), ...unitActions.map((one) => [one, answer]), ...supervisorActions.map((one) => [one, supervise])])

/** What the actor may do now by a button: what follows from a call or the person is written down by other ways. */
async function doable(deed: Deed, id: string): Promise<Case['may']> {
  const steps = (await mayDo(deed, id)).filter(({ action }) => may(deed.actor, permissionOf[action] ?? '') && action !== 'not_reached' && action !== 'again_bad')
  return steps.map(({ needs, reasons, ...rest }) => ({ ...rest, needs: needs.map(String), reasons: reasons && [...reasons] }))
}

const named = async (deed: Deed, codes: readonly string[]): Promise<string[]> => {
  const { reasons } = await ratingSettings(deed)
  return codes.map((code) => reasons.find((one) => one.code === code)?.name ?? code)
}

/** A bad rating as those outside the unit follow it up; the person masked, the words once the call-back has begun. 差评件详情 */
export async function showCase(deed: Deed, id: string): Promise<Case> {
  const row = await requireOutside(deed, id)
  const matter = await requireMatter(deed, id)
  const opened = await openRating(deed, row.rating_id)
  const begun = matter.state !== 'waiting' && may(deed.actor, callBack)
  const calls = await rating(deed.tx).selectFrom('rating.call').selectAll().where('case_id', '=', id).orderBy('at').orderBy('id').limit(50).execute()
  return {
    case: (await caseRows(deed, [matter]))[0]!, person: await masked(deed, opened), reasons: await named(deed, row.reasons), words: begun && opened.words !== null ? openWords(opened.words) : null, channel: opened.channel, contactAt: opened.contact_at.toISOString(),
    calls: begun ? calls.map(({ id: call, at, reached, said }) => ({ id: call, at: at.toISOString(), reached, said: openSaid(said) })) : [], facts: row.facts, itemShown: row.item_shown, answer: row.answer, answeredInTime: row.answered_in_time, againLevel: row.again_level,
    steps: stepsOf(await matterTrace(deed, id, 'staff')), may: await doable(deed, id),
  }
}

async function masked(deed: Deed, row: RatingRow): Promise<Case['person']> {
  if (row.rater !== null) { const { name, phone } = openRater(row.rater); return { name: name && maskName(name), phone: phone && maskPhone(phone) } }
  const personId = row.rated_by ?? row.person_id
  if (personId === null) return { name: null, phone: row.phone && maskPhone(openPhone(row.phone)) }
  const person = (await maskedPersons(deed, [personId])).get(personId)
  return { name: person?.name ?? null, phone: person?.phone ?? null }
}

/** A bad rating as the rated unit reads it: facts, limit, its own answer. 转来的差评 */
export async function showUnitCase(deed: Deed, id: string): Promise<UnitCase> {
  const { row } = await requireOfUnit(deed, id)
  const matter = await requireMatter(deed, id)
  return { case: unitRow(matter, row), reasons: await named(deed, row.reasons), facts: row.facts!, answer: row.answer, steps: stepsSincePassed(await matterTrace(deed, id, 'staff')), may: await doable(deed, id) }
}
