import type { Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import type { ExchangeLeakCounts, ExchangeLeakKind, ExchangeLeaks } from '../contract.ts'
import { leakKinds, meshes, MOST } from './meshes.ts'

/** How much slipped through each mesh: all for the authority, what one's unit uses or gives for others. 查漏计数 */
export async function countExchangeLeaks(deed: Deed): Promise<ExchangeLeakCounts> {
  const kinds: ExchangeLeakCounts['kinds'] = []
  for (const kind of leakKinds) {
    const count = (await meshes[kind](deed)).length
    kinds.push({ kind, count, most: count >= MOST })
  }
  return { at: deed.now.toISOString(), total: kinds.reduce((sum, { count }) => sum + count, 0), kinds }
}

/** What slipped through one mesh, each with the way to it. 查漏清单 */
export async function findExchangeLeaks(deed: Deed, kind: ExchangeLeakKind): Promise<ExchangeLeaks> {
  const rows = await meshes[kind](deed)
  const units = await findUnits(deed, [...new Set(rows.map(({ unit }) => unit))])
  return { items: rows.map((row) => ({ ...row, unit: units.get(row.unit)?.name ?? row.unit, since: row.since?.toISOString() ?? null })) }
}
