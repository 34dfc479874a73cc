import type { Deed } from '#base/deed'
import { findRows, type Found } from '../row/find-rows.ts'
import { sameValue } from '../row/shown-fields.ts'
import type { ExchangeTables } from '../tables.ts'
import type { Said } from './open-correction.ts'
import type { CorrectionRow } from './require-correction.ts'

const MOST = 20

/** What the source holds now under the key of a correction, and whether it was changed since that was asked; where it landed nothing there is nothing to compare. Read by the source, of whom it is. 现存值 */
export async function heldValues(deed: Deed, { resource_code: code, field, asked_at }: CorrectionRow, { fields }: Pick<ExchangeTables['exchange.resource'], 'fields'>, { key, believed }: Said): Promise<{ values: (string | null)[]; changed: boolean }> {
  const keyed = key.field === null ? fields.filter((one) => one.key && one.personal === 'identity_number').map((one) => one.field) : [key.field]
  const rows: Found[] = []
  for (const one of keyed) {
    const found = (await findRows(deed, code, one, [key.value], MOST)).get(key.value) ?? []
    if (found !== 'too many') rows.push(...found)
  }
  const values = rows.map((row) => row.values[field] ?? null)
  return { values: values.slice(0, MOST).map((value) => (value === null ? null : String(value))), changed: rows.length === 0 || rows.some(({ at }) => at > asked_at) || values.some((value) => sameValue(value, believed)) }
}
