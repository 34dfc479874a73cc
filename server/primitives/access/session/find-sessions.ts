import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { requireAccount } from '../require-account.ts'
import { access } from '../tables.ts'

/** One's own sessions that go on, the latest first. 我的登录 */
export async function findSessions(deed: Deed) {
  const own = requireAccount(deed)
  const rows = await access(deed.tx).selectFrom('access.session').select(['id', 'created_at', 'last_seen_at', 'expires_at', 'device', 'source', 'factors'])
    .where('account_id', '=', own.accountId).where('ended_at', 'is', null).where('expires_at', '>', deed.now)
    .where(sql<boolean>`last_seen_at + make_interval(secs => idle_seconds) > ${deed.now}`)
    .orderBy('last_seen_at', 'desc').limit(100).execute()
  return rows.map((row) => ({
    id: row.id, current: row.id === own.sessionId, createdAt: row.created_at.toISOString(), lastSeenAt: row.last_seen_at.toISOString(), expiresAt: row.expires_at.toISOString(),
    device: row.device, source: row.source.replace(/^ip:/, ''), factors: row.factors,
  }))
}
