import { createHash } from 'node:crypto'
import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { booking } from './tables.ts'

type Claim = Readonly<{ personId: string; item: string; day: string; bookingId: string }>

/** One open booking a person, item and day: returns the booking that has the day already, or null when this one has it now. */
export async function claimDay(deed: Deed, { personId, item, day, bookingId }: Claim): Promise<string | null> {
  const key = createHash('sha256').update(`${personId}|${item}|${day}`).digest('hex')
  const made = await booking(deed.tx).insertInto('booking.open_day').values({ key, booking_id: bookingId }).onConflict((old) => old.doNothing()).returning('booking_id').executeTakeFirst()
  if (made) return null
  const other = await booking(deed.tx).selectFrom('booking.open_day').select('booking_id').where('key', '=', key).executeTakeFirst()
  if (!other) throw conflict('booking.id_taken') // the day is free, so it is the id that another booking has
  return other.booking_id
}

export const releaseDay = async (deed: Deed, bookingIds: readonly string[]): Promise<void> => {
  if (bookingIds.length > 0) await booking(deed.tx).deleteFrom('booking.open_day').where('booking_id', 'in', [...bookingIds]).execute()
}
