import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { party } from '../tables.ts'

/** Telephone and address of a person go; name and number stay with what must be kept. Done as that person. 删除联系方式 */
export async function forgetContact(deed: Deed): Promise<void> {
  await party(deed.tx).updateTable('party.person').set({ phone: null, address: null, version: sql`version + 1`, changed_at: deed.now }).where('id', '=', deed.actor.id).execute()
  await record(deed, 'party.person_changed', deed.actor.id, { fields: ['phone', 'address'] })
}
