import { addDays, cityDay, cityTime, instantOf } from '#base/clock'
import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { tell } from '#primitives/notice'
import { cityOf } from '#primitives/place'
import { tellBooked } from './book-visit.ts'
import { bookingSaid } from './find-bookings.ts'
import { noShowRule } from './halls.ts'
import { releaseDay } from './open-day.ts'
import { booking } from './tables.ts'

const BATCH = 200

/** Notes who did not come once the slot is over, a batch at a time; too often, and booking online rests for a while, with the reason and the day told. 爽约 */
export async function markMissed(run: JobRun): Promise<void> {
  for (let many = BATCH; many === BATCH && !run.stopping.aborted; )
    many = await run.perform(async (deed) => {
      const rows = await booking(deed.tx).selectFrom('booking.booking').selectAll().where('ends_at', '<=', deed.now).where('cancelled_at', 'is', null).where('arrived_at', 'is', null).where('missed_at', 'is', null)
        .orderBy('ends_at').limit(BATCH).forUpdate().skipLocked().execute()
      if (rows.length === 0) return 0
      await booking(deed.tx).updateTable('booking.booking').set({ missed_at: deed.now }).where('id', 'in', rows.map(({ id }) => id)).execute()
      await releaseDay(deed, rows.map(({ id }) => id))
      for (const row of rows) await record(deed, 'booking.missed', row.id, { hall: row.hall_code })
      for (const personId of new Set(rows.map(({ person_id }) => person_id))) await judgeMissing(deed, personId)
      return rows.length
    })
}

/** The rule's numbers are the city's: so often within so many days, and for so long. What led to a pause does not lead to the next. */
async function judgeMissing(deed: Deed, personId: string): Promise<void> {
  const rule = await noShowRule(deed)
  const { zone } = await cityOf(deed)
  const today = cityDay(deed.now, zone)
  const last = await booking(deed.tx).selectFrom('booking.pause').select(['until_on', 'decided_at']).where('person_id', '=', personId).orderBy('since_on', 'desc').executeTakeFirst()
  if (last && last.until_on >= today) return
  const missed = await booking(deed.tx).selectFrom('booking.booking').select(['id', 'on_day']).where('person_id', '=', personId).where('missed_at', 'is not', null).where('on_day', '>', addDays(today, -rule.within_days))
    .$if(last !== undefined, (query) => query.where('missed_at', '>', last!.decided_at)).execute()
  if (missed.length < rule.missed) return
  const until = addDays(today, rule.pause_days)
  await booking(deed.tx).insertInto('booking.pause').values({ person_id: personId, since_on: today, until_on: until, decided_at: deed.now }).execute()
  await appendLeaf(deed, { kind: 'booking.paused', subjects: [personId], payload: { until, missed: missed.map(({ id }) => id), rule } })
  await record(deed, 'booking.paused', personId, { until })
  await tell(deed, { to: { party: personId }, template: 'booking.notice.paused', facts: { times: String(missed.length), days: String(rule.within_days), until }, link: '/booking', also: ['sms'] })
}

/** Reminds of tomorrow's booking at the city's hour; whoever booked after it needs no reminder. 前一天提醒 */
export async function remind(run: JobRun): Promise<void> {
  await run.perform(async (deed) => {
    const { remind_at: hour } = await noShowRule(deed)
    const { zone } = await cityOf(deed)
    const today = cityDay(deed.now, zone)
    if (cityTime(deed.now, zone) < hour) return
    const rows = await booking(deed.tx).selectFrom('booking.booking').selectAll().where('on_day', '=', addDays(today, 1)).where('reminded_at', 'is', null).where('cancelled_at', 'is', null).where('arrived_at', 'is', null)
      .where('booked_at', '<', instantOf(today, hour, zone)).orderBy('starts_at').limit(BATCH).forUpdate().skipLocked().execute()
    for (const row of rows) await tellBooked(deed, row, await bookingSaid(deed, row), 'booking.notice.tomorrow')
    if (rows.length > 0) await booking(deed.tx).updateTable('booking.booking').set({ reminded_at: deed.now }).where('id', 'in', rows.map(({ id }) => id)).execute()
  })
}
