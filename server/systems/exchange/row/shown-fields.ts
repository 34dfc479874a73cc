import type { MaskSaid, ResourceField } from '../contract.ts'
import { maskValue } from '../mask/mask-value.ts'
import type { Grant, Row } from './grant-in-force.ts'

type Shape = Pick<ResourceField, 'personal' | 'type'>

/** A row as the grant shows it: its fields and no others, masked for its purpose. 按授权遮掩 */
export const shownFields = (grant: Showing, row: Row, compare?: Readonly<Record<string, string>>): Record<string, Row[string]> => shownBy(grant)(row, compare)

type Showing = Pick<Grant, 'resourceFields' | 'masks'>
/** The same of many rows. */
export function shownBy({ resourceFields, masks }: Showing): (row: Row, compare?: Readonly<Record<string, string>>) => Record<string, Row[string]> {
  const fields = new Map(resourceFields.map((one) => [one.field, one]))
  const seen = masks.filter(({ mask }) => mask !== 'never').map(({ field, mask }) => ({ field, mask, one: fields.get(field)! }))
  return (row, compare = {}) => {
    const shown: Record<string, Row[string]> = {}
    for (const { field, mask, one } of seen) {
      const value = row[field] ?? null
      if (mask !== 'compare') shown[field] = maskedValue(one, mask, value)
      else if (compare[field] !== undefined) shown[field] = sameValue(value, compare[field]) ? 'same' : 'different'
    }
    return shown
  }
}

/** Whether two values say the same, whatever their capitals and blanks. */
export const sameValue = (value: Row[string], asked: string): boolean => value !== null && String(value).toUpperCase() === asked.trim().toUpperCase()

/** What the other department sees of a value: all of it, part of it, or nothing where it is only compared. */
export function maskedValue(one: Shape, mask: MaskSaid['mask'], value: Row[string]): Row[string] {
  if (value === null || mask === 'never' || mask === 'compare') return null
  return mask === 'full' ? value : maskValue(one, mask, String(value))
}
