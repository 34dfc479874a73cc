import type { Deed } from '#base/deed'
import { scopeFor } from '#primitives/access'
import { findMatters } from '#primitives/matter'
import { metresBetween, parentPath } from '#primitives/place'
import { catalogue } from '../catalogue/items.ts'
import type { MasterCandidates } from '../contract.ts'
import { incidentRows } from '../incident/find-incidents.ts'
import { requireReach } from '../incident/require-reach.ts'

const MERGE = 'governance.incident.merge'
const LOOKED_AT = 200, SHOWN = 12

/** Open incidents of the same kind nearby that this one could be joined to, the nearest first; the desk that merges chooses. 可并入的件 */
export async function findMasters(deed: Deed, incidentId: string): Promise<MasterCandidates> {
  const incident = await requireReach(deed, MERGE, incidentId)
  if (!incident.publishable) return { items: [] } // accusations and matters inside a home are never duplicates
  const { live, byCode } = await catalogue(deed)
  const kind = incident.item_code === null ? null : byCode.get(incident.item_code)?.kind
  const items = kind === null ? undefined : live.filter((one) => one.kind === kind && one.public).map(({ code }) => code)
  const under = parentPath(incident.division_path)
  const page = await findMatters(deed, { kinds: ['incident'], scopes: scopeFor(deed, MERGE, under === '' ? incident.division_path : under), open: true, resolved: false, ...(items ? { items } : {}) }, { limit: LOOKED_AT, sort: 'newest' })
  const rows = (await incidentRows(deed, page.items)).filter((row) => row.id !== incidentId)
  const here = incident.longitude !== null && incident.latitude !== null ? { longitude: incident.longitude, latitude: incident.latitude } : null
  return {
    items: rows.map((row) => ({ incident: row, metres: here && row.point ? Math.round(metresBetween(here, row.point)) : null }))
      .toSorted((a, b) => (a.metres ?? 1e9) - (b.metres ?? 1e9) || b.incident.id.localeCompare(a.incident.id)).slice(0, SHOWN),
  }
}
