import type { Deed } from '#base/deed'
import type { Known } from '../authenticate.ts'
import { permissionSet } from '../permission-sets.ts'
import { settings } from '../settings.ts'
import { access } from '../tables.ts'

const MINUTE = 60_000

/** The device or unit behind a key, with what its class may ask in a minute; null when it is unknown, revoked or past its time. 接口密钥 */
export async function readKey(deed: Pick<Deed, 'tx' | 'now'>, digest: Buffer): Promise<Known | null> {
  const row = await access(deed.tx).selectFrom('access.api_key').selectAll().where('digest', '=', digest).executeTakeFirst()
  if (!row || row.revoked_at || row.expires_at <= deed.now) return null
  return {
    stage: 'full', until: row.expires_at, touch: row.last_used_at === null || deed.now.getTime() - row.last_used_at.getTime() >= MINUTE,
    rateClass: row.rate_class, aMinute: (await settings(deed)).api_key.a_minute[row.rate_class],
    actor: {
      kind: row.kind, id: row.holder_id, name: row.name, accountId: null, sessionId: null, postId: null, departmentId: row.department_id, divisionPath: row.division_path,
      grants: [{ permissions: permissionSet(row.permissions), divisionPath: row.division_path, departmentId: row.department_id }],
    },
  }
}
