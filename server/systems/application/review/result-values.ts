import { addDays } from '#base/clock'
import { holds, type Values } from '#base/form'
import type { ItemSaid, LicenceSource } from '#systems/service-item'

export type Results = Pick<ItemSaid, 'results'>
export type Issued = Readonly<{ licence: string; issue: NonNullable<NonNullable<ItemSaid['results']>[number]['issue']> }>
/** What an approval of the item issues. */
export const issued = ({ results = [] }: Results): Issued[] => results.flatMap(({ licence, issue }) => (licence && issue ? [{ licence, issue }] : []))

/** `places`: the names of the divisions that stand in fields of the form. */
type Known = Readonly<{ today?: string; district?: string | undefined; places?: Readonly<Record<string, string>> }>

/** What the form, the place or the day says of a field of a licence; nothing where whoever decides has to say it. 证照要素取值 */
export function valueOf(source: LicenceSource, values: Values, known: Known = {}): string | number | undefined {
  if ('place' in source) return known.district
  if ('decided' in source) return source.decided === 'month' ? known.today && `${known.today.slice(0, 8)}01` : known.today
  if (!('field' in source) || (source.unless && holds(source.unless, values))) return undefined
  const stood = values[source.field]
  const value = source.column === undefined ? stood : (stood as Values | undefined)?.[source.column]
  if (source.bands) return typeof value === 'number' ? source.bands.findLast(({ from }) => value >= from)?.as : undefined
  const said = source.map ? source.map[String(value)] : typeof value === 'string' || typeof value === 'number' ? value : undefined
  if (said === undefined) return undefined
  if (source.as !== undefined) return source.as === 'integer' ? whole(said) : lastOfMonth(String(said))
  return source.region === undefined && source.after === undefined ? said : `${known.places?.[source.region ?? ''] ?? ''}${said}${source.after ?? ''}`
}

const whole = (said: string | number): number | undefined => (/^\d{1,9}$/.test(String(said)) ? Number(said) : undefined)
function lastOfMonth(month: string): string | undefined {
  const [, year, at] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? []
  return year && at && addDays(at === '12' ? `${Number(year) + 1}-01-01` : `${year}-${String(Number(at) + 1).padStart(2, '0')}-01`, -1)
}
