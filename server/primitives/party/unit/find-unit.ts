import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { cityToday, isUnder } from '#primitives/place'
import { unitIndex, type Unit } from './unit-index.ts'

export type { Unit } from './unit-index.ts'

/** The unit with this id, ended ones too; null where there is none. 查单位 */
export const findUnit = async (deed: Deed, id: string): Promise<Unit | null> => (await unitIndex(deed)).byId.get(id) ?? (await unitIndex(deed, true)).byId.get(id) ?? null

/** The unit with this id, or a refusal when it is unknown or has ended. 取单位 */
export async function requireUnit(deed: Deed, id: string): Promise<Unit> {
  const unit = await findUnit(deed, id)
  if (!unit) throw notFound('party.unit_unknown', { unit: id })
  if (unit.validTo !== null && unit.validTo < (await cityToday(deed))) throw conflict('party.unit_ended', { unit: id, on: unit.validTo })
  return unit
}

/** Units by id, for showing names in a list. 批量查单位 */
export async function findUnits(deed: Deed, ids: readonly string[]): Promise<Map<string, Unit>> {
  const found = await Promise.all([...new Set(ids)].map((id) => findUnit(deed, id)))
  return new Map(found.filter((unit) => unit !== null).map((unit) => [unit.id, unit]))
}

/** Units with a role that answer at a place: the nearest level first, then the ones above it. 责任单位 */
export async function unitsFor(deed: Deed, { role, divisionPath }: { role: string, divisionPath: string }): Promise<Unit[]> {
  const found = ((await unitIndex(deed)).byRole.get(role) ?? []).filter((unit) => isUnder(divisionPath, unit.divisionPath) && unit.validTo === null)
  return found.toSorted((a, b) => b.divisionPath.length - a.divisionPath.length)
}

type Search = { text?: string | undefined, under?: string | undefined, role?: string | undefined, level?: string | undefined, limit?: number | undefined, scopes: readonly string[] }

/** Type-ahead over units by name or id within the scopes given ('' = whole city). 查找单位 */
export async function searchUnits(deed: Deed, { text = '', under, role, level, limit = 50, scopes }: Search): Promise<Unit[]> {
  const typed = text.trim().toLowerCase()
  const within = under === undefined ? scopes : [under]
  const fits = (unit: Unit): boolean =>
    unit.validTo === null && (role === undefined || unit.role === role) && (level === undefined || unit.level === level) && within.some((scope) => isUnder(unit.divisionPath, scope)) &&
    (typed === '' || unit.name.toLowerCase().includes(typed) || unit.shortName.toLowerCase().includes(typed) || unit.id.includes(typed))
  return (await unitIndex(deed)).ordered.filter(fits).slice(0, limit)
}
