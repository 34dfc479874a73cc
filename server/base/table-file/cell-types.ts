/** What a column may hold. Values stay text, in the form that PostgreSQL casts: 1200, 12.5, 2026-01-02, 2026-01-02T08:00:00, true. */
export type ColumnType = 'integer' | 'decimal' | 'date' | 'datetime' | 'boolean' | 'text'
/** What one value looks like by itself. `day8` is 20260102, a day or a number; `code` are digits that are no quantity; `lost` has been damaged by Excel. */
export type Look = 'blank' | 'integer' | 'decimal' | 'date' | 'day8' | 'datetime' | 'boolean' | 'code' | 'lost' | 'text'

const MOST_DIGITS = 15 // more is an identifier, and no spreadsheet keeps it as a number
const WHOLE = /^-?\d{1,3}(,\d{3})+$/
const DECIMAL = /^-?(\d+|\d{1,3}(,\d{3})+)?\.\d+$/
const POWER = /^-?\d(\.\d+)?[eE][+-]?([0-2]?\d{1,2})$/ // a double ends near 308, and what is beyond is nobody's measure
const DAY = /^(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})(日?)(?:[ T]?(\d{1,2})([:时])(\d{1,2})(?:[:分](\d{1,2})([.,]\d{1,9})?秒?)?分?(Z|[+-]\d{2}:?\d{2})?)?$/
const BOOLEANS: ReadonlyMap<string, 'true' | 'false'> = new Map([['是', 'true'], ['否', 'false'], ['true', 'true'], ['false', 'false'], ['yes', 'true'], ['no', 'false'], ['y', 'true'], ['n', 'false']])

// ！ to ～: digits and signs that a Chinese keyboard makes wide
const narrow = (text: string): string => (/[\uff01-\uff5e]/.test(text) ? text.normalize('NFKC') : text)
const digitsOnly = (text: string, from: number): boolean => {
  for (let at = from; at < text.length; at++) if (text.charCodeAt(at) < 48 || text.charCodeAt(at) > 57) return false
  return text.length > from
}
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isDay = (year: number, month: number, day: number): boolean =>
  year > 0 && day >= 1 && day <= (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : (LENGTHS[month - 1] ?? 0))
const isDay8 = (text: string): boolean => {
  const year = Number(text.slice(0, 4))
  return year >= 1900 && year < 2100 && isDay(year, Number(text.slice(4, 6)), Number(text.slice(6)))
}

/** What a value looks like, its blanks already trimmed. */
export function lookOf(value: string): Look {
  if (value === '') return 'blank'
  let first = value.charCodeAt(0)
  if (first >= 0xff0b && first <= 0xff19) first = (value = narrow(value)).charCodeAt(0)
  if ((first < 48 || first > 57) && first !== 45 && first !== 46) return value.length <= 5 && BOOLEANS.has(value.toLowerCase()) ? 'boolean' : 'text'
  const from = first === 45 ? 1 : 0
  if (digitsOnly(value, from)) {
    if (value.length - from > MOST_DIGITS || (value.charCodeAt(from) === 48 && value.length - from > 1)) return 'code'
    return from === 0 && value.length === 8 && isDay8(value) ? 'day8' : 'integer'
  }
  if (value.length > 40) return 'text'
  value = narrow(value)
  if (WHOLE.test(value)) return value.charCodeAt(from) === 48 ? 'code' : 'integer'
  if (DECIMAL.test(value)) return /^-?0[\d,]/.test(value) ? 'code' : 'decimal'
  const power = POWER.exec(value)
  if (power) return Number(power[2]) >= 10 && (power[1]?.length ?? 0) < Number(power[2]) && !value.includes('-') ? 'lost' : 'decimal'
  const day = dayOf(value)
  return day === undefined ? 'text' : day.length === 10 ? 'date' : 'datetime'
}

/** 2026/1/2, 2026.1.2, 2026年1月2日 and the like, with a time or without, as ISO; undefined where it is none, or no such day. */
function dayOf(text: string): string | undefined {
  let day = days.get(text)
  if (day === undefined) {
    if (days.size >= 20_000) days.clear()
    days.set(text, day = readDay(text) ?? null)
  }
  return day ?? undefined
}
/** A table of a million rows has some thousands of days, and each is read twice. */
const days = new Map<string, string | null>()

function readDay(text: string): string | undefined {
  const found = DAY.exec(text)
  if (!found) return undefined
  const [, year, opening, month, closing, day, sign, hour, , minute, second, fraction, zone] = found
  if (opening === '年' ? closing !== '月' || sign === '' : closing !== opening || sign !== '') return undefined
  if (!isDay(Number(year), Number(month), Number(day)) || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) return undefined
  const two = (number: string | undefined): string => (number ?? '0').padStart(2, '0')
  const date = `${year}-${two(month)}-${two(day)}`
  return hour === undefined ? date : `${date}T${two(hour)}:${two(minute)}:${two(second)}${fraction?.replace(',', '.') ?? ''}${zone ?? ''}`
}

const FITS: Readonly<Record<ColumnType, readonly Look[]>> = {
  boolean: ['boolean'], date: ['date', 'day8'], datetime: ['datetime', 'date', 'day8'], integer: ['integer', 'day8'], decimal: ['decimal', 'integer', 'day8'],
  text: ['integer', 'decimal', 'date', 'day8', 'datetime', 'boolean', 'code', 'lost', 'text'],
}
/** Why a look does not fit a type: a code whose words are in base.table_fault; undefined where it fits. */
export const misfit = (type: ColumnType, look: Look): string | undefined => {
  if (look === 'blank' || FITS[type].includes(look)) return undefined
  if (look === 'lost' && (type === 'integer' || type === 'decimal')) return 'digits_lost'
  return look === 'code' && (type === 'integer' || type === 'decimal') ? 'no_quantity' : `not_${type}`
}

/** A value in the form of its column's type, null where blank, or why it has none. */
export function castCell(type: ColumnType, value: string): Readonly<{ value: string | null } | { code: string }> {
  const look = lookOf(value)
  if (look === 'blank') return { value: null }
  const code = misfit(type, look)
  if (code) return { code }
  if (type === 'text') return { value }
  const plain = narrow(value)
  if (type === 'boolean') return { value: BOOLEANS.get(plain.toLowerCase())! }
  if (type === 'integer' || type === 'decimal') return { value: plain.replaceAll(',', '') }
  const day = look === 'day8' ? `${plain.slice(0, 4)}-${plain.slice(4, 6)}-${plain.slice(6)}` : dayOf(plain)!
  return { value: type === 'datetime' && day.length === 10 ? `${day}T00:00:00` : day }
}
