import type { Deed } from '#base/deed'
import type { EventMessage } from '#base/home'
import { inviteToRate } from '#systems/rating'
import { itemNames } from '#systems/service-item'
import { findBooking } from './find-bookings.ts'

/** Who came to the hall is asked once how it was there. 邀请评价 */
export async function inviteRating(deed: Deed, { subjectId }: EventMessage): Promise<void> {
  const row = await findBooking(deed, subjectId)
  if (!row) return
  const name = (await itemNames(deed, [row.item_code])).get(row.item_code) ?? row.item_code
  await inviteToRate(deed, { source: 'visit', contactId: row.id, personId: row.person_id, unitId: row.unit_id, divisionPath: row.division_path, item: { code: row.item_code, name }, channel: 'counter', text: true })
}
