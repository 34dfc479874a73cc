import type { Deed } from '#base/deed'
import { conflict, Refusal } from '#base/errors'
import { contributedResource } from '#primitives/registry'
import type { LiveRows } from '../drawn/ask-platform.ts'
import { findRows, type Found } from '../row/find-rows.ts'
import type { Grant } from '../row/grant-in-force.ts'

/** The rows that a grant reaches, by a key and its values: those that the source landed, those of the system that keeps them itself, or those that the existing platform was asked for beforehand. 按授权取数 */
export async function rowsUnder(deed: Deed, grant: Pick<Grant, 'resource_code' | 'contribution' | 'drawn_from'>, field: string, values: readonly string[], most: number, live?: LiveRows): Promise<Map<string, Found[] | 'too many'>> {
  if (grant.drawn_from !== null) return answered(live, field, values)
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

/** What nobody asked beforehand is not answered by "none". */
function answered(live: LiveRows | undefined, field: string, values: readonly string[]): Map<string, Found[] | 'too many'> {
  if (!live) throw conflict('exchange.asked_live_only')
  const by = live.get(field)
  return new Map(values.flatMap((value): [string, Found[] | 'too many'][] => {
    const rows = by?.get(value)
    if (rows === undefined) throw new Refusal(503, 'exchange.source_out')
    return rows === 'too many' || rows.length > 0 ? [[value, rows]] : []
  }))
}
