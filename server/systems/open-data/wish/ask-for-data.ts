import type { Deed } from '#base/deed'
import { conflict, invalid, notFound } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { advance, openMatter, requireMatter, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { findUnit, requireUnit } from '#primitives/party'
import type { AskForData } from '../contract.ts'
import { requirePublished } from '../dataset/require-dataset.ts'
import { requireNothingPersonal } from '../feedback/give-feedback.ts'
import { openSettings } from '../open-settings.ts'
import { openData, type OpenDataTables } from '../tables.ts'
import type { Body } from './wish-steps.ts'

export type Wish = OpenDataTables['open_data.wish']
export type Asked = { id: string; number: string; state: string; version: number }
const short = ({ id, number, state, version }: Matter): Asked => ({ id, number, state, version })

/** Somebody asks for data that is not open yet; the city's data post reviews it within the days of the rule. 数据需求申请 */
export async function askForData(deed: Deed, { id, title, words, purpose, unit }: AskForData): Promise<Asked> {
  requireNothingPersonal(title, words, purpose)
  if (unit !== undefined && (await findUnit(deed, unit)) === null) throw invalid('open_data.unit_unknown')
  const matter = await openMatter(deed, { id, kind: 'open_data_request', divisionPath: '', holder: { level: 'city', path: '' }, link: false, source: 'portal' })
  if (!matter.repeated) {
    await openData(deed.tx).insertInto('open_data.wish').values({ id, title, words, purpose, person_id: deed.actor.id, asked_unit: unit ?? null, unit_id: null, shown: false, dataset_id: null, answer: null, asked_at: deed.now }).execute()
    await record(deed, 'open_data.wish_asked', id, {})
    await tell(deed, { to: { unit: (await openSettings(deed)).request_unit }, template: 'open_data.wish.arrived', facts: { number: matter.number, title }, link: `/desk/data-wishes?id=${id}` })
  }
  return short(await requireMatter(deed, id))
}

/** The review lets it through: it is public from now, and the unit that has the data must answer. 受理需求 */
export async function acceptWish(deed: Deed, id: string, unitId: string, version?: number): Promise<Asked> {
  const wish = await requireWish(deed, id)
  const unit = await requireUnit(deed, unitId)
  const matter = await advance(deed, id, 'accept', { assignTo: { unitId }, ...(version ? { version } : {}) })
  await openData(deed.tx).updateTable('open_data.wish').set({ unit_id: unitId, shown: true }).where('id', '=', id).execute()
  await appendLeaf(deed, { kind: 'open_data.wish_accepted', subjects: [wish.person_id], payload: { wish: id, unit: unitId } })
  await tell(deed, { to: { unit: unitId }, template: 'open_data.wish.accepted', facts: { number: matter.number, title: wish.title }, link: `/desk/data-wishes?id=${id}` })
  await tell(deed, { to: { party: wish.person_id }, template: 'open_data.wish.forwarded', facts: { title: wish.title, unit: unit.name }, link: '/data-wishes?view=mine' })
  return short(matter)
}

/** The unit opened it: the answer names the dataset. 已开放 */
export async function openWish(deed: Deed, id: string, { dataset: name, note, version }: { dataset: string; note: string; version?: number }): Promise<Asked> {
  const wish = await requireWish(deed, id)
  const { dataset } = await requirePublished(deed, name)
  if (dataset.unit_id !== wish.unit_id) throw conflict('open_data.dataset_of_another')
  const matter = await advance(deed, id, 'open', { note, ...(version ? { version } : {}) })
  await answered(deed, wish, 'opened', { answer: note, dataset_id: dataset.id })
  return short(matter)
}

/** One step that needs nothing of its own. 需求流转 */
export async function advanceWish(deed: Deed, id: string, action: string, { note, reason, version }: Body): Promise<Asked> {
  const wish = await requireWish(deed, id)
  const matter = await advance(deed, id, action, { ...(note ? { note } : {}), ...(reason ? { reason } : {}), ...(version ? { version } : {}) })
  if (action === 'refuse' || action === 'decline') {
    requireNothingPersonal(note ?? '')
    await answered(deed, wish, action, { answer: note!, dataset_id: null })
  }
  return short(matter)
}

async function answered(deed: Deed, wish: Wish, how: string, answer: { answer: string; dataset_id: string | null }): Promise<void> {
  await openData(deed.tx).updateTable('open_data.wish').set(answer).where('id', '=', wish.id).execute()
  await appendLeaf(deed, { kind: 'open_data.wish_answered', subjects: [wish.person_id], payload: { wish: wish.id, how, ...answer } })
  await record(deed, 'open_data.wish_answered', wish.id, { how })
  await tell(deed, { to: { party: wish.person_id }, template: 'open_data.wish.answered', facts: { title: wish.title }, link: '/data-wishes?view=mine' })
}

/** A wish that the actor may act on; whether they may do this step is for the matter to say. */
async function requireWish(deed: Deed, id: string): Promise<Wish> {
  const row = await openData(deed.tx).selectFrom('open_data.wish').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row || !(row.person_id === deed.actor.id || deed.actor.departmentId !== null)) throw notFound('open_data.wish_unknown')
  return row
}
