import { invalid, type Refusal } from '#base/errors'
import type { Deed } from '#base/deed'
import { findMatters } from '#primitives/matter'
import type { NumberRules } from '#primitives/party'
import type { Grant, Row } from '../row/grant-in-force.ts'
import { readCell } from '../row/read-cell.ts'
import { sameValue } from '../row/shown-fields.ts'
import { disputeValue, type Difference } from './dispute-value.ts'

export type OwnValues = Readonly<Record<string, string>>
export type Differing = Readonly<{ field: string; name: string; correction: string | null }>
type Granted = Pick<Grant, 'resourceFields' | 'masks'>

/** The asker's own values as they would lie in the rows; refused where the grant gives neither the whole value nor a comparison, since it would be one. 自有值 */
export function readOwn({ resourceFields, masks }: Granted, own: OwnValues, rules: NumberRules): Record<string, string> | Refusal {
  const read: Record<string, string> = {}
  for (const [name, text] of Object.entries(own)) {
    const mask = masks.find(({ field }) => field === name)?.mask
    const field = resourceFields.find((one) => one.field === name)
    if (!field || (mask !== 'full' && mask !== 'compare')) return invalid('exchange.own_not_comparable', { field: field?.name ?? name })
    const cell = readCell(field, text.trim(), rules)
    if ('fault' in cell || cell.value === null) return invalid('exchange.bad_value', { field: field.name })
    read[name] = String(cell.value)
  }
  return read
}

/** Of which fields the one row says something else; what it does not say is no difference. 两源差异 */
export const differing = (own: OwnValues, row: Row): { field: string; heldValue: string; otherValue: string }[] =>
  Object.entries(own).flatMap(([field, otherValue]) => { const held = row[field] ?? null; return held === null || sameValue(held, otherValue) ? [] : [{ field, heldValue: String(held), otherValue }] })

/** A correction for each of them, in one order for all, so that two askers do not wait for each other crosswise. Answers their ids as they were given, and how many are new; after `most` new ones no more are opened. */
export async function disputeEach(deed: Deed, differences: readonly Difference[], most: number): Promise<{ ids: Map<Difference, string>; opened: number }> {
  const ids = new Map<Difference, string>()
  let opened = 0
  for (const one of differences.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))) {
    if (opened >= most) break
    const { id, opened: fresh } = await disputeValue(deed, one)
    ids.set(one, id)
    if (fresh) opened += 1
  }
  return { ids, opened }
}

const orderOf = ({ key, field }: Difference): string => `${key.value} ${field}`

/** The numbers under which corrections go. */
export async function correctionNumbers(deed: Deed, ids: readonly string[]): Promise<Map<string, string>> {
  const found = ids.length === 0 ? [] : (await findMatters(deed, { ids: [...new Set(ids)] }, { limit: 200 })).items
  return new Map(found.map(({ id, number }) => [id, number]))
}
