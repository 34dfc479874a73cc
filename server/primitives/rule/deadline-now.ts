import type { Deed } from '#base/deed'
import { dueAt, isProvisional, type Limit } from './deadline.ts'
import { explainDeadline, type Explained } from './explain-deadline.ts'
import { calendarVersion, currentCalendar } from './keep-calendar.ts'

export type Deadline = { dueAt: Date; provisional: boolean; calendar: string; explain(): Explained }

/** When a limit that begins at an instant is over, by the calendar that holds now or the version that is named. 算期限 */
export async function deadline(deed: Deed, { from, amount, unit, calendar }: Limit & { from: Date; calendar?: string }): Promise<Deadline> {
  const time = calendar ? await calendarVersion(deed, calendar) : await currentCalendar(deed)
  const clock = { from: from.getTime(), limit: { amount, unit } }
  const due = dueAt(time, clock)
  return { dueAt: new Date(due), provisional: isProvisional(time, due, unit), calendar: time.version, explain: () => explainDeadline(time, clock) }
}
