import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import { scopeFor } from '#primitives/access'
import { record } from '#primitives/event'
import { findMatter, openMatter } from '#primitives/matter'
import { requireUnit } from '#primitives/party'
import { cityOf, divisionLine, requireDivision } from '#primitives/place'
import { requireItem } from '../catalogue/items.ts'
import type { BlowWhistle, BlownWhistle } from '../contract.ts'
import { requireReach } from '../incident/require-reach.ts'
import { governance } from '../tables.ts'

const DAY = 86_400_000

/** A street calls the departments that must come for a matter that it cannot solve alone. 吹哨 */
export async function blowWhistle(deed: Deed, wish: BlowWhistle): Promise<BlownWhistle> {
  const division = await requireDivision(deed, wish.divisionCode)
  scopeFor(deed, 'governance.whistle.blow', division.path)
  const desk = (await divisionLine(deed, division.path)).find(({ level }) => level === 'street')
  if (!desk) throw invalid('governance.whistle_street')
  const street = await requireDivision(deed, desk.code)
  const item = await requireItem(deed, wish.itemCode)
  if (item.retired) throw invalid('governance.item_retired', { item: item.name })
  const unitIds = [...new Set(wish.unitIds)]
  for (const id of unitIds) await requireUnit(deed, id)
  if (wish.incidentId) await requireReach(deed, 'governance.incident.read', wish.incidentId)

  const matter = await openMatter(deed, { id: wish.id, kind: 'whistle', divisionPath: division.path, holder: { level: 'street', path: street.path }, item: item.code, urgent: wish.urgent ?? false, publicity: 'closed', source: 'desk', link: false })
  const answer = { id: matter.id, number: matter.number, state: matter.state, version: matter.version, dueAt: matter.dueAt?.toISOString() ?? null, repeated: matter.repeated }
  if (matter.repeated) return { ...answer, again: null }
  await takeTurn(deed, wish.id, division.path, item.code)
  const again = await countUnsolved(deed, wish, division.path)
  await governance(deed.tx).insertInto('governance.whistle').values({
    id: wish.id, title: wish.title, words: wish.words, item_code: item.code, division_path: division.path, incident_id: wish.incidentId ?? null, unit_ids: unitIds, blown_at: deed.now, repeated_by: null,
  }).execute()
  return { ...answer, again }
}

/** One at a time for one thing at one place. */
async function takeTurn(deed: Deed, id: string, path: string, item: string): Promise<void> {
  const { numInsertedOrUpdatedRows } = await governance(deed.tx).insertInto('governance.whistle_running').values({ division_path: path, item_code: item, whistle_id: id }).onConflict((same) => same.doNothing()).executeTakeFirst()
  if (numInsertedOrUpdatedRows === 1n) return
  const running = await governance(deed.tx).selectFrom('governance.whistle_running').select('whistle_id').where('division_path', '=', path).where('item_code', '=', item).executeTakeFirst()
  throw conflict('governance.whistle_running', { number: (running && (await findMatter(deed, running.whistle_id))?.number) ?? '' })
}

/** The one that was closed for the same thing within the city's days was not solved after all. */
async function countUnsolved(deed: Deed, { id, itemCode, incidentId }: BlowWhistle, path: string): Promise<string | null> {
  const days = (await cityOf(deed)).whistle_repeat_days
  if (!days) return null
  const db = governance(deed.tx)
  const earlier = await db.selectFrom('governance.whistle').select(['id']).where('repeated_by', 'is', null)
    .where((is) => is.or([is.and([is('division_path', '=', path), is('item_code', '=', itemCode)]), ...(incidentId ? [is('incident_id', '=', incidentId)] : [])])).orderBy('id', 'desc').limit(1).executeTakeFirst()
  const matter = earlier && (await findMatter(deed, earlier.id))
  if (!matter?.closedAt || matter.state !== 'closed' || deed.now.getTime() - matter.closedAt.getTime() > days * DAY) return null
  await db.updateTable('governance.whistle').set({ repeated_by: id }).where('id', '=', matter.id).execute()
  await record(deed, 'governance.whistle_repeated', matter.id, { by: id })
  return matter.number
}
