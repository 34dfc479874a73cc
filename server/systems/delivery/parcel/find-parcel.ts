import type { Selectable } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { requireMatter, type Matter } from '#primitives/matter'
import { letThrough } from '../choice/find-choice.ts'
import { delivery, type DeliveryTables } from '../tables.ts'

export type ParcelRow = Selectable<DeliveryTables['delivery.parcel']>

/** The last parcel of an application, which is the one that counts. */
export async function lastParcel(deed: Deed, applicationId: string): Promise<Readonly<{ row: ParcelRow; matter: Matter }> | null> {
  const row = await delivery(deed.tx).selectFrom('delivery.parcel').selectAll().where('application_id', '=', applicationId).orderBy('attempt', 'desc').limit(1).executeTakeFirst()
  return row ? { row, matter: await requireMatter(deed, row.id) } : null
}

/** A parcel that the actor's unit sends; another's is as unknown as one that is not there. 取寄递件 */
export async function requireOfUnit(deed: Deed, id: string, { lock = false } = {}): Promise<ParcelRow> {
  const row = await delivery(deed.tx).selectFrom('delivery.parcel').selectAll().where('id', '=', id).$if(lock, (query) => query.forUpdate()).executeTakeFirst()
  if (!row || row.unit_id !== deed.actor.departmentId) throw notFound('delivery.parcel_unknown')
  await letThrough(deed, row.application_id)
  return row
}
