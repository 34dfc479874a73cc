import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { requireScope } from '#primitives/access'
import { record } from '#primitives/event'
import { cityToday } from '#primitives/place'
import type { Ticket } from './contract.ts'
import { ticketSaid } from './find-bookings.ts'
import { requireHall, type KeptHall } from './halls.ts'
import { booking } from './tables.ts'

/** A hall that the actor keeps; another's is as unknown as none. */
export async function keptHere(deed: Deed, code: string): Promise<KeptHall> {
  const hall = await requireHall(deed, code)
  requireScope(deed, 'booking.hall.keep', hall.divisionPath, { code: 'booking.hall_unknown', departmentId: hall.unitId })
  return hall
}

/** Whoever comes without a booking gets a number to wait with; that is never closed to anyone. 现场取号 */
export async function takeTicket(deed: Deed, hallCode: string, { id, counter }: { id: string; counter: string }): Promise<Ticket> {
  const { hall } = await keptHere(deed, hallCode)
  if (!hall.counters.some(({ code }) => code === counter)) throw notFound('booking.counter_unknown')
  return writeTicket(deed, { id, hall: hallCode, counter, booked: null })
}

/** The next number of the day; the same id is the same number. */
export async function writeTicket(deed: Deed, { id, hall, counter, booked }: { id: string; hall: string; counter: string; booked: { id: string; startsAt: Date } | null }): Promise<Ticket> {
  const day = { hall_code: hall, counter, on_day: await cityToday(deed) }
  const { last } = await booking(deed.tx).insertInto('booking.ticket_count').values({ ...day, last: 0 })
    .onConflict((old) => old.columns(['hall_code', 'counter', 'on_day']).doUpdateSet({ counter })).returning('last').executeTakeFirstOrThrow() // locks: one number after another, none left out
  const before = await booking(deed.tx).selectFrom('booking.ticket').select(['number', 'counter']).where('id', '=', id).executeTakeFirst()
  if (before) return { id, ticket: ticketSaid(before.counter, before.number) }
  await booking(deed.tx).updateTable('booking.ticket_count').set({ last: last + 1 }).where('hall_code', '=', hall).where('counter', '=', counter).where('on_day', '=', day.on_day).execute()
  await booking(deed.tx).insertInto('booking.ticket').values({ id, ...day, number: last + 1, booking_id: booked?.id ?? null, booked_for: booked?.startsAt ?? null, taken_at: deed.now, waits_since: deed.now, called_at: null, called_to: null, called_by: null, ended_at: null, ended_how: null }).execute()
  await record(deed, 'booking.ticket_taken', id, { hall, counter, booked: booked !== null })
  return { id, ticket: ticketSaid(counter, last + 1) }
}
