import { type CityFolder, type Found, atPlace, docOf, repeatedIn } from './city-files.ts'

type Role = { code: string; permissions: string[]; apart?: string[] }

/** Roles are apart from roles that exist. With what the server declares: no role may what nothing asks for, and somebody may whatever is asked for. 角色检查 */
export function checkRoles(city: CityFolder, declared: ReadonlyMap<string, ReadonlySet<string>> | null): Found[] {
  const { roles = [] } = docOf<{ roles?: Role[] }>(city, 'roles.yaml')
  const say = (at: number, says: string): Found => atPlace(city, 'roles.yaml', ['roles', at], says)
  const found = repeatedIn(roles, ({ code }) => code).map(([at, code]) => say(at, `role ${code} occurs twice`))
  roles.forEach(({ code, apart = [], permissions }, at) => {
    for (const other of apart) if (!roles.some((role) => role.code === other)) found.push(say(at, `${code} is apart from ${other}, which is no role`))
    for (const permission of permissions) if (declared?.get(permission.split('.')[0]!)?.has(permission) === false) found.push(say(at, `nothing in the server asks for ${permission}`))
  })
  const granted = new Set(roles.flatMap(({ permissions }) => permissions))
  // Open311 is for programs: its permissions are given to keys, not to roles
  for (const [home, permissions] of declared ?? []) for (const permission of permissions) if (!granted.has(permission) && home !== 'open311') found.push({ path: 'roles.yaml', line: 1, says: `no role may ${permission}` })
  return found
}
