import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { conflict, invalid, notFound } from '#base/errors'
import { record } from '#primitives/event'
import { advance, findMatter } from '#primitives/matter'
import { divisionAt } from '#primitives/place'
import { reportIncident } from '#systems/governance'
import type { LinkIncident, RaiseIncident } from '../contract.ts'
import { hotline } from '../tables.ts'
import { requireOrder, type Order } from './require-order.ts'

/** Makes an incident of an order that really is one, in the operator's own words and without the caller; the order waits for it and is called back after. 转为事件 */
export async function raiseIncident(deed: Deed, orderId: string, wish: Static<typeof RaiseIncident>) {
  const order = await raisable(deed, orderId)
  const division = await divisionAt(deed, order.division_path)
  if (!division || order.division_path === '') throw invalid('hotline.place_missing')
  const incident = await reportIncident(deed, { id: wish.incidentId, words: wish.words, divisionCode: division.code, itemCode: order.item_code, placeWords: wish.placeWords ?? '' }, 'hotline')
  return link(deed, orderId, { incidentId: incident.id, incidentNumber: incident.number, how: 'raised', version: wish.version })
}

/** Ties an order to an incident that is there already. 并入事件 */
export async function linkIncident(deed: Deed, orderId: string, { incidentId, version }: Static<typeof LinkIncident>) {
  await raisable(deed, orderId)
  const incident = await findMatter(deed, incidentId)
  if (incident?.kind !== 'incident') throw notFound('hotline.incident_unknown')
  if (incident.final) throw conflict('hotline.incident_over')
  return link(deed, orderId, { incidentId, incidentNumber: incident.number, how: 'joined', version })
}

async function raisable(deed: Deed, orderId: string): Promise<Order> {
  const order = await requireOrder(deed, orderId)
  if (order.kind === 'accusation') throw conflict('hotline.accusation_never_incident')
  return order
}

async function link(deed: Deed, orderId: string, one: { incidentId: string; incidentNumber: string | null; how: 'raised' | 'joined'; version?: number | undefined }) {
  const matter = await advance(deed, orderId, 'raise', { ...(one.version ? { version: one.version } : {}), facts: { incident: one.incidentNumber ?? '' } })
  await hotline(deed.tx).insertInto('hotline.incident_link').values({ order_id: orderId, incident_id: one.incidentId, how: one.how, at: deed.now, ended_at: null })
    .onConflict((of) => of.columns(['order_id', 'incident_id']).doUpdateSet({ how: one.how, at: deed.now, ended_at: null })).execute()
  await record(deed, 'hotline.incident_linked', orderId, { incident: one.incidentId, how: one.how })
  return { id: matter.id, number: matter.number, state: matter.state, version: matter.version, incidentId: one.incidentId, incidentNumber: one.incidentNumber }
}
