import { isRecord } from './health-certificate.ts'

type Field = Readonly<{ must?: boolean; fits(value: unknown): boolean }>
type Shape = Readonly<Record<string, Field>>

const text = (most: number) => (value: unknown): boolean => typeof value === 'string' && value.length <= most
const matching = (pattern: RegExp) => (value: unknown): boolean => typeof value === 'string' && pattern.test(value)
/** A name is letters of any script, marks and what stands between them, never pictures. */
const name: Field = { fits: (value) => text(80)(value) && !/\p{Extended_Pictographic}/u.test(String(value)) }
const machineName: Field = { fits: matching(/^[A-Z<]{0,80}$/) }
const code: Field = { must: true, fits: text(80) }
const count: Field = { must: true, fits: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 9 }
const day: Field = { must: true, fits: matching(/^(19|20)\d\d-(0\d|1[0-2])-([0-2]\d|3[01])/) }
const moment: Field = { must: true, fits: (value) => matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d/)(value) && !Number.isNaN(Date.parse(String(value).replace(/([+-]\d\d)$/, '$1:00'))) }
/** ISO 3166 keeps XA to XZ for whoever wants to make one up: nobody's country, Kosovo's XK apart. */
const country: Field = { must: true, fits: (value) => matching(/^[A-Z]{0,10}$/)(value) && !/^X[^K]$/.test(String(value)) }
/** The EU numbers makers of vaccines with nine digits or more; other makers have names. */
const maker: Field = { must: true, fits: (value) => text(80)(value) && (!/^ORG-\d/.test(String(value)) || /^ORG-\d{9,}$/.test(String(value))) }

const shapes: Readonly<Record<'v' | 't' | 'r', Shape>> = {
  v: { tg: code, vp: code, mp: code, ma: maker, dn: count, sd: count, dt: day, co: country, is: code, ci: code },
  t: { tg: code, tt: code, nm: { fits: text(80) }, ma: { fits: text(80) }, sc: moment, dr: { fits: moment.fits }, tr: code, tc: { fits: text(80) }, co: country, is: code, ci: code },
  r: { tg: code, fr: day, co: country, is: code, df: day, du: day, ci: code },
}

export type Statement = Readonly<{ kind: 'v' | 't' | 'r'; entry: Readonly<Record<string, unknown>> }>

/** Which kind of statement it makes first; null where it makes none. */
export const kindOf = (certificate: Readonly<Record<string, unknown>>): 'v' | 't' | 'r' | null =>
  (['v', 't', 'r'] as const).find((kind) => Array.isArray(certificate[kind]) && (certificate[kind] as unknown[]).length > 0) ?? null

/** Versions 1.0 to 1.3 of the EU's schema: one statement, and where it departs from the schema, the field. 欧盟证书格式 */
export function checkHealth(certificate: Readonly<Record<string, unknown>>, issued: Date): Statement | string {
  if (!matching(/^1\.[0-3]\.\d+$/)(certificate.ver)) return 'ver'
  if (!isRecord(certificate.nam)) return 'nam'
  const { fn, gn, fnt, gnt } = certificate.nam
  for (const [field, value, shape] of [['nam.fn', fn, name], ['nam.gn', gn, name], ['nam.fnt', fnt, machineName], ['nam.gnt', gnt, machineName]] as const)
    if (value !== undefined && value !== null && !shape.fits(value)) return field
  if (fnt === undefined && gnt === undefined) return 'nam.fnt'
  if (!matching(/^((19|20)\d\d(-\d\d){0,2}(T00:00:00)?)?$/)(certificate.dob) || String(certificate.dob).slice(0, 10) > issued.toISOString().slice(0, 10)) return 'dob' // nobody is born after their certificate
  const found = (['v', 't', 'r'] as const).filter((kind) => Array.isArray(certificate[kind]) && (certificate[kind] as unknown[]).length > 0)
  const [kind] = found
  if (kind === undefined || found.length > 1) return 'v, t, r'
  const entry = (certificate[kind] as unknown[])[0]
  if (!isRecord(entry)) return kind
  for (const [field, { must, fits }] of Object.entries(shapes[kind])) {
    const value = entry[field]
    if (value === undefined || value === null ? must === true : !fits(value)) return `${kind}.${field}`
  }
  return { kind, entry }
}
