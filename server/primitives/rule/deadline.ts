import { dayAt, dayIndex, endOfDay, endOfWork, nextWorkingMoment, nthWorkingDay, whenWorked, workedBy, type WorkingTime } from './working-time.ts'

export type TimeUnit = 'minutes' | 'hours' | 'days' | 'working_hours' | 'working_days'
export type Limit = { amount: number; unit: TimeUnit }
/** An interval in which the clock stood still; null = it still does. 中止 */
export type Pause = readonly [from: number, to: number | null]
export type ClockInput = { from: number; limit: Limit; pauses?: readonly Pause[] }

const HOUR = 3_600_000
const natural: Record<'minutes' | 'hours', number> = { minutes: 60_000, hours: HOUR }
const ended = (pauses: readonly Pause[] | undefined, now?: number): [number, number][] =>
  (pauses ?? []).flatMap(([from, to]) => (to !== null ? [[from, to] as [number, number]] : now !== undefined ? [[from, now] as [number, number]] : []))

/** When a limit is over. The start day of days and working days does not count; a period in days ends with the day, one in working days with the
 *  day's working hours (民法典 201–203). Time that stood still is added in the limit's own unit. 期限 */
export function dueAt(time: WorkingTime, { from, limit, pauses }: ClockInput): number {
  const stood = ended(pauses)
  switch (limit.unit) {
    case 'minutes':
    case 'hours':
      return from + limit.amount * natural[limit.unit] + stood.reduce((sum, [a, b]) => sum + b - a, 0)
    case 'working_hours':
      return whenWorked(time, workedBy(time, from) + limit.amount * HOUR + stood.reduce((sum, [a, b]) => sum + workedBy(time, b) - workedBy(time, a), 0))
    case 'days':
      return endOfDay(time, dayAt(time, from) + limit.amount + stood.reduce((sum, [a, b]) => sum + dayAt(time, b) - dayAt(time, a), 0))
    case 'working_days': {
      const before = (at: number) => time.workedDays[dayAt(time, at) + 1]!
      return endOfWork(time, nthWorkingDay(time, before(from) + limit.amount + stood.reduce((sum, [a, b]) => sum + before(b) - before(a), 0)))
    }
  }
}

export const isProvisional = (time: WorkingTime, due: number, unit: TimeUnit): boolean =>
  unit.startsWith('working') && dayAt(time, due) > dayIndex(time.data.publishedTo)

const isWorkingUnit = (unit: TimeUnit) => unit.startsWith('working')

/** How much of a clock is used: milliseconds of working time for working units, of natural time otherwise. */
export function used(time: WorkingTime, { from, limit, pauses }: ClockInput, now: number): number {
  const measure = isWorkingUnit(limit.unit) ? (at: number) => workedBy(time, at) : (at: number) => at
  return measure(Math.max(now, from)) - measure(from) - ended(pauses, now).reduce((sum, [a, b]) => sum + measure(b) - measure(a), 0)
}

/** The instant at which a fraction of a limit is used. Reminders of what is not urgent wait for working time. 提醒时刻 */
export function fractionAt(time: WorkingTime, clock: ClockInput, fraction: number, urgent: boolean): number {
  const due = dueAt(time, clock)
  const working = isWorkingUnit(clock.limit.unit)
  const measure = working ? (at: number) => workedBy(time, at) : (at: number) => at
  const stood = ended(clock.pauses).reduce((sum, [a, b]) => sum + measure(b) - measure(a), 0)
  const start = measure(clock.from)
  const mark = start + stood + fraction * (measure(due) - start - stood)
  const at = fraction === 1 ? due : working ? whenWorked(time, mark) : mark
  return urgent || working ? at : nextWorkingMoment(time, at)
}
