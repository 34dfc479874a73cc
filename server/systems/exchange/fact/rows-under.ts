import type { Deed } from '#base/deed'
import { contributedResource } from '#primitives/registry'
import { findRows, type Found } from '../row/find-rows.ts'
import type { Grant } from '../row/grant-in-force.ts'

/** The rows that a grant reaches, by a key and its values: those that the source landed, or those of the system that keeps them itself. 按授权取数 */
export async function rowsUnder(deed: Deed, grant: Pick<Grant, 'resource_code' | 'contribution'>, field: string, values: readonly string[], most: number): Promise<Map<string, Found[] | 'too many'>> {
  if (grant.contribution === null) return findRows(deed, grant.resource_code, field, values, most)
  const kept = contributedResource(grant.contribution)
  if (!kept) throw new Error(`${grant.contribution} is contributed by no home`)
  const found = new Map<string, Found[] | 'too many'>()
  for (const value of new Set(values)) {
    const rows = await kept.one(deed, { field, value })
    if (rows.length > 0) found.set(value, rows.length > most ? 'too many' : [...rows])
  }
  return found
}
