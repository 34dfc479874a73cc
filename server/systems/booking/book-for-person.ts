import type { Deed } from '#base/deed'
import { forbidden, notFound } from '#base/errors'
import { requireScope } from '#primitives/access'
import { createPerson, findPersonByNumber } from '#primitives/party'
import { makeBooking } from './book-visit.ts'
import type { BookForPerson, Booking } from './contract.ts'
import { requireHall } from './halls.ts'

/** A counter or the hotline books for whoever stands there or calls: nobody needs a phone that can do more than ring. 代为预约 */
export async function bookForPerson(deed: Deed, { number, name, phone, here, ...visit }: BookForPerson): Promise<Booking> {
  if (deed.actor.departmentId === null) throw forbidden('booking.no_unit')
  const { divisionPath } = await requireHall(deed, visit.hall)
  requireScope(deed, 'booking.booking.serve', divisionPath, { code: 'booking.hall_unknown' })
  const known = await findPersonByNumber(deed, number, here ? 'identify_at_counter' : 'book_for_caller')
  if (!known && name === undefined) throw notFound('booking.person_unknown')
  const personId = known?.id ?? (await createPerson(deed, { name: name!, number, phone })).id
  return makeBooking(deed, visit, { personId, byUnit: deed.actor.departmentId })
}
