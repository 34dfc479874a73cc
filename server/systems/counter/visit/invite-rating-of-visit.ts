import type { Deed } from '#base/deed'
import type { EventMessage } from '#base/home'
import { visitContact } from '#systems/booking'
import { inviteToRate, printedLink } from '#systems/rating'
import { counter } from '../tables.ts'
import type { VisitRow } from './find-visit.ts'

const contactOf = async (deed: Deed, row: VisitRow): ReturnType<typeof visitContact> => row.hall_code === null || row.counter === null
  ? { booked: false, contactId: row.id, divisionPath: row.division_path ?? '', name: '社区代办员上门' }
  : visitContact(deed, { id: row.id, hall: row.hall_code, counter: row.counter, ticket: row.ticket_id })

/** Where the slip of a visit leads to say how it was, once it is over; nowhere for who had booked. */
export async function rateOn(deed: Deed, row: VisitRow): Promise<string | null> {
  const { booked, contactId } = await contactOf(deed, row)
  return booked ? null : printedLink(contactId).path
}

/** Who stood at a window is asked once how it was there: in the inbox, by text message where a phone is on record, and by the code on the slip, which needs no account. 邀请评价 */
export async function inviteRatingOfVisit(deed: Deed, { subjectId }: EventMessage): Promise<void> {
  const row = await counter(deed.tx).selectFrom('counter.visit').selectAll().where('id', '=', subjectId).executeTakeFirstOrThrow()
  const { booked, contactId, divisionPath, name } = await contactOf(deed, row)
  if (booked) return // invited at arriving
  await inviteToRate(deed, { source: 'visit', contactId, personId: row.person_id, unitId: row.unit_id, divisionPath, item: { code: row.counter === null ? 'door' : `window-${row.counter}`, name }, channel: 'counter', text: true, printed: printedLink(contactId).token })
}
