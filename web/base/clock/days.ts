const stamp = (day: string): number => Date.parse(`${day}T00:00:00Z`)

/** The day so many days later (日期推移). */
export const shift = (day: string, by: number): string => new Date(stamp(day) + by * 86_400_000).toISOString().slice(0, 10)
export const daysOf = (from: string, to: string): number => Math.round((stamp(to) - stamp(from)) / 86_400_000) + 1

/** The city's day of an instant. */
export const dayIn = (at: Date, zone: string): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

export const presets = ['today', 'week', 'month', 'quarter', 'year'] as const
export type Preset = typeof presets[number]
/** From when to today: today, 7, 30, 90 days, or since New Year (常用时段). */
export const presetOf = (preset: Preset, today: string): { from: string, to: string } => {
  const back = { today: 0, week: 6, month: 29, quarter: 89 }
  return { from: preset === 'year' ? `${today.slice(0, 4)}-01-01` : shift(today, -back[preset]), to: today }
}

/** First and last day of a step of a period, cut by the period itself. */
export const stepDays = (key: string, every: string, period: { from: string, to: string }): { from: string, to: string } => {
  const first = every === 'month' ? `${key}-01` : key
  const last = every === 'day' ? key : every === 'week' ? shift(key, 6) : shift(`${shift(first, 31).slice(0, 7)}-01`, -1)
  return { from: first < period.from ? period.from : first, to: last > period.to ? period.to : last }
}
