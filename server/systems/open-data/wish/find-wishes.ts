import { sql } from 'kysely'
import { may, type Deed } from '#base/deed'
import { forbidden } from '#base/errors'
import { findMatters, mayDo } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import type { DataWishes, WishFilter } from '../contract.ts'
import { openData } from '../tables.ts'
import { wishPermissionOf } from './wish-steps.ts'

/** What everybody asked for and got answered; one's own; or what waits for the reader's review or answer, the most urgent on top. 数据需求 */
export async function findWishes(deed: Deed, { view = 'public', open, limit = 50, after }: WishFilter): Promise<DataWishes> {
  const reviews = may(deed.actor, 'open_data.wish.review')
  if (view === 'to_answer' && !may(deed.actor, 'open_data.wish.read')) throw forbidden('base.not_allowed')
  let rows = openData(deed.tx).selectFrom('open_data.wish').select('id')
  if (view === 'public') rows = rows.where('shown', '=', true)
  else if (view === 'mine') rows = rows.where(sql<boolean>`person_id::text = ${deed.actor.id}`)
  else if (!reviews) rows = rows.where('unit_id', '=', deed.actor.departmentId ?? '')
  const page = await findMatters(deed, { kinds: ['open_data_request'], among: rows, open }, { limit, after, sort: view === 'to_answer' ? 'due' : 'newest' })
  const found = new Map((page.items.length === 0 ? [] : await openData(deed.tx).selectFrom('open_data.wish as w').leftJoin('open_data.dataset as d', 'd.id', 'w.dataset_id').selectAll('w').select(['d.name as dataset_name', 'd.title as dataset_title']).where('w.id', 'in', page.items.map(({ id }) => id)).execute()).map((row) => [row.id, row]))
  const units = await findUnits(deed, [...found.values()].flatMap((row) => [row.unit_id, row.asked_unit].filter((one) => one !== null)))
  const items: DataWishes['items'] = []
  for (const matter of page.items) {
    const row = found.get(matter.id)!
    const doable = view === 'public' ? [] : (await mayDo(deed, matter.id)).filter(({ action }) => may(deed.actor, wishPermissionOf(action)))
    items.push({
      id: row.id, number: matter.number, state: matter.state, stateName: matter.stateName, version: matter.version, overdue: matter.overdue, title: row.title, words: row.words, purpose: row.purpose, askedAt: row.asked_at.toISOString(), dueAt: matter.stateDueAt?.toISOString() ?? null,
      askedUnit: row.asked_unit === null ? null : { id: row.asked_unit, name: units.get(row.asked_unit)?.name ?? row.asked_unit }, unit: row.unit_id === null ? null : { id: row.unit_id, name: units.get(row.unit_id)?.name ?? row.unit_id }, dataset: row.dataset_name === null ? null : { name: row.dataset_name, title: row.dataset_title! }, answer: row.answer,
      may: doable.map(({ needs, reasons, ...rest }) => ({ ...rest, needs: needs.map(String), reasons: reasons && [...reasons] })),
    })
  }
  return { items, next: page.next }
}
