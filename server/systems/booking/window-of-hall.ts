import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { cityTime } from '#base/clock'
import { cityOf, cityToday } from '#primitives/place'
import { printedLink } from '#systems/rating'
import { ticketSaid } from './find-bookings.ts'
import { requireHall } from './halls.ts'
import { endTicket } from './queue/advance-ticket.ts'
import type { NumberSlip } from './queue/draw-number.ts'
import { booking } from './tables.ts'
import { keptHere } from './take-ticket.ts'

type Window = Readonly<{ hall: string; counter: string; window: number }>

/** A window of a hall that the actor keeps, with the hall's unit. 大厅窗口 */
export async function requireWindow(deed: Deed, { hall: code, counter, window }: Window): Promise<{ unitId: string }> {
  const { hall, unitId } = await keptHere(deed, code)
  if (window > (hall.counters.find((one) => one.code === counter)?.windows ?? 0)) throw notFound('booking.window_unknown')
  return { unitId }
}

/** The number that was called to this window and is being served there. */
export async function requireTicketAt(deed: Deed, id: string, { hall, counter, window }: Window): Promise<void> {
  const row = await booking(deed.tx).selectFrom('booking.ticket').select(['called_to', 'ended_at']).where('id', '=', id).where('hall_code', '=', hall).where('counter', '=', counter).where('on_day', '=', await cityToday(deed)).executeTakeFirst()
  if (!row) throw notFound('booking.ticket_unknown')
  if (row.called_to !== window || row.ended_at !== null) throw conflict('booking.ticket_not_here')
}

/** Numbers as they are called out, by id. */
export async function ticketsSaid(deed: Deed, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await booking(deed.tx).selectFrom('booking.ticket').select(['id', 'counter', 'number']).where('id', 'in', [...ids]).execute()
  return new Map(rows.map((row) => [row.id, ticketSaid(row.counter, row.number)]))
}

/** Done with, unless the window ended it already. */
export async function endTicketIfCalled(deed: Deed, id: string): Promise<void> {
  const open = await booking(deed.tx).selectFrom('booking.ticket').select('id').where('id', '=', id).where('on_day', '=', await cityToday(deed)).where('called_at', 'is not', null).where('ended_at', 'is', null).executeTakeFirst()
  if (open) await endTicket(deed, id, 'visited')
}

/** What a visit at a window is rated as: the number that was called, else the visit itself; nothing where it was booked, because that is asked about at arriving. */
export async function visitContact(deed: Deed, { id, hall: code, counter, ticket }: Readonly<{ id: string; hall: string; counter: string; ticket: string | null }>): Promise<{ booked: boolean; contactId: string; divisionPath: string; name: string }> {
  const { hall, divisionPath } = await requireHall(deed, code, { retired: true })
  const row = ticket === null ? undefined : await booking(deed.tx).selectFrom('booking.ticket').select('booking_id').where('id', '=', ticket).executeTakeFirst()
  return { booked: row !== undefined && row.booking_id !== null, contactId: ticket ?? id, divisionPath, name: hall.counters.find((one) => one.code === counter)?.name ?? hall.name }
}

/** What is printed for whoever takes a number. */
export async function numberSlip(deed: Deed, id: string, origin: string): Promise<NumberSlip> {
  const row = await booking(deed.tx).selectFrom('booking.ticket').selectAll().where('id', '=', id).where('on_day', '=', await cityToday(deed)).executeTakeFirst()
  if (!row) throw notFound('booking.ticket_unknown')
  const { hall } = await keptHere(deed, row.hall_code)
  const { zone } = await cityOf(deed)
  return { hall: hall.name, kind: hall.counters.find(({ code }) => code === row.counter)?.name ?? row.counter, ticket: ticketSaid(row.counter, row.number), takenAt: row.taken_at, said: `${row.on_day} ${cityTime(row.taken_at, zone)}`, rate: row.booking_id === null ? `${origin}${printedLink(row.id).path}` : null }
}

export const hallName = async (deed: Deed, code: string): Promise<string> => (await requireHall(deed, code, { retired: true })).hall.name
