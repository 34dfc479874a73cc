import type { Deed } from '#base/deed'
import type { EventMessage } from '#base/home'
import { inviteToRate, printedLink } from '#systems/rating'
import { requireHall } from '../halls.ts'
import { booking } from '../tables.ts'

/** Whoever just came and was served by number, and is not known, is invited by the code on the number's slip; who stood at a window by name is invited by the counter, who had booked at arriving. 邀请现场评价 */
export async function inviteWalkIn(deed: Deed, { subjectId }: EventMessage): Promise<void> {
  const row = await booking(deed.tx).selectFrom('booking.ticket').selectAll().where('id', '=', subjectId).where('booking_id', 'is', null).executeTakeFirst()
  if (!row) return
  const { hall, unitId, divisionPath } = await requireHall(deed, row.hall_code, { retired: true })
  const name = hall.counters.find(({ code }) => code === row.counter)?.name ?? hall.name
  await inviteToRate(deed, { source: 'visit', contactId: row.id, personId: null, unitId, divisionPath, item: { code: `window-${row.counter}`, name }, channel: 'counter', printed: printedLink(row.id).token })
}
