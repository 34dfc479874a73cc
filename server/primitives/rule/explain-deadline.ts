import { dueAt, isProvisional, type ClockInput, type TimeUnit } from './deadline.ts'
import { dayAt, dayName, weekday, workedBy, type WorkingTime } from './working-time.ts'

export type Explained = {
  from: Date
  dueAt: Date
  amount: number
  unit: TimeUnit
  calendar: string
  provisional: boolean
  /** Days between start and end that did not count, and why. */
  skipped: { on: string; why: string }[]
  /** Weekend days that did count. */
  worked: { on: string; why: string }[]
  pauses: { from: Date; to: Date | null; workingMinutes: number }[]
  /** Working hours of a day, when they matter. */
  hours: readonly { from: string; to: string }[] | null
}

/** Says how a deadline came about: start, each skipped day and why, pauses. 期限说明 */
export function explainDeadline(time: WorkingTime, clock: ClockInput): Explained {
  const due = dueAt(time, clock)
  const { unit, amount } = clock.limit
  const skipped: Explained['skipped'] = [], worked: Explained['worked'] = []
  if (unit.startsWith('working')) {
    for (let index = dayAt(time, clock.from); index <= dayAt(time, due); index++) {
      const exception = time.data.exceptions[dayName(index)]
      if (!time.isWorking[index]) skipped.push({ on: dayName(index), why: exception?.name ?? (weekday(index) === 6 ? '星期六' : '星期日') })
      else if (weekday(index) > 5) worked.push({ on: dayName(index), why: exception!.name })
    }
  }
  return {
    from: new Date(clock.from), dueAt: new Date(due), amount, unit, calendar: time.version, provisional: isProvisional(time, due, unit), skipped, worked,
    pauses: (clock.pauses ?? []).map(([from, to]) => ({
      from: new Date(from), to: to === null ? null : new Date(to), workingMinutes: to === null ? 0 : Math.round((workedBy(time, to) - workedBy(time, from)) / 60_000),
    })),
    hours: unit === 'working_hours' ? time.data.hours : null,
  }
}
