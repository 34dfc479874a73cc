import { addDays } from '#base/clock'
import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { restamp, type Division } from './division-index.ts'
import { cityToday, findDivision } from './find-division.ts'
import { lockGrid } from './lock-grid.ts'
import { place } from './tables.ts'

/** Ends a grid: from now on nothing new may be put into it; what lies in it stays readable. 撤销网格 */
export async function retireGrid(deed: Deed, code: string, version?: number): Promise<Division> {
  const grid = await lockGrid(deed, code, version)
  const lastDay = addDays(await cityToday(deed), -1)
  await place(deed.tx).updateTable('place.division').where('code', '=', code)
    .set({ valid_to: lastDay, origin: 'desk', version: grid.version + 1, changed_at: deed.now }).execute()
  await restamp(deed)
  await record(deed, 'place.grid_retired', code, { name: grid.name, lastDay })
  return (await findDivision(deed, code))!
}
