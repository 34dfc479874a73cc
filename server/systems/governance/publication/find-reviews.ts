import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { firstUuidOf } from '#base/partitions'
import { scopeFor, within } from '#primitives/access'
import { filesOf } from '#primitives/file'
import { findMatters } from '#primitives/matter'
import type { PublicationReviews, ReviewFilter } from '../contract.ts'
import { incidentRows } from '../incident/find-incidents.ts'
import { governance } from '../tables.ts'
import { personalKinds } from './personal-in.ts'

const MAY = 'governance.publication.review'
/** What nobody looked at for so long is no news any more. */
const LOOK_BACK = 30 * 86_400_000

/** What waits to be looked at before it may be public, the newest first; or what is public now. 待审公开 */
export async function findReviews(deed: Deed, { view = 'waiting', limit = 50, after }: ReviewFilter): Promise<PublicationReviews> {
  const db = governance(deed.tx), scopes = scopeFor(deed, MAY)
  const waiting = db.selectFrom('governance.incident as i').select(['i.id', sql<string | null>`null`.as('description')]).where('i.publishable', '=', true).where('i.item_code', 'is not', null).where('i.quarantined', 'is', null)
    .where('i.id', '>=', firstUuidOf(new Date(deed.now.getTime() - LOOK_BACK))).where(within(sql.ref('i.division_path'), scopes))
    .where((is) => is.not(is.exists(is.selectFrom('governance.publication as p').select('p.incident_id').whereRef('p.incident_id', '=', 'i.id').where('p.withdrawn_at', 'is', null))))
    .where((is) => is.not(is.exists(is.selectFrom('governance.publication_declined as d').select('d.incident_id').whereRef('d.incident_id', '=', 'i.id'))))
    .$if(after !== undefined, (query) => query.where('i.id', '<', after!)).orderBy('i.id', 'desc').limit(limit + 1)
  const shown = db.selectFrom('governance.publication as p').select(['p.incident_id as id', 'p.description']).where('p.withdrawn_at', 'is', null).where(within(sql.ref('p.division_path'), scopes))
    .$if(after !== undefined, (query) => query.where('p.incident_id', '<', after!)).orderBy('p.incident_id', 'desc').limit(limit + 1)
  const rows = await (view === 'waiting' ? waiting : shown).execute()
  const page = rows.slice(0, limit), ids = page.map(({ id }) => id)
  const matters = new Map((await findMatters(deed, { ids }, { limit: 200 })).items.map((one) => [one.id, one]))
  const incidents = new Map((await incidentRows(deed, [...matters.values()])).map((one) => [one.id, one]))
  const said = ids.length === 0 ? [] : await db.selectFrom('governance.statement').select(['incident_id', 'words']).where('incident_id', 'in', ids).orderBy('report_id').execute()
  const files = await filesOf(deed, 'governance', ids)
  return {
    items: page.flatMap(({ id, description }) => {
      const incident = incidents.get(id)
      return incident ? [{ incident, words: said.find((one) => one.incident_id === id)?.words ?? '', description, photos: (files.get(id) ?? []).map((file) => ({ fileId: file.id, phase: file.use ?? 'before', published: file.published })) }] : []
    }),
    next: rows.length > limit ? page.at(-1)!.id : null, personal: [...personalKinds],
  }
}
