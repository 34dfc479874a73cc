/** What a number format makes of a number. */
export type DateKind = 'date' | 'datetime' | 'time' | 'hours'

const DAY = 86_400_000
const [EPOCH_1900, EPOCH_1904] = [Date.UTC(1899, 11, 30), Date.UTC(1904, 0, 1)]
const LAST_DAY = 2_958_465 // 9999-12-31

/** The kind of a built-in format, those of Chinese Excel included (27–36, 50–58). */
function builtIn(id: number): DateKind | undefined {
  if (id === 22) return 'datetime'
  if (id === 46) return 'hours'
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47) || (id >= 32 && id <= 35) || id === 55 || id === 56) return 'time'
  return (id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58) ? 'date' : undefined
}

/** The kind of a format, by the letters of its first section that are no quoted words, colours or locales. */
export function dateKind(id: number, code: string | undefined): DateKind | undefined {
  if (code === undefined) return builtIn(id)
  const letters = code.replace(/"[^"]*"?|\\.|_.|\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').split(';')[0]!.toLowerCase()
  if (letters === 'general') return undefined
  if (letters.includes('[')) return 'hours' // a sum of hours, which may exceed a day
  const [day, time] = [/y|d|aaa|e/.test(letters.replace(/e[+-]/g, '')), /h|s/.test(letters)]
  if (day) return time ? 'datetime' : 'date'
  return time ? 'time' : /m/.test(letters) ? 'date' : undefined
}

/** A day number as people see it: an ISO day, with its time where the format or the number has one; undefined where there is no such day. */
export function excelDate(number: number, kind: DateKind, from1904: boolean): string | undefined {
  if (!Number.isFinite(number) || number < 0 || number >= LAST_DAY + 1) return undefined
  const milliseconds = toSecond(Math.round((number % 1) * DAY))
  if (kind === 'hours' || (kind === 'time' && number < 1)) return clockOf(Math.floor(number) * DAY + milliseconds)
  // the calendar of 1900 begins with day 1, and has a 29 February that never was: before it, days are one behind
  if (!from1904 && (number < 1 || Math.floor(number) === 60)) return undefined
  const epoch = from1904 ? EPOCH_1904 : EPOCH_1900 + (number < 60 ? DAY : 0)
  const iso = new Date(epoch + Math.floor(number) * DAY + milliseconds).toISOString()
  return kind === 'date' && milliseconds % DAY === 0 ? iso.slice(0, 10) : iso.slice(0, -1).replace(/\.000$/, '')
}

/** Programs write ten digits of a day at times, which is off by a few milliseconds. */
const toSecond = (milliseconds: number): number => {
  const second = Math.round(milliseconds / 1000) * 1000
  return Math.abs(second - milliseconds) <= 5 ? second : milliseconds
}

function clockOf(milliseconds: number): string {
  const two = (number: number): string => String(Math.floor(number)).padStart(2, '0')
  const fraction = milliseconds % 1000
  return `${two(milliseconds / 3_600_000)}:${two((milliseconds / 60_000) % 60)}:${two((milliseconds / 1000) % 60)}${fraction === 0 ? '' : `.${String(fraction).padStart(3, '0')}`}`
}
