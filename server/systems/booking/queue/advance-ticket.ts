import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { record } from '#primitives/event'
import { cityToday } from '#primitives/place'
import type { Waiting } from '../contract.ts'
import { ticketSaid } from '../find-bookings.ts'
import { booking } from '../tables.ts'
import { keptHere } from '../take-ticket.ts'
import { ticketState, type TicketRow, type TicketState } from './ticket-state.ts'

/** A number of today at a hall that the actor keeps, locked. */
async function requireTicket(deed: Deed, id: string, state: TicketState): Promise<TicketRow> {
  const row = await booking(deed.tx).selectFrom('booking.ticket').selectAll().where('id', '=', id).where('on_day', '=', await cityToday(deed)).forUpdate().executeTakeFirst()
  if (!row) throw notFound('booking.ticket_unknown')
  await keptHere(deed, row.hall_code)
  if (ticketState(row) !== state) throw conflict('booking.ticket_not_so', { ticket: ticketSaid(row.counter, row.number) })
  return row
}
const said = (row: TicketRow): Waiting => ({ id: row.id, ticket: ticketSaid(row.counter, row.number), booked: row.booked_for !== null, since: row.waits_since.toISOString() })
const change = (deed: Deed, id: string, set: object): Promise<TicketRow> => booking(deed.tx).updateTable('booking.ticket').set(set).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

/** Calls the same number once more. 重呼 */
export async function callAgain(deed: Deed, id: string): Promise<Waiting> {
  const row = await requireTicket(deed, id, 'called')
  await record(deed, 'booking.ticket_called', id, { hall: row.hall_code, counter: row.counter, window: row.called_to })
  return said(await change(deed, id, { called_at: deed.now, calls: sql`calls + 1` }))
}

/** Whoever had the number was served, by name in a visit or not, or nobody came. 办结、过号 */
export async function endTicket(deed: Deed, id: string, how: 'served' | 'absent' | 'visited'): Promise<Waiting> {
  const row = await requireTicket(deed, id, 'called')
  await record(deed, 'booking.ticket_ended', id, { hall: row.hall_code, counter: row.counter, how })
  return said(await change(deed, id, { ended_at: deed.now, ended_how: how === 'absent' ? how : 'served' }))
}

/** Whoever was called in vain is here now and waits anew, behind those who wait already. 过号重排 */
export async function waitAgain(deed: Deed, id: string): Promise<Waiting> {
  const row = await requireTicket(deed, id, 'absent')
  await record(deed, 'booking.ticket_back', id, { hall: row.hall_code, counter: row.counter })
  return said(await change(deed, id, { ended_at: null, ended_how: null, called_at: null, called_to: null, called_by: null, booked_for: null, waits_since: deed.now }))
}
