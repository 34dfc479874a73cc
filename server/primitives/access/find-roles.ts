import type { Deed } from '#base/deed'
import { access } from './tables.ts'

/** The roles that can be granted. 角色列表 */
export async function findRoles(deed: Deed) {
  const items = await access(deed.tx).selectFrom('access.role').select(['code', 'title', 'level', 'bound', 'permissions', 'apart']).where('level', '!=', 'none').orderBy('code').limit(200).execute()
  return { items }
}
