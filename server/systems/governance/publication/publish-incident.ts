import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import { record } from '#primitives/event'
import { filesOf, withdrawFile } from '#primitives/file'
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
  await governance(deed.tx).deleteFrom('governance.publication_declined').where('incident_id', '=', incidentId).execute()
  await record(deed, 'governance.incident_published', incidentId, { item: incident.item_code })
  return { id: incidentId, publishedAt: deed.now.toISOString() }
}

/** Keeps an incident from the public, with a reason; it does not wait to be looked at any more. 不予公开 */
export async function declinePublication(deed: Deed, incidentId: string, reason: string): Promise<{ id: string }> {
  await requireReach(deed, 'governance.publication.review', incidentId)
  const shown = await governance(deed.tx).selectFrom('governance.publication').select('incident_id').where('incident_id', '=', incidentId).where('withdrawn_at', 'is', null).executeTakeFirst()
  if (shown) throw conflict('governance.public_already')
  await withdrawPictures(deed, incidentId)
  const row = { reason, declined_at: deed.now, declined_by: deed.actor.id }
  await governance(deed.tx).insertInto('governance.publication_declined').values({ incident_id: incidentId, ...row }).onConflict((same) => same.column('incident_id').doUpdateSet(row)).execute()
  await record(deed, 'governance.publication_declined', incidentId, {})
  return { id: incidentId }
}

/** No picture of what is not public may be reached by its address. */
async function withdrawPictures(deed: Deed, incidentId: string): Promise<void> {
  const files = (await filesOf(deed, 'governance', [incidentId])).get(incidentId) ?? []
  for (const file of files) if (file.published) await withdrawFile(deed, file.id)
}

/** Takes an incident back from the public, its pictures with it. 撤回公开 */
export async function withdrawPublication(deed: Deed, incidentId: string): Promise<{ id: string }> {
  await requireReach(deed, 'governance.publication.review', incidentId)
  const { numUpdatedRows } = await governance(deed.tx).updateTable('governance.publication').set({ withdrawn_at: deed.now })
    .where('incident_id', '=', incidentId).where('withdrawn_at', 'is', null).executeTakeFirst()
  if (numUpdatedRows === 0n) throw conflict('governance.not_public')
  await withdrawPictures(deed, incidentId)
  await record(deed, 'governance.incident_withdrawn_from_public', incidentId, {})
  return { id: incidentId }
}
