import type { Deed } from '#base/deed'
import { forbidden, notFound } from '#base/errors'
import { isUnder, requireDivision } from '#primitives/place'
import { findUnit, type Unit } from './find-unit.ts'

/** Paths within which an actor looks for units: residents the whole city, all others their own scope. */
const scopesOf = ({ actor: { kind, grants } }: Deed): string[] => (kind === 'person' || kind === 'anonymous' || kind === 'job' ? [''] : grants.map((grant) => grant.divisionPath))

/** Scopes of a search; a division outside one's own is refused. 单位检索范围 */
export async function unitScopes(deed: Deed, under: string | undefined): Promise<{ scopes: string[], under?: string }> {
  const scopes = scopesOf(deed)
  if (under === undefined) return { scopes }
  const { path } = await requireDivision(deed, under)
  if (!scopes.some((scope) => isUnder(path, scope))) throw forbidden('party.unit_outside_scope', { division: under })
  return { scopes, under: path }
}

/** The unit, where it lies in one's scope or is one's own; else not found, as if unknown. 范围内单位 */
export async function requireUnitInScope(deed: Deed, id: string): Promise<Unit> {
  const unit = await findUnit(deed, id)
  if (!unit || (unit.id !== deed.actor.departmentId && !scopesOf(deed).some((scope) => isUnder(unit.divisionPath, scope)))) throw notFound('party.unit_unknown', { unit: id })
  return unit
}

/** True where the actor may change units and posts. 单位管理范围 */
export const mayManageAt = (deed: Deed, path: string): boolean =>
  deed.actor.kind === 'job' || deed.actor.grants.some((grant) => grant.permissions.has('party.unit.manage') && isUnder(path, grant.divisionPath))
