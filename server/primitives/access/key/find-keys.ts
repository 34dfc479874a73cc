import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { within } from '../scope-sql.ts'
import { scopeOf } from '../scope.ts'
import { access } from '../tables.ts'

/** Keys in the administrator's scope, the newest first; never the key itself. 接口密钥列表 */
export async function findKeys(deed: Deed, page: Readonly<{ limit?: number; after?: string }>) {
  const limit = page.limit ?? 50
  let query = access(deed.tx).selectFrom('access.api_key').selectAll().where(within(sql.ref('division_path'), scopeOf(deed, 'access.key.manage'))).orderBy('id', 'desc').limit(limit + 1)
  if (page.after) query = query.where('id', '<', page.after)
  const rows = await query.execute()
  const items = rows.slice(0, limit).map((row) => ({
    id: row.id, hint: row.hint, name: row.name, kind: row.kind, holderId: row.holder_id, permissions: row.permissions, divisionPath: row.division_path, departmentId: row.department_id,
    rateClass: row.rate_class, issuedAt: row.issued_at.toISOString(), expiresAt: row.expires_at.toISOString(), revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }))
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}
