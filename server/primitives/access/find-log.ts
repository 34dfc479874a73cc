import type { Deed } from '#base/deed'
import { access, type AccessTables } from './tables.ts'

export type LogFilter = Readonly<{ account?: string; kind?: AccessTables['access.login_log']['kind']; limit?: number; after?: string }>

/** The log of logins and refusals for the audit administrator, the newest first. 登录日志 */
export async function findLog(deed: Deed, filter: LogFilter) {
  const limit = filter.limit ?? 50
  let query = access(deed.tx).selectFrom('access.login_log as l').leftJoin('access.account as a', 'a.id', 'l.account_id')
    .select(['l.id', 'l.at', 'l.kind', 'l.account_id', 'a.login', 'l.actor_id', 'l.source', 'l.device', 'l.code', 'l.route']).orderBy('l.id', 'desc').limit(limit + 1)
  if (filter.account) query = query.where('l.account_id', '=', filter.account)
  if (filter.kind) query = query.where('l.kind', '=', filter.kind)
  if (filter.after) query = query.where('l.id', '<', filter.after)
  const rows = await query.execute()
  const items = rows.slice(0, limit).map((row) => ({
    id: row.id, at: row.at.toISOString(), kind: row.kind, accountId: row.account_id, login: row.login, actorId: row.actor_id, source: row.source, device: row.device, code: row.code, route: row.route,
  }))
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}
