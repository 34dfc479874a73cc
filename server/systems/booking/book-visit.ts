import { randomInt } from 'node:crypto'
import { cityTime } from '#base/clock'
import type { Deed } from '#base/deed'
import { conflict, forbidden } from '#base/errors'
import { record } from '#primitives/event'
import { tell } from '#primitives/notice'
import { tiePerson } from '#primitives/party'
import { cityOf } from '#primitives/place'
import { itemInForce } from '#systems/service-item'
import type { Booking, BookVisit } from './contract.ts'
import { bookingSaid, findBooking, pausedUntil, type BookingRow } from './find-bookings.ts'
import { counterFor, requireHall, type Counter, type KeptHall } from './halls.ts'
import { claimDay } from './open-day.ts'
import { requireSlot } from './open-slots.ts'
import { takePlace } from './take-place.ts'
import { booking } from './tables.ts'

/** A resident books a time at a hall for an item; the same id is the same booking for ever. 预约 */
export async function bookVisit(deed: Deed, visit: BookVisit): Promise<Booking> {
  if (deed.actor.kind !== 'person' && deed.actor.kind !== 'staff') throw forbidden('booking.not_a_person')
  const paused = await pausedUntil(deed, deed.actor.id)
  if (paused !== null) throw conflict('booking.paused', { until: paused })
  return makeBooking(deed, visit, { personId: deed.actor.id, byUnit: null })
}

/** Takes the day, then the place, then writes the booking and says so. */
export async function makeBooking(deed: Deed, { id, hall: hallCode, item, startsAt }: BookVisit, { personId, byUnit }: { personId: string; byUnit: string | null }): Promise<Booking> {
  const before = await findBooking(deed, id)
  if (before) return repeated(deed, before, personId)
  const hall = await requireHall(deed, hallCode)
  const counter = counterFor(hall, item)
  await itemInForce(deed, item)
  const slot = await requireSlot(deed, hall, counter, new Date(startsAt))
  const other = await claimDay(deed, { personId, item, day: slot.day, bookingId: id })
  if (other !== null) {
    const same = other === id ? await findBooking(deed, id) : null
    if (same) return repeated(deed, same, personId)
    throw conflict('booking.booked_already', { day: slot.day })
  }
  await takePlace(deed, hall, counter, { startsAt: slot.startsAt, bookingId: id })
  const row = await write(deed, hall, counter, { id, person_id: personId, item_code: item, starts_at: slot.startsAt, ends_at: slot.endsAt, on_day: slot.day, made_by_unit: byUnit })
  await tiePerson(deed, personId, { departmentId: hall.unitId, reason: 'booking.booked' })
  await record(deed, 'booking.booked', id, { hall: hallCode, item, day: slot.day, unit: hall.unitId })
  const said = await bookingSaid(deed, row)
  await tellBooked(deed, row, said, 'booking.notice.booked')
  return said
}

async function repeated(deed: Deed, row: BookingRow, personId: string): Promise<Booking> {
  if (row.person_id !== personId) throw conflict('booking.id_taken')
  return bookingSaid(deed, row)
}

type New = Pick<BookingRow, 'id' | 'person_id' | 'item_code' | 'starts_at' | 'ends_at' | 'on_day' | 'made_by_unit'>
async function write(deed: Deed, hall: KeptHall, counter: Counter, made: New): Promise<BookingRow> {
  for (let tries = 0; tries < 8; tries++) {
    const number = String(randomInt(100_000_000)).padStart(8, '0')
    const row = await booking(deed.tx).insertInto('booking.booking').values({
      ...made, number, hall_code: hall.hall.code, counter: counter.code, unit_id: hall.unitId, division_path: hall.divisionPath, booked_at: deed.now, made_by: deed.actor.postId ?? deed.actor.id,
      cancelled_at: null, cancelled_how: null, arrived_at: null, missed_at: null, reminded_at: null,
    }).onConflict((old) => old.doNothing()).returningAll().executeTakeFirst()
    if (row) return row
  }
  throw conflict('booking.id_taken') // eight numbers are never all taken: it is the id, of a booking that is over and not this person's
}

/** Tells the person of a booking, in the inbox and by text message: not everybody looks at a page. */
export async function tellBooked(deed: Deed, row: BookingRow, said: Booking, template: string, more: Record<string, string> = {}): Promise<void> {
  const { zone } = await cityOf(deed)
  const facts = { hall: said.hall.name, item: said.item.name, counter: said.counter, day: row.on_day, from: cityTime(row.starts_at, zone), to: cityTime(row.ends_at, zone), number: row.number, ...more }
  await tell(deed, { to: { party: row.person_id }, template, facts, link: `/booking/${row.id}`, also: ['sms'] })
}
