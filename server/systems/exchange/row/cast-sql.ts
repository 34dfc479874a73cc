import { literal } from '#base/database'
import type { NumberRules } from '#primitives/party'
import type { ResourceField } from '../contract.ts'

type Contract = Pick<ResourceField, 'type' | 'length' | 'required' | 'key' | 'personal'>

/** A cell by the contract of its field, as SQL over a column of text: its value in the form that is kept, null where there is none, or chr(1) and the code of its fault. What a database sends is judged in line, what people write by the functions of this schema. 按契约转换 */
export function castSql(field: Contract, cell: string, rules: NumberRules): string {
  const empty = field.required || field.key ? `chr(1) || 'required'` : 'null'
  return `case when ${cell} is null then ${empty} when ascii(${cell}) = 1 then ${cell} ${judged(field, cell, rules)} end`
}

function judged({ type, length, personal }: Contract, cell: string, { today, nobodyArea, demo }: NumberRules): string {
  if (personal === 'identity_number') return identityNumber(cell, today.replaceAll('-', ''), demo ? null : nobodyArea)
  switch (type) {
    case 'integer': return `when ${cell} ~ '^(0|-?[1-9][0-9]{0,14})$' then ${cell} else exchange.read_number(${cell}, 'integer')`
    case 'decimal': return `when ${cell} ~ '^-?(0|[1-9][0-9]{0,14})([.][0-9]{1,20})?$' then ${cell} else exchange.read_number(${cell}, 'decimal')`
    case 'date': return `when octet_length(${cell}) = 10 and left(${cell}, 4) = any(${YEARS}) and substr(${cell}, 5, 6) = any(${anyOf(DAYS.map((day) => `-${day.slice(0, 2)}-${day.slice(2)}`))}) then ${cell} else exchange.read_day(${cell}, 'date')`
    case 'datetime': return `when ${cell} ~ '^${DAY}[T ]${TIME}$' then overlay(${cell} placing 'T' from 11 for 1) else exchange.read_day(${cell}, 'datetime')`
    case 'boolean': return `when ${cell} in ('true', 'false') then ${cell} else exchange.read_boolean(${cell})`
    default: return length === null ? `else ${cell}` : `when octet_length(${cell}) <= ${length} or char_length(${cell}) <= ${length} then ${cell} else chr(1) || 'too_long'`
  }
}
/** A number as most are written, in line: a pattern that looks at each place costs the database twice as much as lists that it hashes. All others by the function that knows every case. */
function identityNumber(cell: string, today: string, forbidden: string | null): string {
  const digits = [...Map.groupBy(WEIGHTS.keys(), (place) => WEIGHTS[place]!)].map(([weight, places]) => `(${places.map((place) => `get_byte(b, ${place})`).join(' + ')}) * ${weight}`).join(' + ')
  const sum = `${digits} - 48 * ${WEIGHTS.reduce((all, weight) => all + weight, 0)} + case get_byte(b, 17) when 88 then 10 else get_byte(b, 17) - 48 end`
  return `when octet_length(${cell}) = 18 and ${cell} ~ '^[0-9]+[0-9X]$' and left(${cell}, 2) = any(${PROVINCES}) and substr(${cell}, 11, 4) = any(${anyOf(DAYS)}) and substr(${cell}, 7, 8) between '1850' and ${literal(today)}
    ${forbidden === null ? '' : `and left(${cell}, 6) <> ${literal(forbidden)}`} and (select (${sum}) % 11 = 1 from (select convert_to(${cell}, 'UTF8') as b offset 0) n) then ${cell} else exchange.read_identity_number(${cell}, ${literal(today)}, ${forbidden === null ? 'null' : literal(forbidden)})`
}
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const anyOf = (texts: readonly (string | number)[]): string => `'{${texts.join()}}'::text[]`
const from = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, at) => first + at)
const PROVINCES = anyOf([[11, 15], [21, 23], [31, 37], [41, 46], [50, 54], [61, 65], [71, 71], [81, 83]].flatMap(([first, last]) => from(first!, last!)))
const YEARS = anyOf(from(1850, 2149))
/** Month and day, those that every year has. */
const DAYS = from(1, 12).flatMap((month) => from(1, 28).map((day) => `${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`))

/** Days that every month has. */
const DAY = '[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])'
const TIME = '([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,9})?'

/** The value as it stands in the row's JSON: numbers and truth as such, all else text. */
export const jsonSql = ({ type }: Contract, value: string): string => (type === 'integer' ? `(${value})::bigint` : type === 'boolean' ? `(${value})::boolean` : value)
