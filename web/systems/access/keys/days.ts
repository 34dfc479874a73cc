const DAY = 86_400_000

/** The day so many days after another, as 'YYYY-MM-DD' (几天后). */
export const dayAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)

/** How many days from one day to another; NaN when there is no day (还有几天). */
export const daysUntil = (from: string, to: string): number => (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY
