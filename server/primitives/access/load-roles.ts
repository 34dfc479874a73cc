import type { Deed } from '#base/deed'
import { forgetAll } from './authenticate.ts'
import { afterCommit } from '#base/database'
import { access } from './tables.ts'

export type RoleSeed = Readonly<{ code: string; title: Record<string, string>; level: string; bound?: boolean; permissions: string[]; apart?: string[] }>

/** 三员: whoever runs the system, whoever gives rights and whoever looks over both are three people. Every city has these roles. 三员分立 */
export const administrators = ['system_admin', 'security_admin', 'audit_admin'] as const

/** What is wrong with a city's roles: an apart that names no role, an administrator that is missing or not held apart. 角色检查 */
export function faultsOfRoles(roles: readonly RoleSeed[]): string[] {
  const byCode = new Map(roles.map((role) => [role.code, role]))
  const faults = roles.flatMap((role) => (role.apart ?? []).filter((code) => !byCode.has(code)).map((code) => `${role.code} is held apart from ${code}, which is no role`))
  for (const code of administrators) {
    const role = byCode.get(code)
    if (!role) faults.push(`${code} is missing`)
    else for (const other of administrators) if (other !== code && !role.apart?.includes(other)) faults.push(`${code} must be held apart from ${other}`)
  }
  return faults
}

/** Loads roles.yaml; a role that is gone from the file keeps no permission. 装载角色 */
export async function loadRoles(deed: Deed, content: unknown): Promise<void> {
  const { roles } = content as { roles: RoleSeed[] }
  const faults = faultsOfRoles(roles)
  if (faults.length > 0) throw new Error(`roles.yaml: ${faults.join('; ')}`)
  for (const role of roles) {
    const row = { title: JSON.stringify(role.title), level: role.level, bound: role.bound ?? false, permissions: [...role.permissions].sort(), apart: role.apart ?? [], changed_at: deed.now }
    await access(deed.tx).insertInto('access.role').values({ code: role.code, ...row }).onConflict((conflict) => conflict.column('code').doUpdateSet(row)).execute()
  }
  await access(deed.tx).updateTable('access.role').set({ permissions: [], changed_at: deed.now }).where('code', 'not in', roles.map((role) => role.code)).execute()
  afterCommit(deed.tx, forgetAll)
}

/** Permissions that roles name and no home declares: they stop the start. 未申明的权限 */
export async function unknownPermissions(deed: Deed, declared: ReadonlySet<string>): Promise<string[]> {
  const roles = await access(deed.tx).selectFrom('access.role').select(['code', 'permissions']).orderBy('code').execute()
  return roles.flatMap((role) => role.permissions.filter((permission) => !declared.has(permission)).map((permission) => `${role.code}: ${permission}`))
}
