import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { cityToday, isUnder, stepsOf } from '#primitives/place'
import { party, type NetworkPost } from './tables.ts'

export type Unit = {
  id: string, name: string, shortName: string, level: string, divisionCode: string, divisionPath: string, parentId: string | null
  kind: string, role: string | null, networkPost: NetworkPost, phone: string | null, validTo: string | null
}

const units = (deed: Deed) => party(deed.tx).selectFrom('party.department').select([
  'id', 'name', (of) => of.fn.coalesce('short_name', 'name').as('shortName'), 'level', 'division_code as divisionCode', 'division_path as divisionPath', 'parent_id as parentId',
  'kind', 'role', 'network_post as networkPost', 'phone', 'valid_to as validTo',
])

/** The unit with this id, ended ones too; null where there is none. 查单位 */
export const findUnit = async (deed: Deed, id: string): Promise<Unit | null> => (await units(deed).where('id', '=', id).executeTakeFirst()) ?? null

/** The unit with this id, or a refusal when it is unknown or has ended. 取单位 */
export async function requireUnit(deed: Deed, id: string): Promise<Unit> {
  const unit = await findUnit(deed, id)
  if (!unit) throw notFound('party.unit_unknown', { unit: id })
  if (unit.validTo !== null && unit.validTo < (await cityToday(deed))) throw conflict('party.unit_ended', { unit: id, on: unit.validTo })
  return unit
}

/** Units by id, for showing names in a list. 批量查单位 */
export async function findUnits(deed: Deed, ids: readonly string[]): Promise<Map<string, Unit>> {
  if (ids.length === 0) return new Map()
  return new Map((await units(deed).where('id', 'in', [...new Set(ids)]).execute()).map((unit) => [unit.id, unit]))
}

/** Units with a role that answer at a place: the nearest level first, then the ones above it. 责任单位 */
export async function unitsFor(deed: Deed, { role, divisionPath }: { role: string, divisionPath: string }): Promise<Unit[]> {
  const found = await units(deed).where('role', '=', role).where('division_path', 'in', ['', ...stepsOf(divisionPath)]).where('valid_to', 'is', null).orderBy('id').execute()
  return found.sort((a, b) => b.divisionPath.length - a.divisionPath.length)
}

/** Type-ahead over units by name or id within the scopes given ('' = whole city). 查找单位 */
export async function searchUnits(deed: Deed, search: { text?: string | undefined, under?: string | undefined, role?: string | undefined, level?: string | undefined, limit?: number | undefined, scopes: readonly string[] }): Promise<Unit[]> {
  let query = units(deed).where('valid_to', 'is', null).orderBy('division_path').orderBy('id')
  if (search.role !== undefined) query = query.where('role', '=', search.role)
  if (search.level !== undefined) query = query.where('level', '=', search.level)
  if (search.text?.trim()) {
    const like = `%${search.text.trim().replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((of) => of.or([of('name', 'like', like), of('short_name', 'like', like), of('id', 'like', like)]))
  }
  const scopes = search.under === undefined ? search.scopes : [search.under]
  return (await query.execute()).filter((unit) => scopes.some((scope) => isUnder(unit.divisionPath, scope))).slice(0, search.limit ?? 50)
}
