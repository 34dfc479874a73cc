import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import { record } from '#primitives/event'
import { governance } from '../tables.ts'
import { requireReach } from '../incident/require-reach.ts'
import { personalIn } from './personal-in.ts'

/** About a hundred metres: enough to see which corner, too coarse for a door. */
const coarse = (degrees: number | null): number | null => (degrees === null ? null : Math.round(degrees * 1000) / 1000)

/** Makes an incident public in words that a person at the desk has read. Pictures are published one by one, each after blurring. 审核公开 */
export async function publishIncident(deed: Deed, incidentId: string, description: string): Promise<{ id: string; publishedAt: string }> {
  const incident = await requireReach(deed, 'governance.publication.review', incidentId)
  if (!incident.publishable || incident.item_code === null) throw conflict('governance.never_public')
  const found = personalIn(description)
  if (found) throw invalid('governance.words_personal', { found })
  const row = {
    item_code: incident.item_code, description, division_path: incident.division_path, longitude: coarse(incident.longitude), latitude: coarse(incident.latitude),
    published_at: deed.now, published_by: deed.actor.id, withdrawn_at: null,
  }
  await governance(deed.tx).insertInto('governance.publication').values({ incident_id: incidentId, requested_at: incident.received_at, ...row })
    .onConflict((conflict) => conflict.column('incident_id').doUpdateSet(row)).execute()
  await record(deed, 'governance.incident_published', incidentId, { item: incident.item_code })
  return { id: incidentId, publishedAt: deed.now.toISOString() }
}

/** Keeps an incident from the public, with a reason; it does not wait to be looked at any more. 不予公开 */
export async function declinePublication(deed: Deed, incidentId: string, reason: string): Promise<{ id: string }> {
  await requireReach(deed, 'governance.publication.review', incidentId)
  const shown = await governance(deed.tx).selectFrom('governance.publication').select('incident_id').where('incident_id', '=', incidentId).where('withdrawn_at', 'is', null).executeTakeFirst()
  if (shown) throw conflict('governance.public_already')
  await governance(deed.tx).insertInto('governance.publication_declined').values({ incident_id: incidentId, reason, declined_at: deed.now, declined_by: deed.actor.id }).onConflict((same) => same.doNothing()).execute()
  return { id: incidentId }
}

/** Takes an incident back from the public. 撤回公开 */
export async function withdrawPublication(deed: Deed, incidentId: string): Promise<{ id: string }> {
  await requireReach(deed, 'governance.publication.review', incidentId)
  const { numUpdatedRows } = await governance(deed.tx).updateTable('governance.publication').set({ withdrawn_at: deed.now })
    .where('incident_id', '=', incidentId).where('withdrawn_at', 'is', null).executeTakeFirst()
  if (numUpdatedRows === 0n) throw conflict('governance.not_public')
  await record(deed, 'governance.incident_withdrawn_from_public', incidentId, {})
  return { id: incidentId }
}
