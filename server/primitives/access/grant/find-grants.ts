import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { within } from '../scope-sql.ts'
import { scopeFor } from '../scope.ts'
import { access } from '../tables.ts'

export type GrantFilter = Readonly<{ accountId?: string; divisionPath?: string; role?: string; over?: boolean; limit?: number; after?: string }>

/** Grants in the administrator's scope, the newest first. 授权列表 */
export async function findGrants(deed: Deed, filter: GrantFilter) {
  const limit = filter.limit ?? 50
  let query = access(deed.tx).selectFrom('access.grant as g').innerJoin('access.account as a', 'a.id', 'g.account_id').innerJoin('access.role as r', 'r.code', 'g.role')
    .select(['g.id', 'g.account_id', 'a.name', 'a.login', 'g.role', 'r.title', 'g.division_path', 'g.department_id', 'g.from_at', 'g.until_at', 'g.reason', 'g.granted_at', 'g.revoked_at'])
    .where('a.kind', '=', 'staff').where(within(sql.ref('g.division_path'), scopeFor(deed, 'access.grant.manage', filter.divisionPath))).orderBy('g.id', 'desc').limit(limit + 1)
  if (filter.accountId) query = query.where('g.account_id', '=', filter.accountId)
  if (filter.role) query = query.where('g.role', '=', filter.role)
  if (!filter.over) query = query.where('g.revoked_at', 'is', null).where((eb) => eb.or([eb('g.until_at', 'is', null), eb('g.until_at', '>', deed.now)]))
  if (filter.after) query = query.where('g.id', '<', filter.after)
  const rows = await query.execute()
  const items = rows.slice(0, limit).map((row) => ({
    id: row.id, accountId: row.account_id, name: row.name, login: row.login, role: row.role, title: row.title, divisionPath: row.division_path, departmentId: row.department_id,
    fromAt: row.from_at.toISOString(), untilAt: row.until_at?.toISOString() ?? null, reason: row.reason, grantedAt: row.granted_at.toISOString(), revokedAt: row.revoked_at?.toISOString() ?? null,
  }))
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}
