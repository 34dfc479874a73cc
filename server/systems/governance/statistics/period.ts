import { addDays } from '#base/clock'
import { invalid } from '#base/errors'

export type Every = 'day' | 'week' | 'month'
/** The city's days, both included. */
export type Period = Readonly<{ from: string; to: string }>

export const LONGEST_DAYS = 1100
const MOST_STEPS = 400

const dayOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000
export const daysOf = ({ from, to }: Period): number => dayOf(to) - dayOf(from) + 1

/** The days asked for; without any, the thirty up to today. Refused when they run backwards or over three years. 统计期 */
export function requirePeriod(from: string | undefined, to: string | undefined, today: string): Period {
  const last = to ?? (from && from > today ? from : today)
  const period = { from: from ?? addDays(last, -29), to: last }
  if (period.from > period.to) throw invalid('governance.period_backwards')
  if (daysOf(period) > LONGEST_DAYS) throw invalid('governance.period_too_long', { days: LONGEST_DAYS })
  return period
}

/** The Monday of a day's week. */
export const mondayOf = (day: string): string => addDays(day, -((dayOf(day) + 3) % 7)) // 1970-01-01 was a Thursday

/** Which step of the period a day falls into. */
export const stepOf = (day: string, every: Every): string => (every === 'day' ? day : every === 'week' ? mondayOf(day) : day.slice(0, 7))

/** All steps of a period, those in which nothing happened too. */
export function stepsOfPeriod(period: Period, every: Every): string[] {
  const steps = new Set<string>()
  for (let day = period.from; day <= period.to; day = addDays(day, 1)) steps.add(stepOf(day, every))
  if (steps.size > MOST_STEPS) throw invalid('governance.period_too_fine', { steps: MOST_STEPS })
  return [...steps]
}

/** As many days right before. 上一期 */
export const periodBefore = (period: Period): Period => ({ from: addDays(period.from, -daysOf(period)), to: addDays(period.from, -1) })
