import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { cityToday } from '#primitives/place'
import { ticketSaid } from './find-bookings.ts'
import { requireHall } from './halls.ts'
import { endTicket } from './queue/advance-ticket.ts'
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
  if (open) await endTicket(deed, id, 'served')
}

export const hallName = async (deed: Deed, code: string): Promise<string> => (await requireHall(deed, code, { retired: true })).hall.name
