import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { cityToday } from '#primitives/place'
import { itemNames } from '#systems/service-item'
import type { CalledTicket, Queue, Wall, Waiting } from '../contract.ts'
import { ticketSaid } from '../find-bookings.ts'
import { requireHall } from '../halls.ts'
import { booking } from '../tables.ts'
import { keptHere } from '../take-ticket.ts'
import type { TicketRow } from './ticket-state.ts'

const shown = (row: TicketRow): Waiting => ({ id: row.id, ticket: ticketSaid(row.counter, row.number), booked: row.booked_for !== null, since: row.waits_since.toISOString() })
const ofToday = async (deed: Deed, hall: string) => booking(deed.tx).selectFrom('booking.ticket').where('hall_code', '=', hall).where('on_day', '=', await cityToday(deed))

/** A number as the window that called it sees it: with what its booking was for. */
export async function calledSaid(deed: Deed, row: TicketRow): Promise<CalledTicket> {
  const booked = row.booking_id === null ? undefined : await booking(deed.tx).selectFrom('booking.booking').select('item_code').where('id', '=', row.booking_id).executeTakeFirst()
  const item = booked?.item_code ?? null
  return { ...shown(row), calls: row.calls, calledAt: row.called_at!.toISOString(), item: item === null ? null : { code: item, name: (await itemNames(deed, [item])).get(item) ?? item } }
}

/** Who waits for a kind of window, in the order in which they will be called; whom this window has; who did not come. 排队情况 */
export async function findQueue(deed: Deed, hallCode: string, { counter, window }: { counter: string; window: number }): Promise<Queue> {
  await keptHere(deed, hallCode)
  const rows = (await ofToday(deed, hallCode)).where('counter', '=', counter).selectAll()
  const waiting = await rows.where('called_at', 'is', null).orderBy(sql`case when booked_for <= ${deed.now} then booked_for end nulls last`).orderBy('waits_since').orderBy('number').limit(200).execute()
  const absent = await rows.where('ended_how', '=', 'absent').orderBy('ended_at', 'desc').limit(20).execute()
  const here = await rows.where('called_to', '=', window).where('ended_at', 'is', null).executeTakeFirst()
  return { waiting: waiting.map(shown), absent: absent.map(shown), here: here ? await calledSaid(deed, here) : null }
}

/** What hangs in the hall: numbers and windows, and nobody's name. 叫号屏 */
export async function showWall(deed: Deed, hallCode: string): Promise<Wall> {
  const { hall } = await requireHall(deed, hallCode)
  const rows = await ofToday(deed, hallCode)
  const waiting = new Map((await rows.where('called_at', 'is', null).select(['counter', sql<number>`count(*)::int`.as('many')]).groupBy('counter').execute()).map(({ counter, many }) => [counter, many]))
  const called = await rows.where('called_at', 'is not', null).where('ended_at', 'is', null).orderBy('called_at', 'desc').limit(12).selectAll().execute()
  const missed = await rows.where('ended_how', '=', 'absent').orderBy('ended_at', 'desc').limit(12).selectAll().execute()
  const names = new Map(hall.counters.map(({ code, name }) => [code, name]))
  return {
    hall: { code: hall.code, name: hall.name }, at: deed.now.toISOString(), counters: hall.counters.map(({ code, name }) => ({ code, name, waiting: waiting.get(code) ?? 0 })),
    called: called.map((row) => ({ ticket: ticketSaid(row.counter, row.number), counter: names.get(row.counter) ?? row.counter, window: row.called_to!, at: row.called_at!.toISOString() })), missed: missed.map((row) => ticketSaid(row.counter, row.number)),
  }
}
