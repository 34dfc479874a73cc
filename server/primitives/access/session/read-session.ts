import { sql } from 'kysely'
import type { Deed, Grant } from '#base/deed'
import type { Known } from '../authenticate.ts'
import { permissionSet } from '../permission-sets.ts'
import { access } from '../tables.ts'

type GrantRow = { permissions: string[]; division_path: string; department_id: string | null; from_at: string; until_at: string | null }

/** The actor of a session, by one SELECT; null when it is unknown, ended, idle too long or its account disabled. 会话 */
export async function readSession(deed: Pick<Deed, 'tx' | 'now'>, digest: Buffer): Promise<Known | null> {
  const row = await access(deed.tx)
    .selectFrom('access.session as s')
    .innerJoin('access.account as a', 'a.id', 's.account_id')
    .select(['s.id', 's.stage', 's.last_seen_at', 's.idle_seconds', 's.expires_at', 's.ended_at'])
    .select(['a.id as account_id', 'a.kind', 'a.party_id', 'a.name', 'a.post_id', 'a.department_id', 'a.division_path', 'a.disabled_at'])
    .select(sql<GrantRow[]>`(select coalesce(jsonb_agg(jsonb_build_object('permissions', r.permissions, 'division_path', g.division_path,
      'department_id', g.department_id, 'from_at', g.from_at, 'until_at', g.until_at)), '[]')
      from access.grant g join access.role r on r.code = g.role where g.account_id = a.id and g.revoked_at is null)`.as('grants'))
    .where('s.digest', '=', digest)
    .executeTakeFirst()
  if (!row || row.ended_at || row.disabled_at) return null
  const idleUntil = new Date(row.last_seen_at.getTime() + row.idle_seconds * 1000)
  const until = idleUntil < row.expires_at ? idleUntil : row.expires_at
  if (until <= deed.now) return null
  return {
    stage: row.stage, until, rateClass: null, touch: deed.now.getTime() - row.last_seen_at.getTime() > 60_000,
    actor: {
      kind: row.kind === 'staff' ? 'staff' : 'person', id: row.party_id, name: row.name, accountId: row.account_id, sessionId: row.id,
      postId: row.post_id, departmentId: row.department_id, divisionPath: row.division_path,
      grants: row.stage === 'full' ? row.grants.filter((grant) => isLive(grant, deed.now)).map(grantOf) : [],
    },
  }
}

const isLive = (grant: GrantRow, now: Date): boolean => new Date(grant.from_at) <= now && (grant.until_at === null || new Date(grant.until_at) > now)
const grantOf = (row: GrantRow): Grant => ({ permissions: permissionSet(row.permissions), divisionPath: row.division_path, departmentId: row.department_id })
