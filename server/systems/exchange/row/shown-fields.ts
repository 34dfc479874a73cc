import { maskAddress, maskName, maskNumber, maskPhone } from '#primitives/party'
import type { ResourceField } from '../contract.ts'
import type { Grant, Row } from './grant-in-force.ts'

/** A row as the grant shows it: its fields and no others, masked. 按授权遮掩 */
export const shownFields = (grant: Grant, row: Row, compare: Readonly<Record<string, string>> = {}): Record<string, Row[string]> =>
  Object.fromEntries(grant.resourceFields.filter((one) => grant.fields.includes(one.field)).flatMap((one) => shown(one, row[one.field] ?? null, compare[one.field])))

/** Whether two values say the same, whatever their capitals and blanks. */
export const sameValue = (value: Row[string], asked: string): boolean => value !== null && String(value).toUpperCase() === asked.trim().toUpperCase()

const masks: Readonly<Record<string, (text: string) => string>> = { name: maskName, phone: maskPhone, identity_number: maskNumber, address: maskAddress }

/** What the other department sees of a value: all of it, part of it, or nothing where it is only compared. */
export function maskedValue({ mask, personal }: ResourceField, value: Row[string]): Row[string] {
  if (value === null || mask === 'never' || mask === 'compare') return null
  return mask === 'part' ? (masks[personal ?? ''] ?? ((text: string) => `${text.slice(0, 1)}***`))(String(value)) : value
}

function shown(field: ResourceField, value: Row[string], asked: string | undefined): [string, Row[string]][] {
  if (field.mask === 'never') return []
  if (field.mask === 'compare') return asked === undefined ? [] : [[field.field, sameValue(value, asked) ? 'same' : 'different']]
  return [[field.field, maskedValue(field, value)]]
}
