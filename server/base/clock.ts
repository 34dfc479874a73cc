/** The only place that asks what time it is, and the only place that turns instants into the city's days. 时钟 */
export type Clock = () => Date
export const systemClock: Clock = () => new Date()

const formatters = new Map<string, Intl.DateTimeFormat>()
const formatter = (zone: string): Intl.DateTimeFormat => {
  const known = formatters.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  })
  formatters.set(zone, made)
  return made
}

const last = new Map<string, { second: number; parts: Record<string, string> }>()
/** A deed asks for the same instant again and again, and formatting takes longer than much of what it is asked for. */
function parts(instant: Date, zone: string): Record<string, string> {
  const second = Math.floor(instant.getTime() / 1000)
  const known = last.get(zone)
  if (known?.second === second) return known.parts
  const made = Object.fromEntries(formatter(zone).formatToParts(instant).map((part) => [part.type, part.value]))
  last.set(zone, { second, parts: made })
  return made
}

/** The city's day of an instant, as 'YYYY-MM-DD'. */
export function cityDay(instant: Date, zone: string): string {
  const { year, month, day } = parts(instant, zone)
  return `${year}-${month}-${day}`
}

/** The city's wall clock of an instant, as 'HH:MM'. */
export function cityTime(instant: Date, zone: string): string {
  const { hour, minute } = parts(instant, zone)
  return `${hour}:${minute}`
}

/** Milliseconds that the zone is ahead of UTC at an instant. */
function offset(instant: number, zone: string): number {
  const p = parts(new Date(instant), zone)
  return Date.UTC(+p.year!, +p.month! - 1, +p.day!, +p.hour!, +p.minute!, +p.second!) - Math.floor(instant / 1000) * 1000
}

/** The instant of a day and wall-clock time in the city ('2026-11-25', '08:30'; '24:00' is the next midnight). */
export function instantOf(day: string, time: string, zone: string): Date {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number]
  const [h, min] = time.split(':').map(Number) as [number, number]
  const local = Date.UTC(y, m - 1, d, h, min)
  const guess = local - offset(local, zone)
  return new Date(local - offset(guess, zone)) // a second look: the offset at the guess may differ across a change of clocks
}

/** The day so many days later (or earlier), as 'YYYY-MM-DD'. */
export function addDays(day: string, days: number): string {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number]
  return new Date(Date.UTC(y, m - 1, d + days)).toISOString().slice(0, 10)
}
