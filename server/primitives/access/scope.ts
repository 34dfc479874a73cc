import type { Deed, Grant } from '#base/deed'
import { forbidden, Refusal } from '#base/errors'

/** Does a grant at `scope` reach `path`? '' is the whole city; 'a' reaches 'a/b' and not 'ab'. 管辖 */
export const covers = (scope: string, path: string): boolean => scope === '' || path === scope || path.startsWith(`${scope}/`)

/** The same places without those that another one already covers, in order. */
export const narrowest = (paths: readonly string[]): string[] =>
  [...new Set(paths)].filter((path, _, all) => !all.some((other) => other !== path && covers(other, path))).sort()

/** The grants that carry a permission at a place: division and department belong together. 授权
 *  A resident's permissions are for what is their own: they open doors of routes and never a place, however wide their grant. */
export const grantsWith = (deed: Pick<Deed, 'actor'>, permission: string): readonly Grant[] =>
  deed.actor.kind === 'person' ? [] : deed.actor.grants.filter((grant) => grant.permissions.has(permission))

/** Where the actor may: division paths, '' for the whole city, none when nowhere. A job acts for the city. 授权范围 */
export const scopeOf = (deed: Pick<Deed, 'actor'>, permission: string): readonly string[] =>
  deed.actor.kind === 'job' ? [''] : narrowest(grantsWith(deed, permission).map((grant) => grant.divisionPath))

/** For which units the actor may: null for any, otherwise these and no others. 部门范围 */
export function departmentScope(deed: Pick<Deed, 'actor'>, permission: string): readonly string[] | null {
  if (deed.actor.kind === 'job') return null
  const grants = grantsWith(deed, permission)
  if (grants.some((grant) => grant.departmentId === null)) return null
  return [...new Set(grants.map((grant) => grant.departmentId!))].sort()
}

/** May the actor do this there? With a department, a grant bound to another department does not count. 是否有权 */
export const mayAt = (deed: Pick<Deed, 'actor'>, permission: string, divisionPath: string, departmentId?: string | null): boolean =>
  deed.actor.kind === 'job' ||
  grantsWith(deed, permission).some(
    (grant) => covers(grant.divisionPath, divisionPath) && (departmentId === undefined || grant.departmentId === null || grant.departmentId === departmentId),
  )

/** `filter`: the place was asked for by name, so outside is 403. Otherwise an id led there, and outside is the same 404 as unknown. */
export type ScopeRule = Readonly<{ filter: true } | { code: string; departmentId?: string | null }>

/** Refuses a place outside the actor's scope as DESIGN says: 403 for a filter, 404 for an id. 越权拒绝 */
export function requireScope(deed: Pick<Deed, 'actor'>, permission: string, divisionPath: string, rule: ScopeRule): void {
  if (mayAt(deed, permission, divisionPath, 'code' in rule ? rule.departmentId : undefined)) return
  throw 'filter' in rule ? forbidden('access.scope_outside') : new Refusal(404, rule.code)
}

/** The scope of a list: the filter's division when it lies inside, the own scope when there is no filter. 列表范围 */
export function scopeFor(deed: Pick<Deed, 'actor'>, permission: string, filterPath?: string): readonly string[] {
  if (filterPath === undefined) return scopeOf(deed, permission)
  requireScope(deed, permission, filterPath, { filter: true })
  return [filterPath]
}
