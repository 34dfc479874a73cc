import { may, type Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { exchange } from '../tables.ts'
import type { FollowupRow } from './open-followup.ts'

/** Whoever judges disputes sees all of them; the authority sees everything that follows. */
export const seesAll = (deed: Deed): boolean => may(deed.actor, 'exchange.request.read_all') || may(deed.actor, 'exchange.dispute.rule')

/** What follows a decision on data of the actor's own unit, on either side (of a withholding on the asker's alone); another's is as unknown as none. */
export async function requireFollowup(deed: Deed, id: string): Promise<FollowupRow> {
  const row = await exchange(deed.tx).selectFrom('exchange.followup').selectAll().where('id', '=', id).executeTakeFirst()
  const unit = deed.actor.departmentId
  if (!row || !(seesAll(deed) || (unit !== null && (row.unit_id === unit || (row.source_id === unit && row.kind !== 'withholding'))))) throw notFound('exchange.followup_unknown')
  return row
}
