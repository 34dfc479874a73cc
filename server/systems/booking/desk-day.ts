import type { Deed } from '#base/deed'
import { mayAt } from '#primitives/access'
import { maskedPersons } from '#primitives/party'
import { cityToday } from '#primitives/place'
import { itemNames } from '#systems/service-item'
import type { DeskDay, Halls } from './contract.ts'
import { hallSaid, ruleSaid } from './find-halls.ts'
import { ticketSaid } from './find-bookings.ts'
import { keptHalls } from './halls.ts'
import { openDays } from './open-slots.ts'
import { stateOf } from './rules.ts'
import { booking } from './tables.ts'
import { keptHere } from './take-ticket.ts'

/** Halls that the actor keeps. 我管的大厅 */
export async function deskHalls(deed: Deed): Promise<Halls> {
  const kept = (await keptHalls(deed)).filter(({ divisionPath, unitId }) => mayAt(deed, 'booking.hall.keep', divisionPath, unitId))
  return { items: await Promise.all(kept.map((one) => hallSaid(deed, one))), rule: await ruleSaid(deed) }
}

/** Who comes on a day, slot by slot, masked. 当日预约 */
export async function deskDay(deed: Deed, hallCode: string, on?: string): Promise<DeskDay> {
  const kept = await keptHere(deed, hallCode)
  const day = on ?? (await cityToday(deed))
  const rows = await booking(deed.tx).selectFrom('booking.booking').selectAll().where('hall_code', '=', hallCode).where('on_day', '=', day).orderBy('starts_at').orderBy('number').limit(2000).execute()
  const persons = await maskedPersons(deed, rows.map(({ person_id }) => person_id))
  const names = await itemNames(deed, rows.map(({ item_code }) => item_code))
  const tickets = await booking(deed.tx).selectFrom('booking.ticket').select(['booking_id', 'counter', 'number']).where('hall_code', '=', hallCode).where('on_day', '=', day).where('booking_id', 'is not', null).execute()
  const ticketOf = new Map(tickets.map((one) => [one.booking_id, ticketSaid(one.counter, one.number)]))
  const lasts = new Map((await booking(deed.tx).selectFrom('booking.ticket_count').select(['counter', 'last']).where('hall_code', '=', hallCode).where('on_day', '=', day).execute()).map((one) => [one.counter, one.last]))
  const opened = await Promise.all(kept.hall.counters.map(async (counter) => ({ counter, day: (await openDays(deed, kept, counter, { from: day, days: 1 }))[0]! })))
  return {
    hall: await hallSaid(deed, kept), day, open: opened[0]?.day.open ?? 'closed',
    counters: opened.map(({ counter, day: one }) => ({
      code: counter.code, name: counter.name, lastTicket: lasts.has(counter.code) ? ticketSaid(counter.code, lasts.get(counter.code)!) : null,
      slots: one.slots.map((slot) => ({
        startsAt: slot.startsAt.toISOString(), endsAt: slot.endsAt.toISOString(), places: slot.places, free: slot.free, closed: slot.closed,
        bookings: rows.filter((row) => row.counter === counter.code && row.starts_at.getTime() === slot.startsAt.getTime()).map((row) => ({
          id: row.id, number: row.number, state: stateOf(row), item: names.get(row.item_code) ?? row.item_code, name: persons.get(row.person_id)?.name ?? null, phone: persons.get(row.person_id)?.phone ?? null, ticket: ticketOf.get(row.id) ?? null,
        })),
      })),
    })),
  }
}
