import type { Deed } from '#base/deed'
import { forbidden } from '#base/errors'
import { isUnder } from './paths.ts'

/** True when one of the actor's grants carries the permission and covers the path. `access` has the rules for everyone above place. 范围判断 */
export const mayAt = (deed: Deed, permission: string, path: string): boolean =>
  deed.actor.kind === 'job' || deed.actor.grants.some((grant) => grant.permissions.has(permission) && isUnder(path, grant.divisionPath))

/** Refuses where the actor's grants do not reach. 要求范围 */
export function requirePlaceScope(deed: Deed, permission: string, path: string): void {
  if (!mayAt(deed, permission, path)) throw forbidden('place.division_outside_scope')
}
