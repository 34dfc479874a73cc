import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { access, type AccessTables } from './tables.ts'

export type LogLine = Readonly<{
  kind: AccessTables['access.login_log']['kind']; source: string; device?: string; accountId?: string | null; actorId?: string | null; code?: string | null; route?: string | null
}>

/** One line of the log of logins and refusals. 登录日志 */
export async function logAccess(deed: Deed, line: LogLine): Promise<void> {
  await access(deed.tx).insertInto('access.login_log').values({
    id: randomUUIDv7(), at: deed.now, kind: line.kind, account_id: line.accountId ?? null, actor_id: line.actorId ?? null, source: line.source,
    device: line.device ?? '', code: line.code ?? null, route: line.route ?? null,
  }).execute()
}
