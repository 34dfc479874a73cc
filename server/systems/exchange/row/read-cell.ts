import { castCell } from '#base/table-file'
import { checkIdentityNumber, type NumberRules } from '#primitives/party'
import type { ResourceField } from '../contract.ts'

export type Value = string | number | boolean | null
export type Read = Readonly<{ value: Value } | { fault: string }>

/** What a cell means by the contract of its field; a fault that an official understands where it means nothing. Decimals and days stay the text that they are. 按契约转换 */
export function readCell(field: ResourceField, text: string, rules: NumberRules): Read {
  if (text === '') return field.required || field.key ? { fault: 'required' } : { value: null }
  if (field.personal === 'identity_number') {
    const checked = checkIdentityNumber(text, rules)
    return 'fault' in checked ? { fault: 'identity_number' } : { value: checked.number }
  }
  if (field.type === 'text' || field.type === 'code') return field.length !== null && [...text].length > field.length ? { fault: 'too_long' } : { value: text }
  const cast = castCell(field.type, text)
  if ('code' in cast) return { fault: cast.code }
  if (field.type === 'integer') return { value: Number(cast.value) }
  return { value: field.type === 'boolean' ? cast.value === 'true' : cast.value }
}
