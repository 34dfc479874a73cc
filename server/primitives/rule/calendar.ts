import { createRequire } from 'node:module'

/** A day that is not what its weekday says. 例外日 */
export type Exception = { work: boolean; name: string }
/** Everything a working calendar is made of; stored whole with its version, so that old deadlines can be explained for ever. 工作日历 */
export type CalendarData = {
  zone: string
  hours: readonly { from: string; to: string }[]
  exceptions: Readonly<Record<string, Exception>>
  /** Last day whose holidays are published: beyond it a deadline is provisional. */
  publishedTo: string
}
export type Override = { on: string; kind: 'working' | 'off'; reason: string }

// CommonJS whose `default` hides half of its functions from an import
const days = createRequire(import.meta.url)('chinese-days') as { getDayDetail(day: string): { work: boolean; name: string } }
const FIRST_YEAR = 2015

/** The holiday's Chinese name, or null on a day like any other ('Spring Festival,春节,4' → 春节). */
const nameOf = (detail: string): string | null => (detail.includes(',') ? detail.split(',')[1]! : null)

/** The package is silent past its last year: a year is published when its National Day is a holiday. */
export function isPublished(year: number): boolean {
  return nameOf(days.getDayDetail(`${year}-10-01`).name) !== null
}

/** Holidays and make-up working weekends of the published years. 法定节假日与调休 */
export function chinaExceptions(): { exceptions: Record<string, Exception>; publishedTo: string } {
  const exceptions: Record<string, Exception> = {}
  let year = FIRST_YEAR
  for (; isPublished(year); year++) {
    for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
      const day = new Date(at).toISOString().slice(0, 10) // only ever strings: the package reads Date objects in the process's zone
      const detail = days.getDayDetail(day)
      const name = nameOf(detail.name)
      if (name !== null) exceptions[day] = { work: detail.work, name: detail.work ? `${name}调休上班` : name }
    }
  }
  return { exceptions, publishedTo: `${year - 1}-12-31` }
}

/** The city's calendar: the country's days, then what the city changed; a year the city lists as published counts as published. */
export function calendarOf(
  zone: string, hours: CalendarData['hours'], overrides: readonly Override[] = [], published: readonly number[] = [], country: 'china' | 'weekdays' = 'china',
): CalendarData {
  const { exceptions, publishedTo } = country === 'china' ? chinaExceptions() : { exceptions: {}, publishedTo: `${FIRST_YEAR - 1}-12-31` }
  for (const { on, kind, reason } of overrides) exceptions[on] = { work: kind === 'working', name: reason }
  let last = Number(publishedTo.slice(0, 4))
  while (published.includes(last + 1)) last++
  return { zone, hours, exceptions, publishedTo: country === 'weekdays' ? '2045-12-31' : `${last}-12-31` }
}
