import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { within } from '../scope-sql.ts'
import { scopeFor } from '../scope.ts'
import { access } from '../tables.ts'

export type AccountFilter = Readonly<{ text?: string; divisionPath?: string; departmentId?: string; disabled?: boolean; limit?: number; after?: string }>

/** Staff accounts in the administrator's scope, by login. 账号列表 */
export async function findAccounts(deed: Deed, filter: AccountFilter) {
  const limit = filter.limit ?? 50
  let query = access(deed.tx).selectFrom('access.account as a').leftJoin('access.totp as t', 't.account_id', 'a.id')
    .select(['a.id', 'a.login', 'a.name', 'a.post_id', 'a.department_id', 'a.division_path', 'a.version', 'a.created_at', 'a.disabled_at', 't.confirmed_at'])
    .select(sql<bigint>`(select count(*) from access.passkey k where k.account_id = a.id)`.as('passkeys'))
    .select(sql<string[]>`(select coalesce(array_agg(distinct g.role order by g.role), '{}') from access.grant g where g.account_id = a.id and g.revoked_at is null and (g.until_at is null or g.until_at > ${deed.now}))`.as('roles'))
    .select(sql<Date | null>`(select max(s.created_at) from access.session s where s.account_id = a.id and s.ended_at is null)`.as('last_login_at'))
    .where('a.kind', '=', 'staff').where(within(sql.ref('a.division_path'), scopeFor(deed, 'access.account.manage', filter.divisionPath))).orderBy('a.login').limit(limit + 1)
  if (filter.text) query = query.where((eb) => eb.or([eb(sql`position(lower(${filter.text}) in a.login)`, '>', 0), eb(sql`position(${filter.text} in a.name)`, '>', 0)]))
  if (filter.departmentId) query = query.where('a.department_id', '=', filter.departmentId)
  if (filter.disabled !== undefined) query = query.where('a.disabled_at', filter.disabled ? 'is not' : 'is', null)
  if (filter.after) query = query.where('a.login', '>', filter.after)
  const rows = await query.execute()
  const items = rows.slice(0, limit).map((row) => ({
    id: row.id, login: row.login ?? '', name: row.name, postId: row.post_id, departmentId: row.department_id, divisionPath: row.division_path, version: row.version,
    createdAt: row.created_at.toISOString(), disabledAt: row.disabled_at?.toISOString() ?? null, totp: row.confirmed_at !== null, passkeys: Number(row.passkeys), roles: row.roles,
    lastLoginAt: row.last_login_at?.toISOString() ?? null,
  }))
  return { items, next: rows.length > limit ? items.at(-1)!.login : null }
}
