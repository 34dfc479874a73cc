import { conflict, notFound } from '#base/errors'
import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { tellBooked } from './book-visit.ts'
import { bookingSaid } from './find-bookings.ts'
import { releaseDay } from './open-day.ts'
import { requireSlot } from './open-slots.ts'
import { nextSaid } from './take-place.ts'
import { booking } from './tables.ts'
import { keptHere } from './take-ticket.ts'

/** The hall takes nobody in a slot: whoever booked it is told why and which slot is free next, and it does not count against them. 停号 */
export async function closeSlot(deed: Deed, hallCode: string, { counter: code, startsAt, reason }: { counter: string; startsAt: string; reason: string }): Promise<{ told: number }> {
  const hall = await keptHere(deed, hallCode)
  const counter = hall.hall.counters.find((one) => one.code === code)
  if (!counter) throw notFound('booking.counter_unknown')
  const slot = await requireSlot(deed, hall, counter, new Date(startsAt))
  if (slot.closed !== null) throw conflict('booking.closed_already')
  const closed = { closed_at: deed.now, closed_why: reason.trim() }
  await booking(deed.tx).insertInto('booking.slot').values({ hall_code: hallCode, counter: code, starts_at: slot.startsAt, ...closed }).onConflict((old) => old.columns(['hall_code', 'counter', 'starts_at']).doUpdateSet(closed)).execute()
  const rows = await booking(deed.tx).updateTable('booking.booking').set({ cancelled_at: deed.now, cancelled_how: 'hall' })
    .where('hall_code', '=', hallCode).where('counter', '=', code).where('starts_at', '=', slot.startsAt).where('cancelled_at', 'is', null).where('arrived_at', 'is', null).where('missed_at', 'is', null).returningAll().execute()
  await releaseDay(deed, rows.map(({ id }) => id))
  if (rows.length > 0) {
    await booking(deed.tx).deleteFrom('booking.place').where('booking_id', 'in', rows.map(({ id }) => id)).execute()
    await appendLeaf(deed, { kind: 'booking.slot_closed', subjects: rows.map(({ person_id }) => person_id), payload: { hall: hallCode, counter: code, startsAt: slot.startsAt.toISOString(), reason, bookings: rows.map(({ id }) => id) } })
  }
  await record(deed, 'booking.slot_closed', hallCode, { counter: code, startsAt: slot.startsAt.toISOString(), bookings: rows.length })
  const { next } = await nextSaid(deed, hall, counter, slot.startsAt)
  for (const row of rows) await tellBooked(deed, row, await bookingSaid(deed, row), 'booking.notice.closed', { reason: closed.closed_why, next })
  return { told: rows.length }
}
