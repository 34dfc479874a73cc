import type { MatterRow } from '../tables.ts'
import type { Time } from '../matter-shapes.ts'
import type { Kind } from './kind-shape.ts'

/** A named limit as it holds for one matter: what the caller set, else the urgent one, else by level, else the kind's. 时限 */
export function limitFor(kind: Kind, row: Pick<MatterRow, 'limits' | 'urgent' | 'holder_level'>, name: string): Time | null {
  const set = row.limits[name]
  if (set) return set
  const limit = kind.limits[name]
  if (!limit) return null
  if (row.urgent && limit.urgent) return limit.urgent
  const byLevel = limit.by_level?.[row.holder_level]
  if (byLevel) return byLevel
  return limit.amount === undefined ? null : { amount: limit.amount, unit: limit.unit! }
}
