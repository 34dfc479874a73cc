import { sql, type Selectable } from 'kysely'
import type { Deed } from '#base/deed'
import { delivery, type DeliveryTables } from '../tables.ts'

export type LabelRow = Selectable<DeliveryTables['delivery.label']>

/** The number under which the carrier knows a parcel now. */
export const labelOf = async (deed: Deed, parcelId: string): Promise<LabelRow | null> =>
  (await delivery(deed.tx).selectFrom('delivery.label').selectAll().where('parcel_id', '=', parcelId).where('void_at', 'is', null).executeTakeFirst()) ?? null

/** A label that will not be used: a job tells the carrier, where one gave it. 作废面单 */
export const voidLabel = async (deed: Deed, parcelId: string): Promise<void> =>
  void (await delivery(deed.tx).updateTable('delivery.label').set({ void_at: deed.now, ask_at: null, cancelled_at: sql`case when by_hand then ${deed.now}::timestamptz end` }).where('parcel_id', '=', parcelId).where('void_at', 'is', null).execute())
