import { sql } from 'kysely'
import type { JobRun } from '#base/home'
import { delivery } from '../tables.ts'
import { deliverySettings } from '../delivery-settings.ts'

/** A parcel that ended is asked about for a while; then nobody need know where it went. 清除地址 */
export async function eraseAddresses(run: JobRun): Promise<void> {
  await run.perform(async (deed) => {
    const { keep_address_days: days } = await deliverySettings(deed)
    const db = delivery(deed.tx)
    const ended = db.selectFrom('delivery.parcel').select('application_id').groupBy('application_id').having(sql<boolean>`bool_and(ended_at is not null)`, '=', true).having((of) => of.fn.max('ended_at'), '<', new Date(deed.now.getTime() - days * 86_400_000))
    await db.updateTable('delivery.choice').set({ contact: null }).where('contact', 'is not', null).where('application_id', 'in', ended).execute()
  })
}
