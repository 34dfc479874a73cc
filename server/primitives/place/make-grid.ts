import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { record } from '#primitives/event'
import { cityOf } from './city.ts'
import type { Division } from './division-index.ts'
import { restamp } from './division-index.ts'
import { cityToday, findDivision, requireDivision } from './find-division.ts'
import { initialsOf } from './initials.ts'
import { requirePlaceScope } from './place-scope.ts'
import { place } from './tables.ts'

/** Makes a grid under a community; its code is the community's with the next three digits, never one that was used before. 新建网格 */
export async function makeGrid(deed: Deed, communityCode: string, name: string): Promise<Division> {
  const community = await requireDivision(deed, communityCode)
  requirePlaceScope(deed, 'place.grid.manage', community.path)
  if (community.level !== 'community') throw conflict('place.grid_needs_community', { division: communityCode })
  await place(deed.tx).selectFrom('place.division').select('code').where('code', '=', communityCode).forUpdate().execute() // two desks must not take one number
  const taken = await place(deed.tx).selectFrom('place.division').select(['code', 'name', 'valid_to']).where('parent_code', '=', communityCode).where('level', '=', 'grid').execute()
  if (taken.some((grid) => grid.name === name && grid.valid_to === null)) throw conflict('place.grid_name_taken', { name })
  const code = nextGridCode(communityCode, taken.map((grid) => grid.code), await digitsOfGrid(deed, communityCode))
  if (code === null) throw conflict('place.grid_codes_used_up', { division: communityCode })
  await place(deed.tx).insertInto('place.division').values({
    code, parent_code: communityCode, level: 'grid', kind: '网格', name, initials: initialsOf(name), path: `${community.path}/${code}`,
    longitude: null, latitude: null, valid_from: await cityToday(deed), valid_to: null, source: deed.actor.departmentId ?? 'desk', origin: 'desk', changed_at: deed.now,
  }).execute()
  await restamp(deed)
  await record(deed, 'place.grid_made', code, { name, community: communityCode })
  return (await findDivision(deed, code))!
}

async function digitsOfGrid(deed: Deed, communityCode: string): Promise<number> {
  const digits = (await cityOf(deed)).levels.find((one) => one.level === 'grid')?.digits
  return digits === undefined ? 3 : digits - communityCode.length
}

/** The code after the highest one ever used; null when the digits are used up. 网格编码 */
export function nextGridCode(communityCode: string, taken: readonly string[], digits: number): string | null {
  const next = 1 + Math.max(0, ...taken.map((code) => Number(code.slice(communityCode.length))).filter((serial) => Number.isInteger(serial)))
  return next < 10 ** digits ? communityCode + String(next).padStart(digits, '0') : null
}
