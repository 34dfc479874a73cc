import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { record } from '#primitives/event'
import { cityToday } from '#primitives/place'
import type { CalledTicket, CallNext } from '../contract.ts'
import { booking } from '../tables.ts'
import { keptHere } from '../take-ticket.ts'
import { calledSaid } from './find-queue.ts'

/** The window calls whoever is next: those whose booked slot has begun, in the order of the slots, then the others in the order in which they came. 叫号 */
export async function callNext(deed: Deed, hallCode: string, { counter, window }: CallNext): Promise<CalledTicket> {
  const { hall } = await keptHere(deed, hallCode)
  const kind = hall.counters.find(({ code }) => code === counter)
  if (!kind || window > kind.windows) throw notFound('booking.window_unknown')
  const here = { hall_code: hallCode, counter, on_day: await cityToday(deed) }
  await sql`select pg_advisory_xact_lock(hashtextextended(${`booking.window:${hallCode}:${counter}:${window}`}, 0))`.execute(booking(deed.tx)) // a key pressed twice calls one number
  const open = await booking(deed.tx).selectFrom('booking.ticket').select(['id', 'number']).where('hall_code', '=', hallCode).where('counter', '=', counter).where('on_day', '=', here.on_day).where('called_to', '=', window).where('ended_at', 'is', null).executeTakeFirst()
  if (open) throw conflict('booking.window_busy')
  const next = await booking(deed.tx).selectFrom('booking.ticket').select('id').where('hall_code', '=', hallCode).where('counter', '=', counter).where('on_day', '=', here.on_day).where('called_at', 'is', null)
    .orderBy(sql`case when booked_for <= ${deed.now} then booked_for end nulls last`).orderBy('waits_since').orderBy('number')
    .limit(1).forUpdate().skipLocked().executeTakeFirst() // two windows at once call two numbers
  if (!next) throw conflict('booking.nobody_waits')
  const row = await booking(deed.tx).updateTable('booking.ticket').set({ called_at: deed.now, called_to: window, called_by: deed.actor.postId ?? deed.actor.id, calls: sql`calls + 1` }).where('id', '=', next.id).returningAll().executeTakeFirstOrThrow()
  await record(deed, 'booking.ticket_called', row.id, { hall: hallCode, counter, window })
  return calledSaid(deed, row)
}
