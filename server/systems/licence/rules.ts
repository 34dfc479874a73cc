import { addDays } from '#base/clock'
import type { Holder } from './holder.ts'
import type { ClaimSource, LicenceField, LicenceKind } from './licence-kinds.ts'

export type LicenceState = 'coming' | 'in_force' | 'expired' | 'revoked' | 'replaced'
export type Values = Readonly<Record<string, string | number>>
type Moments = Readonly<{ valid_from: Date; valid_until: Date | null; revoked_at: Date | null; revoked_reason: string | null }>

/** What a licence is at an instant, from the moments that are written down. */
export function stateOf({ valid_from, valid_until, revoked_at, revoked_reason }: Moments, now: Date): LicenceState {
  if (revoked_at !== null) return revoked_reason === 'replaced' ? 'replaced' : 'revoked'
  if (now < valid_from) return 'coming'
  return valid_until !== null && now >= valid_until ? 'expired' : 'in_force'
}

/** The last day of a licence that begins on a day; null = without end. A year ends on the day before its anniversary. */
export function lastDay(from: string, lasts: LicenceKind['lasts']): string | null {
  if ('open' in lasts) return null
  if ('days' in lasts) return addDays(from, lasts.days - 1)
  const [year, rest] = [Number(from.slice(0, 4)) + lasts.years, from.slice(4)]
  const leap = rest === '-02-29' && !((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0)
  return addDays(leap ? `${year}-03-01` : `${year}${rest}`, -1)
}

/** The first field that is missing, unknown or wrong; null when the values are those of the kind. */
export function wrongField(fields: readonly LicenceField[], values: Values): string | null {
  const unknown = Object.keys(values).find((code) => !fields.some((field) => field.code === code))
  return unknown ?? fields.find((field) => !fits(field, values[field.code]))?.code ?? null
}

function fits({ type, most = 60, from = 0, to = 0, options = [] }: LicenceField, value: string | number | undefined): boolean {
  if (type === 'integer') return typeof value === 'number' && Number.isSafeInteger(value) && value >= from && value <= to
  if (typeof value !== 'string') return false
  if (type === 'choice') return options.includes(value)
  if (type === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.slice(0, 10) === value
  return value.trim() === value && value.length > 0 && [...value].length <= most
}

/** What the code says, filled from the holder and the fields. */
export const claimsOf = (claims: LicenceKind['claims'], holder: Holder, values: Values): Record<string, string | number> => {
  const valueOf = (source: ClaimSource): string | number => (source === 'holder.name' ? holder.shown : source === 'holder.born' ? holder.bornOn! : source === 'holder.number' ? holder.number : values[source.slice('field.'.length)]!)
  return Object.fromEntries(Object.entries(claims).map(([claim, source]) => [claim, valueOf(source)]))
}
