import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { requireUnit } from '#primitives/party'
import { itemNames } from '#systems/service-item'
import type { AskOpinion, GiveOpinion } from '../contract.ts'
import { requireApplication, requireOfUnit } from '../find-application.ts'
import { application } from '../tables.ts'
import { decideWhenAll } from './decide-jointly.ts'

/** Several units look at it at the same time; what is missing the leading unit asks for, once, for all of them. 并联审查 */
export async function askOpinion(deed: Deed, id: string, { version, units, question }: AskOpinion): Promise<Matter> {
  const row = await requireOfUnit(deed, id)
  for (const unit of units) await requireUnit(deed, unit)
  const asked = await application(deed.tx).selectFrom('application.joint').select('unit_id').where('application_id', '=', id).where('unit_id', 'in', units).executeTakeFirst()
  if (asked) throw conflict('application.asked_already', { unit: asked.unit_id })
  const matter = await advance(deed, id, 'ask_opinion', { ...(version === undefined ? {} : { version }), supporting: units.map((unitId) => ({ unitId })) })
  await application(deed.tx).insertInto('application.joint').values(units.map((unit) => ({ application_id: id, unit_id: unit, asked_at: deed.now, question, answered_at: null, agrees: null, words: null, part: null, missing: null, grounds: null }))).execute()
  await appendLeaf(deed, { kind: 'application.opinion_asked', subjects: [row.person_id], payload: { application: id, number: row.number, units } })
  const item = (await itemNames(deed, [row.item_code])).get(row.item_code) ?? row.item_code
  for (const unit of units) await tell(deed, { to: { unit }, template: 'application.notice.opinion', facts: { number: row.number, item }, link: `/desk/applications?view=opinion&id=${id}` })
  return matter
}

/** One unit's opinion, with its reasons. Of a joint review it is that department's decision on its part, and the last of them decides the whole; an opinion asked for by hand the leading unit weighs. 联审意见 */
export async function giveOpinion(deed: Deed, id: string, { version, agrees, words }: GiveOpinion): Promise<Matter> {
  const row = await requireApplication(deed, id)
  const unit = deed.actor.departmentId ?? ''
  const changed = await application(deed.tx).updateTable('application.joint').set({ answered_at: deed.now, agrees, words }).where('application_id', '=', id).where('unit_id', '=', unit).where('answered_at', 'is', null).returning('unit_id').executeTakeFirst()
  if (!changed) throw notFound('application.not_asked')
  const matter = await advance(deed, id, 'give_opinion', { ...(version === undefined ? {} : { version }), note: `${agrees ? '同意' : '不同意'}：${words}` })
  await appendLeaf(deed, { kind: 'application.opinion_given', subjects: [row.person_id], payload: { application: id, number: row.number, unit, agrees, words } })
  return decideWhenAll(deed, row, matter)
}
