import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { invalid } from '#base/errors'
import { attachFiles, filesOf } from '#primitives/file'
import { advance } from '#primitives/matter'
import { requireItem } from '../catalogue/items.ts'
import type { AdvancedIncident, MendIncident } from '../contract.ts'
import { advanced } from './advance-incident.ts'
import { requireReach } from './require-reach.ts'

/** Mended on the spot: before, after, done; no dispatch. 现场办结 */
export async function mendIncident(deed: Deed, incidentId: string, { evidence, note, version }: Static<typeof MendIncident>): Promise<AdvancedIncident> {
  const incident = await requireReach(deed, 'governance.incident.mend', incidentId)
  const item = incident.item_code ? await requireItem(deed, incident.item_code) : null
  await attachFiles(deed, { home: 'governance', subjectId: incidentId, use: 'after' }, evidence)
  if (item?.evidence === 'both' || item?.evidence === 'before') {
    const before = (await filesOf(deed, 'governance', [incidentId])).get(incidentId)?.some((file) => file.use === 'before')
    if (!before) throw invalid('governance.photo_before_missing')
  }
  return advanced(await advance(deed, incidentId, 'mend', { evidence, ...(note ? { note } : {}), ...(version ? { version } : {}) }))
}
