import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { findUnits, searchUnits } from '#primitives/party'
import type { KeyQuery } from '../contract.ts'
import { within } from '../scope-sql.ts'
import { scopeOf } from '../scope.ts'
import { access } from '../tables.ts'

const SOON = 30 * 86_400_000

/** Keys in the administrator's scope, the newest first; never the key itself. 接口密钥列表 */
export async function findKeys(deed: Deed, { limit = 50, after, text, kind, state }: KeyQuery) {
  let query = access(deed.tx).selectFrom('access.api_key').selectAll().where(within(sql.ref('division_path'), scopeOf(deed, 'access.key.manage'))).orderBy('id', 'desc').limit(limit + 1)
  if (after) query = query.where('id', '<', after)
  if (kind) query = query.where('kind', '=', kind)
  if (state === 'over') query = query.where((eb) => eb.or([eb('revoked_at', 'is not', null), eb('expires_at', '<=', deed.now)]))
  else if (state) query = query.where('revoked_at', 'is', null).where('expires_at', '>', deed.now)
  if (state === 'soon') query = query.where('expires_at', '<=', new Date(deed.now.getTime() + SOON))
  if (text) {
    const words = text.trim().toLowerCase()
    const units = (await searchUnits(deed, { text: words, limit: 200, scopes: [''] })).map(({ id }) => id)
    query = query.where((eb) => eb.or([
      eb(sql`position(${words} in lower(name))`, '>', 0), eb(sql`position(${words} in lower(holder_id))`, '>', 0), eb(sql`lower(hint)`, '=', words),
      ...(units.length > 0 ? [eb('department_id', 'in', units)] : []),
    ]))
  }
  const rows = await query.execute()
  const shown = rows.slice(0, limit)
  const units = await findUnits(deed, shown.flatMap(({ department_id }) => department_id ?? []))
  const items = shown.map((row) => ({
    id: row.id, hint: row.hint, name: row.name, kind: row.kind, holderId: row.holder_id, permissions: row.permissions, divisionPath: row.division_path,
    departmentId: row.department_id, departmentName: row.department_id ? units.get(row.department_id)?.name ?? null : null,
    rateClass: row.rate_class, issuedAt: row.issued_at.toISOString(), expiresAt: row.expires_at.toISOString(), revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }))
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}
