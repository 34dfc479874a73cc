import type { StatisticsRow } from '#primitives/matter'
import type { Figures } from '../contract.ts'

type Counts = Omit<Figures, 'medianMinutes' | 'meanMinutes'>
/** Sums that figures are made from. */
export type Sums = { counts: Counts; workingMinutes: number; resolved: number }

export const noSums = (): Sums => ({
  counts: { opened: 0, accepted: 0, dispatched: 0, handled: 0, onTime: 0, late: 0, returned: 0, sentBack: 0, closed: 0, reopened: 0, rated: 0, satisfied: 0 }, workingMinutes: 0, resolved: 0,
})

/** Which figure counts which actions; what was handled, on time or satisfied is told by the step itself. */
const actions: Readonly<Record<string, keyof Counts>> = {
  opened: 'opened', dispatch: 'dispatched', designate: 'dispatched', return: 'returned', send_back: 'sentBack', close: 'closed', mend: 'closed', reopen: 'reopened', recheck_fail: 'reopened',
}

/** Adds what was done in one group. */
export function add(sums: Sums, row: StatisticsRow): void {
  const { counts } = sums
  const named = row.action === undefined ? undefined : actions[row.action]
  if (named) counts[named] += row.steps
  counts.accepted += row.accepted
  counts.handled += row.resolved
  counts.onTime += row.onTime
  counts.late += row.late
  counts.rated += row.scores
  counts.satisfied += row.satisfied
  sums.workingMinutes += row.wholeWorkingMinutes
  sums.resolved += row.resolved
}

/** What screen, export and brief show. 指标 */
export const figuresOf = ({ counts, workingMinutes, resolved }: Sums, medianMinutes: number | null): Figures => ({ ...counts, medianMinutes, meanMinutes: resolved === 0 ? null : Math.round(workingMinutes / resolved) })
