import type { Deed } from '#base/deed'
import { divisionAt } from '#primitives/place'
import type { Source } from '../tables.ts'

/** The way in, by who reports: a unit's program, a worker in a community or grid, a desk above them, a resident. 来源 */
export async function sourceOf(deed: Deed): Promise<Source> {
  const { actor } = deed
  if (actor.kind === 'unit' || actor.kind === 'device') return 'unit'
  if (actor.kind !== 'staff') return 'resident'
  const level = actor.divisionPath ? (await divisionAt(deed, actor.divisionPath))?.level : 'city'
  return level === 'community' || level === 'grid' ? 'grid_worker' : 'desk'
}
