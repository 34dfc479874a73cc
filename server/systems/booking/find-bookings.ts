import type { Selectable } from 'kysely'
import QRCode from 'qrcode'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { mayAt } from '#primitives/access'
import { cityToday } from '#primitives/place'
import { itemNames } from '#systems/service-item'
import type { Booking, OwnBookings, ShownBooking } from './contract.ts'
import { requireHall } from './halls.ts'
import { stateOf } from './rules.ts'
import { booking, type BookingTables } from './tables.ts'

export type BookingRow = Selectable<BookingTables['booking.booking']>

/** The booking with this id as far as the wall lets the actor see it. */
export const findBooking = async (deed: Deed, id: string): Promise<BookingRow | undefined> => booking(deed.tx).selectFrom('booking.booking').selectAll().where('id', '=', id).executeTakeFirst()

/** A booking that is the actor's own, or of a desk that serves it, locked; another's id is as unknown as none. */
export async function requireBooking(deed: Deed, id: string, { lock = false } = {}): Promise<BookingRow> {
  const row = await booking(deed.tx).selectFrom('booking.booking').selectAll().where('id', '=', id).$if(lock, (query) => query.forUpdate()).executeTakeFirst()
  if (!row || (row.person_id !== deed.actor.id && !mayAt(deed, 'booking.booking.serve', row.division_path))) throw notFound('booking.unknown')
  return row
}

/** A booking as its person and the desk read it. */
export async function bookingSaid(deed: Deed, row: BookingRow): Promise<Booking> {
  const { hall } = await requireHall(deed, row.hall_code, { retired: true })
  const counter = hall.counters.find(({ code }) => code === row.counter)
  const ticket = row.arrived_at === null ? null : await booking(deed.tx).selectFrom('booking.ticket').select(['number', 'counter']).where('booking_id', '=', row.id).executeTakeFirst()
  return {
    id: row.id, number: row.number, state: stateOf(row), item: { code: row.item_code, name: (await itemNames(deed, [row.item_code])).get(row.item_code) ?? row.item_code },
    hall: { code: hall.code, name: hall.name, address: hall.address ?? null, phone: hall.phone ?? null }, counter: counter?.name ?? row.counter,
    startsAt: row.starts_at.toISOString(), endsAt: row.ends_at.toISOString(), changeUntil: new Date(row.starts_at.getTime() - hall.cancel_before_minutes * 60_000).toISOString(),
    cancelledHow: row.cancelled_how, ticket: ticket ? ticketSaid(ticket.counter, ticket.number) : null,
  }
}

/** A number to wait with, as it is called out: the letter of the kind of window, then three digits. */
export const ticketSaid = (counter: string, number: number): string => `${counter.slice(0, 1).toUpperCase()}${String(number).padStart(3, '0')}`

/** The last day without booking online, or null where one may. */
export async function pausedUntil(deed: Deed, personId: string): Promise<string | null> {
  const row = await booking(deed.tx).selectFrom('booking.pause').select('until_on').where('person_id', '=', personId).where('until_on', '>=', await cityToday(deed)).orderBy('until_on', 'desc').executeTakeFirst()
  return row?.until_on ?? null
}

/** One's own bookings, the latest first, and until when one may not book online. 我的预约 */
export async function findOwnBookings(deed: Deed): Promise<OwnBookings> {
  const rows = await booking(deed.tx).selectFrom('booking.booking').selectAll().where('person_id', '=', deed.actor.id).orderBy('starts_at', 'desc').limit(100).execute()
  return { items: await Promise.all(rows.map((row) => bookingSaid(deed, row))), pausedUntil: await pausedUntil(deed, deed.actor.id) }
}

/** A booking with its number as a picture for the desk's reader. 预约凭证 */
export async function showBooking(deed: Deed, id: string): Promise<ShownBooking> {
  const row = await requireBooking(deed, id)
  return { ...(await bookingSaid(deed, row)), qr: await QRCode.toString(row.number, { type: 'svg', margin: 1 }) }
}
