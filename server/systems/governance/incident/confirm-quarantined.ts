import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { record } from '#primitives/event'
import { findMatter } from '#primitives/matter'
import type { AdvancedIncident } from '../contract.ts'
import { governance } from '../tables.ts'
import { advanced } from './advance-incident.ts'
import { requireReach } from './require-reach.ts'

/** The street's desk looked at a doubtful offline record and takes it as it is. One that belongs elsewhere is corrected or handed over, one that is wrong is rejected. 存疑确认 */
export async function confirmQuarantined(deed: Deed, incidentId: string): Promise<AdvancedIncident> {
  const incident = await requireReach(deed, 'governance.incident.confirm', incidentId)
  if (incident.quarantined === null) throw conflict('governance.not_doubtful')
  const matter = (await findMatter(deed, incidentId))!
  await governance(deed.tx).updateTable('governance.incident').set({ quarantined: null }).where('id', '=', incidentId).execute()
  await record(deed, 'governance.incident_confirmed', incidentId, { because: incident.quarantined })
  return advanced(matter)
}
