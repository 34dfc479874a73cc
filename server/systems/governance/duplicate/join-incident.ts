import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { keys } from '#base/keys'
import { attachFiles } from '#primitives/file'
import { giveTraceLink, markFollowed, requireMatter } from '#primitives/matter'
import type { JoinIncident } from '../contract.ts'
import { governance } from '../tables.ts'

/** "Count me in": words and pictures go to the incident that is there, and its progress is told to one more. 算我一个 */
export async function joinIncident(deed: Deed, incidentId: string, wish: JoinIncident): Promise<{ id: string; incidentId: string; number: string; token: string | null }> {
  const incident = await governance(deed.tx).selectFrom('governance.incident').selectAll().where('id', '=', incidentId).executeTakeFirst()
  if (!incident?.publishable) throw notFound('governance.incident_unknown')
  const found = await requireMatter(deed, incidentId)
  const matter = found.masterId ? await requireMatter(deed, found.masterId) : found // what is sent to a joined incident lands on the master
  if (matter.final) throw conflict('governance.incident_over')
  const personId = deed.actor.kind === 'person' || deed.actor.kind === 'staff' ? deed.actor.id : null
  const written = await governance(deed.tx).insertInto('governance.report').values({ id: wish.id, incident_id: matter.id, joined: true, at: deed.now })
    .onConflict((row) => row.columns(['incident_id', 'id']).doNothing()).executeTakeFirst()
  if ((written.numInsertedOrUpdatedRows ?? 0n) === 0n) return { id: wish.id, incidentId: matter.id, number: matter.number, token: null } // sent twice is there once
  await governance(deed.tx).insertInto('governance.statement').values({
    report_id: wish.id, incident_id: matter.id, person_id: personId, words: wish.words, place_words: '', division_path: incident.division_path,
    contact: wish.contact ? keys().seal('governance.report.contact', wish.contact) : null,
  }).execute()
  if (personId !== null || wish.contact) await markFollowed(deed, matter.id)
  await attachFiles(deed, { home: 'governance', subjectId: matter.id, use: 'before' }, wish.photos ?? [])
  return { id: wish.id, incidentId: matter.id, number: matter.number, token: await giveTraceLink(deed, matter.id) }
}
