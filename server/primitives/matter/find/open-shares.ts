import { sql } from 'kysely'
import { byKey } from '#base/database'
import type { Deed } from '#base/deed'
import { matter } from '../tables.ts'

/** A supporting unit that has not finished its share, and until when it has. */
export type OpenShare = Readonly<{ matterId: string; unitId: string; dueAt: Date | null }>

/** The open shares of supporting units in these matters. 协办未完 */
export async function openShares(deed: Deed, matterIds: readonly string[]): Promise<OpenShare[]> {
  if (matterIds.length === 0) return []
  const rows = await matter(deed.tx).selectFrom('matter.assignment').modifyFront(byKey).select(['matter_id', 'unit_id', 'due_at']).where('matter_id', '=', sql<string>`any(${matterIds}::uuid[])`).where('role', '=', 'supporting').where('ended_at', 'is', null).execute()
  return rows.map(({ matter_id: matterId, unit_id: unitId, due_at: dueAt }) => ({ matterId, unitId, dueAt }))
}
