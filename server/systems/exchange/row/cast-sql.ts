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
  if (personal === 'identity_number') return `else exchange.read_identity_number(${cell}, ${literal(today.replaceAll('-', ''))}, ${demo || nobodyArea === null ? 'null' : literal(nobodyArea)})`
  switch (type) {
    case 'integer': return `when ${cell} ~ '^(0|-?[1-9][0-9]{0,14})$' then ${cell} else exchange.read_number(${cell}, 'integer')`
    case 'decimal': return `when ${cell} ~ '^-?(0|[1-9][0-9]{0,14})([.][0-9]{1,20})?$' then ${cell} else exchange.read_number(${cell}, 'decimal')`
    case 'date': return `when ${cell} ~ '^${DAY}$' then ${cell} else exchange.read_day(${cell}, 'date')`
    case 'datetime': return `when ${cell} ~ '^${DAY}[T ]${TIME}$' then overlay(${cell} placing 'T' from 11 for 1) else exchange.read_day(${cell}, 'datetime')`
    case 'boolean': return `when ${cell} in ('true', 'false') then ${cell} else exchange.read_boolean(${cell})`
    default: return length === null ? `else ${cell}` : `when octet_length(${cell}) <= ${length} or char_length(${cell}) <= ${length} then ${cell} else chr(1) || 'too_long'`
  }
}
/** Days that every month has. */
const DAY = '[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])'
const TIME = '([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,9})?'

/** The value as it stands in the row's JSON: numbers and truth as such, all else text. */
export const jsonSql = ({ type }: Contract, value: string): string => (type === 'integer' ? `(${value})::bigint` : type === 'boolean' ? `(${value})::boolean` : value)
