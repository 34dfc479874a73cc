import { sql } from 'kysely'
import { cityDay, cityTime } from '#base/clock'
import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { cityOf } from '#primitives/place'
import type { Counter, KeptHall } from './halls.ts'
import { nextFree } from './open-slots.ts'
import { booking } from './tables.ts'

/** Takes one place of a slot for a booking; where none is left the refusal says which slot is next. 占号 */
export async function takePlace(deed: Deed, hall: KeptHall, counter: Counter, { startsAt, bookingId }: { startsAt: Date; bookingId: string }): Promise<void> {
  const key = { hall_code: hall.hall.code, counter: counter.code, starts_at: startsAt }
  const slot = await booking(deed.tx).insertInto('booking.slot').values({ ...key, closed_at: null, closed_why: null })
    .onConflict((old) => old.columns(['hall_code', 'counter', 'starts_at']).doUpdateSet({ counter: counter.code })) // changes nothing, but locks: a hundred at once go one after another
    .returning('closed_at').executeTakeFirstOrThrow()
  if (slot.closed_at !== null) throw conflict('booking.slot_closed', await nextSaid(deed, hall, counter, startsAt))
  const { rows } = await sql`
    insert into booking.place (hall_code, counter, starts_at, place, booking_id)
    select ${key.hall_code}, ${key.counter}, ${startsAt}::timestamptz, n, ${bookingId}::uuid from generate_series(1, ${counter.places}::int) n
    where not exists (select from booking.place taken where taken.hall_code = ${key.hall_code} and taken.counter = ${key.counter} and taken.starts_at = ${startsAt}::timestamptz and taken.place = n)
    order by n limit 1 on conflict do nothing returning place`.execute(booking(deed.tx))
  if (rows.length === 0) throw conflict('booking.slot_full', await nextSaid(deed, hall, counter, startsAt))
}

/** What a refusal and a notice say of the next free slot. */
export async function nextSaid(deed: Deed, hall: KeptHall, counter: Counter, after: Date): Promise<{ next: string; nextAt: string | null }> {
  const next = await nextFree(deed, hall, counter, after)
  if (!next) return { next: '—', nextAt: null }
  const { zone } = await cityOf(deed)
  return { next: `${cityDay(next.startsAt, zone)} ${cityTime(next.startsAt, zone)}`, nextAt: next.startsAt.toISOString() }
}

export const freePlace = async (deed: Deed, bookingId: string): Promise<void> => void (await booking(deed.tx).deleteFrom('booking.place').where('booking_id', '=', bookingId).execute())
