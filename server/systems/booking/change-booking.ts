import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { mayAt } from '#primitives/access'
import { record } from '#primitives/event'
import { tellBooked } from './book-visit.ts'
import type { Booking } from './contract.ts'
import { bookingSaid, requireBooking, type BookingRow } from './find-bookings.ts'
import { counterFor, requireHall } from './halls.ts'
import { claimDay, releaseDay } from './open-day.ts'
import { requireSlot } from './open-slots.ts'
import { stateOf } from './rules.ts'
import { freePlace, takePlace } from './take-place.ts'
import { booking } from './tables.ts'

/** Moves a booking to another slot of the same hall: the new place is taken before the old one is free. 改约 */
export async function changeBooking(deed: Deed, id: string, startsAt: string): Promise<Booking> {
  const row = await requireBooking(deed, id, { lock: true })
  if (row.starts_at.getTime() === Date.parse(startsAt) && stateOf(row) === 'booked') return bookingSaid(deed, row)
  await requireInTime(deed, row)
  const hall = await requireHall(deed, row.hall_code)
  const counter = counterFor(hall, row.item_code)
  const slot = await requireSlot(deed, hall, counter, new Date(startsAt))
  if (slot.day !== row.on_day) {
    await releaseDay(deed, [id])
    if ((await claimDay(deed, { personId: row.person_id, item: row.item_code, day: slot.day, bookingId: id })) !== null) throw conflict('booking.booked_already', { day: slot.day })
  }
  await freePlace(deed, id)
  await takePlace(deed, hall, counter, { startsAt: slot.startsAt, bookingId: id })
  const changed = await booking(deed.tx).updateTable('booking.booking').set({ counter: counter.code, starts_at: slot.startsAt, ends_at: slot.endsAt, on_day: slot.day, booked_at: deed.now, reminded_at: null })
    .where('id', '=', id).returningAll().executeTakeFirstOrThrow()
  await record(deed, 'booking.changed', id, { hall: row.hall_code, day: slot.day })
  const said = await bookingSaid(deed, changed)
  await tellBooked(deed, changed, said, 'booking.notice.changed')
  return said
}

/** Gives the place back, in time for somebody else. 取消预约 */
export async function cancelBooking(deed: Deed, id: string): Promise<Booking> {
  const row = await requireBooking(deed, id, { lock: true })
  if (stateOf(row) === 'cancelled') return bookingSaid(deed, row)
  await requireInTime(deed, row)
  const cancelled = await booking(deed.tx).updateTable('booking.booking').set({ cancelled_at: deed.now, cancelled_how: 'person' }).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
  await freePlace(deed, id)
  await releaseDay(deed, [id])
  await record(deed, 'booking.cancelled', id, { hall: row.hall_code, how: 'person' })
  const said = await bookingSaid(deed, cancelled)
  await tellBooked(deed, cancelled, said, 'booking.notice.cancelled')
  return said
}

/** Until the hall's last moment; a desk may until the slot begins. */
async function requireInTime(deed: Deed, row: BookingRow): Promise<void> {
  if (stateOf(row) !== 'booked') throw conflict('booking.over')
  const { hall } = await requireHall(deed, row.hall_code, { retired: true })
  const minutes = mayAt(deed, 'booking.booking.serve', row.division_path) ? 0 : hall.cancel_before_minutes
  if (deed.now.getTime() > row.starts_at.getTime() - minutes * 60_000) throw conflict('booking.too_late', { minutes: hall.cancel_before_minutes, phone: hall.phone ?? '' })
}
