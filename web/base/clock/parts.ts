export type Lang = 'zh-CN' | 'en'
export type DayParts = { day: string, year: number, month: number, date: number, weekday: number, time: string }

const formats = new Map<string, Intl.DateTimeFormat>()

const formatFor = (zone: string): Intl.DateTimeFormat => {
  const held = formats.get(zone)
  if (held !== undefined) return held
  const made = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', weekday: 'short' })
  formats.set(zone, made)
  return made
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** An instant as people in the city's zone read it (本地时刻). */
export const partsOf = (at: Date, zone: string): DayParts => {
  const found = Object.fromEntries(formatFor(zone).formatToParts(at).map(part => [part.type, part.value])) as Record<string, string>
  return {
    day: `${found['year']}-${found['month']}-${found['day']}`, year: Number(found['year']), month: Number(found['month']), date: Number(found['day']),
    weekday: weekdays.indexOf(found['weekday'] ?? ''), time: `${Number(found['hour'])}:${found['minute']}`,
  }
}

/** Whole days from one city day to another, by the calendar and not by hours. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)

/** 16:01 with two figures before the colon: for columns and traces. */
export const timeOfDay = (at: Date, zone: string): string => partsOf(at, zone).time.padStart(5, '0')
