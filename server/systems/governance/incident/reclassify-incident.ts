import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { forbidden } from '#base/errors'
import { mayAt } from '#primitives/access'
import { advance } from '#primitives/matter'
import { confirmPoint, requireDivision, toWgs84 } from '#primitives/place'
import { requireItem } from '../catalogue/items.ts'
import type { AdvancedIncident, ReclassifyIncident } from '../contract.ts'
import { governance } from '../tables.ts'
import { advanced } from './advance-incident.ts'
import { limitsOf } from './opening-of.ts'
import { requireReach } from './require-reach.ts'

/** Corrects item or place; number, reporter and clock stay, limits not yet begun follow the new item. 更正类别 */
export async function reclassifyIncident(deed: Deed, incidentId: string, wish: Static<typeof ReclassifyIncident>): Promise<AdvancedIncident> {
  const permission = 'governance.incident.reclassify'
  const incident = await requireReach(deed, permission, incidentId)
  const item = await requireItem(deed, wish.itemCode)
  const division = wish.divisionCode ? await requireDivision(deed, wish.divisionCode) : null
  if (division && !mayAt(deed, permission, division.path)) throw forbidden('access.scope_outside')
  const point = wish.coordinates ? await toWgs84(deed, wish.coordinates) : null
  const divisionPath = division?.path ?? incident.division_path
  const matter = await advance(deed, incidentId, 'reclassify', {
    ...(wish.version ? { version: wish.version } : {}), ...(wish.note ? { note: wish.note } : {}),
    item: item.code, urgent: item.urgency !== 'ordinary', limits: await limitsOf(deed, item), divisionPath,
  })
  await governance(deed.tx).updateTable('governance.incident')
    .set({ item_code: item.code, publishable: item.public, division_path: divisionPath, quarantined: null, ...(point ? { longitude: point.longitude, latitude: point.latitude } : {}) })
    .where('id', '=', incidentId).execute()
  if (division) await governance(deed.tx).updateTable('governance.statement').set({ division_path: divisionPath }).where('incident_id', '=', incidentId).execute()
  const confirmed = point ?? (incident.longitude !== null && incident.latitude !== null ? { longitude: incident.longitude, latitude: incident.latitude } : null)
  if (division && confirmed) await confirmPoint(deed, division.code, confirmed)
  return advanced(matter)
}
