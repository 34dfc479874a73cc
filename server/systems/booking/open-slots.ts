import { sql } from 'kysely'
import { addDays, instantOf } from '#base/clock'
import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { cityOf, cityToday } from '#primitives/place'
import { currentCalendar, dayAt } from '#primitives/rule'
import type { Counter, KeptHall } from './halls.ts'
import { slotTimes } from './rules.ts'
import { booking } from './tables.ts'

export type OpenSlot = Readonly<{ startsAt: Date; endsAt: Date; places: number; free: number; closed: string | null }>
export type OpenDay = Readonly<{ day: string; open: 'open' | 'closed' | 'unpublished'; slots: readonly OpenSlot[] }>

/** Days of a kind of window with their slots: on the city's working days, weekends that are worked too; beyond the published days off nothing is promised. 可预约时段 */
export async function openDays(deed: Deed, { hall }: KeptHall, counter: Counter, { from, days }: { from?: string; days?: number } = {}): Promise<OpenDay[]> {
  const { zone } = await cityOf(deed)
  const time = await currentCalendar(deed)
  const first = from ?? (await cityToday(deed))
  const all = Array.from({ length: days ?? hall.ahead_days + 1 }, (_, at) => addDays(first, at))
  const [begin, end] = [instantOf(first, '00:00', zone), instantOf(addDays(all.at(-1)!, 1), '00:00', zone)]
  const within = (of: 'booking.place' | 'booking.slot') => booking(deed.tx).selectFrom(of).where('hall_code', '=', hall.code).where('counter', '=', counter.code).where('starts_at', '>=', begin).where('starts_at', '<', end)
  const taken = new Map((await within('booking.place').select(['starts_at', sql<number>`count(*)::int`.as('many')]).groupBy('starts_at').execute()).map((row) => [row.starts_at.getTime(), row.many]))
  const closed = new Map((await booking(deed.tx).selectFrom('booking.slot').select(['starts_at', 'closed_why']).where('hall_code', '=', hall.code).where('counter', '=', counter.code)
    .where('starts_at', '>=', begin).where('starts_at', '<', end).where('closed_at', 'is not', null).execute()).map((row) => [row.starts_at.getTime(), row.closed_why]))
  const times = slotTimes(hall.hours, counter.minutes)
  return all.map((day) => {
    const open = day > time.data.publishedTo ? 'unpublished' : time.isWorking[dayAt(time, instantOf(day, '12:00', zone).getTime())] ? 'open' : 'closed'
    const slots = open === 'open' ? times.map((one): OpenSlot => {
      const startsAt = instantOf(day, one.from, zone)
      const why = closed.get(startsAt.getTime()) ?? null
      return { startsAt, endsAt: instantOf(day, one.to, zone), places: counter.places, free: why === null ? Math.max(counter.places - (taken.get(startsAt.getTime()) ?? 0), 0) : 0, closed: why }
    }) : []
    return { day, open, slots }
  })
}

/** The next slot with a free place after an instant, or null where all is full as far ahead as one may book. 下一个空号 */
export async function nextFree(deed: Deed, hall: KeptHall, counter: Counter, after: Date): Promise<OpenSlot | null> {
  const least = after > deed.now ? after : deed.now
  return (await openDays(deed, hall, counter)).flatMap(({ slots }) => slots).find(({ startsAt, free }) => startsAt > least && free > 0) ?? null
}

/** The slot that begins then, with its day; refused where there is none, it has begun, or it lies too far ahead. */
export async function requireSlot(deed: Deed, hall: KeptHall, counter: Counter, startsAt: Date): Promise<OpenSlot & { day: string }> {
  for (const { day, slots } of await openDays(deed, hall, counter))
    for (const slot of slots) if (slot.startsAt.getTime() === startsAt.getTime()) {
      if (slot.startsAt <= deed.now) throw conflict('booking.slot_begun')
      return { ...slot, day }
    }
  throw conflict('booking.no_such_slot', { days: hall.hall.ahead_days })
}
