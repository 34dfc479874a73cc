import type { MaskSaid, ResourceField } from '../contract.ts'
import { maskValue } from '../mask/mask-value.ts'
import type { Grant, Row } from './grant-in-force.ts'

type Shape = Pick<ResourceField, 'personal' | 'type'>

/** A row as the grant shows it: its fields and no others, masked for its purpose. 按授权遮掩 */
export function shownFields({ resourceFields, masks }: Pick<Grant, 'resourceFields' | 'masks'>, row: Row, compare: Readonly<Record<string, string>> = {}): Record<string, Row[string]> {
  const fields = new Map(resourceFields.map((one) => [one.field, one]))
  return Object.fromEntries(masks.flatMap((said) => shown(fields.get(said.field)!, said, row[said.field] ?? null, compare[said.field])))
}

/** Whether two values say the same, whatever their capitals and blanks. */
export const sameValue = (value: Row[string], asked: string): boolean => value !== null && String(value).toUpperCase() === asked.trim().toUpperCase()

/** What the other department sees of a value: all of it, part of it, or nothing where it is only compared. */
export function maskedValue(one: Shape, mask: MaskSaid['mask'], value: Row[string]): Row[string] {
  if (value === null || mask === 'never' || mask === 'compare') return null
  return mask === 'full' ? value : maskValue(one, mask, String(value))
}

function shown(one: Shape, { field, mask }: MaskSaid, value: Row[string], asked: string | undefined): [string, Row[string]][] {
  if (mask === 'never') return []
  if (mask === 'compare') return asked === undefined ? [] : [[field, sameValue(value, asked) ? 'same' : 'different']]
  return [[field, maskedValue(one, mask, value)]]
}
