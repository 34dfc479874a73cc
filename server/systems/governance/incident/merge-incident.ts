import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { advance, markFollowed } from '#primitives/matter'
import type { AdvancedIncident } from '../contract.ts'
import { governance } from '../tables.ts'
import { advanced } from './advance-incident.ts'
import { requireReach } from './require-reach.ts'

/** Joins an incident to an open one that is the same; its reporters hear of the master from now on. 并案 */
export async function mergeIncident(deed: Deed, incidentId: string, { masterId, version }: { masterId: string; version?: number }): Promise<AdvancedIncident> {
  const permission = 'governance.incident.merge'
  const incident = await requireReach(deed, permission, incidentId)
  const master = await requireReach(deed, permission, masterId)
  if (!incident.publishable || !master.publishable) throw conflict('governance.never_duplicate')
  const merged = await advance(deed, incidentId, 'merge', { masterId, ...(version ? { version } : {}) })
  await moveReporters(deed, incidentId, masterId, master.division_path)
  return advanced(merged)
}

/** What was said of the one stands with the other too, so that its reporters are told and its handlers read it. */
async function moveReporters(deed: Deed, incidentId: string, masterId: string, divisionPath: string): Promise<void> {
  const said = await governance(deed.tx).selectFrom('governance.statement').selectAll().where('incident_id', '=', incidentId).execute()
  if (said.length === 0) return
  const moved = said.map((one) => ({ ...one, report_id: randomUUIDv7(), incident_id: masterId, division_path: divisionPath }))
  await governance(deed.tx).insertInto('governance.report').values(moved.map((one) => ({ id: one.report_id, incident_id: masterId, joined: true, at: deed.now }))).execute()
  await governance(deed.tx).insertInto('governance.statement').values(moved).execute()
  if (said.some((one) => one.person_id !== null || one.contact !== null)) await markFollowed(deed, masterId)
}
