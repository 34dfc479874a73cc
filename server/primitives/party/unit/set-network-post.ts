import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { record } from '#primitives/event'
import { findUnit, requireUnit, type Unit } from './find-unit.ts'
import { party, type NetworkPost } from '../tables.ts'
import { restampUnits } from './unit-index.ts'
import { mayManageAt } from './unit-scope.ts'

/** Says whether a unit has a 网信 post of its own, shares one, or has none; from then on the folder no longer changes the unit. 设置网信岗 */
export async function setNetworkPost(deed: Deed, unitId: string, networkPost: NetworkPost): Promise<Unit> {
  const unit = await requireUnit(deed, unitId)
  if (!mayManageAt(deed, unit.divisionPath)) throw notFound('party.unit_unknown', { unit: unitId })
  await party(deed.tx).updateTable('party.department').where('id', '=', unitId).set({ network_post: networkPost, origin: 'desk', version: sql`version + 1`, changed_at: deed.now }).execute()
  await restampUnits(deed)
  await record(deed, 'party.network_post_set', unitId, { from: unit.networkPost, to: networkPost })
  return (await findUnit(deed, unitId))!
}
