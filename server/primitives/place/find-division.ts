import { cityDay } from '#base/clock'
import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { divisionIndex, type Division } from './division-index.ts'
import { isUnder, stepsOf } from './paths.ts'
import type { Level } from './tables.ts'

/** The division with exactly this code, ended ones too; null where there is none. 查区划 */
export async function findDivision(deed: Deed, code: string): Promise<Division | null> {
  return (await divisionIndex(deed)).byCode.get(code) ?? (await divisionIndex(deed, true)).byCode.get(code) ?? null
}

/** The division with exactly this code, or a refusal when it is unknown or has ended. 取区划 */
export async function requireDivision(deed: Deed, code: string): Promise<Division> {
  const division = await findDivision(deed, code)
  if (!division) throw notFound('place.division_unknown', { division: code })
  if (division.validTo !== null && division.validTo < (await cityToday(deed))) throw conflict('place.division_ended', { division: code, on: division.validTo })
  return division
}

/** The division at a path ('' is the city); null where there is none. 按路径查区划 */
export async function divisionAt(deed: Deed, path: string): Promise<Division | null> {
  return (await divisionIndex(deed)).byPath.get(path) ?? (await divisionIndex(deed, true)).byPath.get(path) ?? null
}

/** Everything now valid under a path, the path itself too, in the order of codes; of some levels only where they are named. 辖区列表 */
export async function divisionsUnder(deed: Deed, path: string, levels?: readonly Level[]): Promise<Division[]> {
  const today = await cityToday(deed)
  return (await divisionIndex(deed)).ordered.filter((one) => isUnder(one.path, path) && (!levels || levels.includes(one.level)) && (one.validTo === null || one.validTo >= today))
}

/** Names from the district down to the division itself. 上级名称 */
export async function divisionLine(deed: Deed, path: string): Promise<{ code: string, name: string, level: Level }[]> {
  const index = await divisionIndex(deed)
  return stepsOf(path).map((step) => index.byPath.get(step)).filter((one) => one !== undefined).map(({ code, name, level }) => ({ code, name, level }))
}

/** The day it is in the city. 城市当日 */
export async function cityToday(deed: Deed): Promise<string> {
  return cityDay(deed.now, (await divisionIndex(deed)).city?.zone ?? 'UTC')
}
