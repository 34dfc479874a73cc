import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { record } from '#primitives/event'
import { restamp, type Division } from './division-index.ts'
import { findDivision } from './find-division.ts'
import { initialsOf } from './initials.ts'
import { lockGrid } from './lock-grid.ts'
import { place } from './tables.ts'

/** Gives a grid another name; its code stays, and with it everything that points at it. 网格更名 */
export async function renameGrid(deed: Deed, code: string, name: string, version?: number): Promise<Division> {
  const grid = await lockGrid(deed, code, version)
  const namesake = await place(deed.tx).selectFrom('place.division').select('code')
    .where('parent_code', '=', grid.parent_code).where('name', '=', name).where('valid_to', 'is', null).where('code', '<>', code).executeTakeFirst()
  if (namesake) throw conflict('place.grid_name_taken', { name })
  await place(deed.tx).updateTable('place.division').where('code', '=', code)
    .set({ name, initials: initialsOf(name), origin: 'desk', version: grid.version + 1, changed_at: deed.now }).execute()
  await restamp(deed)
  await record(deed, 'place.grid_renamed', code, { from: grid.name, to: name })
  return (await findDivision(deed, code))!
}
