import { invalid, type Refusal } from '#base/errors'
import type { NumberRules } from '#primitives/party'
import type { QueryRows, ResourceField } from '../contract.ts'
import type { Grant } from './grant-in-force.ts'
import { readCell } from './read-cell.ts'

/** The key that is asked, and its value as it lies in the rows; a refusal where the entry has no such key, the value cannot be one, or what is to be compared is not granted. 读主键 */
export function askedKey(grant: Pick<Grant, 'resourceFields' | 'fields'>, { field, value, compare = {} }: QueryRows, rules: NumberRules): Readonly<{ key: ResourceField; value: string }> | Refusal {
  const key = grant.resourceFields.find((one) => one.field === field && one.key)
  if (!key) return invalid('exchange.not_a_key', { field })
  const beyond = Object.keys(compare).find((name) => !grant.fields.includes(name))
  if (beyond !== undefined) return invalid('exchange.field_not_granted', { field: beyond })
  const read = readCell(key, value.trim(), rules)
  return 'fault' in read ? invalid('exchange.bad_value', { field: key.name }) : { key, value: String(read.value) }
}
