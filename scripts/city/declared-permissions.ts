import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Home } from '../../server/base/home.ts'

/** The permissions that each home of the server declares, by the home's name. 权限清单 */
export async function declaredPermissions(server: string): Promise<Map<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>()
  for (const [layer, name] of [['primitives', 'primitive'], ['systems', 'system']] as const)
    for (const home of existsSync(join(server, layer)) ? readdirSync(join(server, layer)).sort() : []) {
      const file = join(server, layer, home, `${name}.ts`)
      if (existsSync(file)) found.set(home, new Set(((await import(file)) as Record<string, Home>)[name]?.permissions ?? []))
    }
  return found
}
