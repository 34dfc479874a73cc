import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { record } from '#primitives/event'
import { findPersonByNumber } from '#primitives/party'
import { cityToday } from '#primitives/place'
import { itemNames } from '#systems/service-item'
import type { Arrived } from './contract.ts'
import { ticketSaid, type BookingRow } from './find-bookings.ts'
import { releaseDay } from './open-day.ts'
import { stateOf } from './rules.ts'
import { booking } from './tables.ts'
import { keptHere, writeTicket } from './take-ticket.ts'

/** Whoever booked is at the desk, found by the booking number or the identity number, and gets a number to wait with. 到场签到 */
export async function arrive(deed: Deed, hallCode: string, said: string): Promise<Arrived> {
  await keptHere(deed, hallCode)
  const today = await cityToday(deed)
  const row = await ofToday(deed, hallCode, said.replaceAll(/\s/g, ''), today)
  if (!row) throw notFound('booking.nothing_today')
  const item = (await itemNames(deed, [row.item_code])).get(row.item_code) ?? row.item_code
  const answer = { id: row.id, number: row.number, item, startsAt: row.starts_at.toISOString() }
  const state = stateOf(row)
  if (state === 'arrived') {
    const { counter, number } = await booking(deed.tx).selectFrom('booking.ticket').select(['counter', 'number']).where('booking_id', '=', row.id).executeTakeFirstOrThrow()
    return { ...answer, ticket: ticketSaid(counter, number) }
  }
  if (state !== 'booked') throw conflict(state === 'missed' ? 'booking.slot_over' : 'booking.over')
  await booking(deed.tx).updateTable('booking.booking').set({ arrived_at: deed.now }).where('id', '=', row.id).execute()
  await releaseDay(deed, [row.id])
  const { ticket } = await writeTicket(deed, { id: randomUUIDv7(), hall: hallCode, counter: row.counter, booked: { id: row.id, startsAt: row.starts_at } })
  await record(deed, 'booking.arrived', row.id, { hall: hallCode })
  return { ...answer, ticket }
}

/** Eight digits are a booking number; anything else is taken for an identity number, which is looked up for a purpose and leaves a leaf. */
async function ofToday(deed: Deed, hall: string, said: string, today: string): Promise<BookingRow | undefined> {
  const mine = booking(deed.tx).selectFrom('booking.booking').selectAll().where('hall_code', '=', hall).where('on_day', '=', today).forUpdate()
  if (/^\d{8}$/.test(said)) return mine.where('number', '=', said).executeTakeFirst()
  const person = await findPersonByNumber(deed, said, 'identify_at_counter')
  if (!person) return undefined
  const rows = await mine.where('person_id', '=', person.id).where('cancelled_at', 'is', null).orderBy('starts_at').execute()
  return rows.find((row) => stateOf(row) === 'booked') ?? rows[0]
}
