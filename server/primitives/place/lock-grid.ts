import type { Deed } from '#base/deed'
import { conflict, notFound, stale } from '#base/errors'
import { cityToday } from './find-division.ts'
import { mayAt } from './place-scope.ts'
import { place } from './tables.ts'

/** The row of a grid that may be changed now, locked; outside one's scope it is not found, as if it were unknown. 锁定网格 */
export async function lockGrid(deed: Deed, code: string, version: number | undefined): Promise<{ name: string, parent_code: string, path: string, version: number }> {
  const grid = await place(deed.tx).selectFrom('place.division').select(['name', 'parent_code', 'path', 'level', 'version', 'valid_to'])
    .where('code', '=', code).forUpdate().executeTakeFirst()
  if (!grid || grid.level !== 'grid' || grid.parent_code === null || !mayAt(deed, 'place.grid.manage', grid.path)) throw notFound('place.grid_unknown', { division: code })
  if (grid.valid_to !== null && grid.valid_to < (await cityToday(deed))) throw conflict('place.division_ended', { division: code, on: grid.valid_to })
  if (version !== undefined && version !== grid.version) throw stale('place.grid_changed', { version: grid.version })
  return { ...grid, parent_code: grid.parent_code }
}
