import { addDays } from '#base/clock'
import type { BriefKind } from '../contract.ts'
import { mondayOf, type Period } from '../statistics/period.ts'

/** The day, or the week from its Monday, that a day lies in. */
export function briefPeriod(kind: BriefKind, day: string): Period {
  const from = kind === 'daily' ? day : mondayOf(day)
  return { from, to: kind === 'daily' ? day : addDays(from, 6) }
}

/** The last one that is over today. 上一份的时段 */
export const lastPeriod = (kind: BriefKind, today: string): Period => briefPeriod(kind, kind === 'daily' ? addDays(today, -1) : addDays(mondayOf(today), -1))
