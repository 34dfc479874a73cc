import { sql } from 'kysely'

const EXACT = 60, STEP = 1.05

/** The step of working time that a resolution falls into: minutes up to an hour, then five per cent each, so that a median is right within 2.5 %. */
export const spanOf = sql`(case when whole_working_minutes < ${sql.raw(String(EXACT))} then whole_working_minutes else ${sql.raw(String(EXACT))} + floor(ln(whole_working_minutes / ${sql.raw(`${EXACT}.0`)}) / ln(${sql.raw(String(STEP))}) + 1e-9)::int end)::smallint`

/** The working minutes that stand for a step: its middle. */
export const minutesOf = (span: number): number => (span < EXACT ? span : Math.round(EXACT * STEP ** (span - EXACT + 0.5)))

/** The median of counts by step; null where there are none. 中位数 */
export function medianOf(spans: readonly Readonly<{ span: number; resolved: number }>[]): number | null {
  const ordered = spans.toSorted((a, b) => a.span - b.span)
  const half = ordered.reduce((sum, { resolved }) => sum + resolved, 0) / 2
  let sum = 0
  for (const { span, resolved } of ordered) {
    sum += resolved
    if (sum >= half && resolved > 0) return minutesOf(span)
  }
  return null
}
