import { sql } from 'kysely'
import type { Deed, Grant } from '#base/deed'
import { permissionSet } from '../permission-sets.ts'
import { access } from '../tables.ts'

/** What an account was granted at an instant: an offline record is judged by the grant at the moment it was captured. 当时的授权 */
export async function grantsAt(deed: Deed, accountId: string, instant: Date): Promise<readonly Grant[]> {
  const rows = await access(deed.tx).selectFrom('access.grant as g').innerJoin('access.role as r', 'r.code', 'g.role').innerJoin('access.account as a', 'a.id', 'g.account_id')
    .select(['r.permissions', 'g.division_path', 'g.department_id']).where('g.account_id', '=', accountId)
    .where('g.granted_at', '<=', instant).where('g.from_at', '<=', instant)
    .where((eb) => eb.or([eb('g.until_at', 'is', null), eb('g.until_at', '>', instant)])).where((eb) => eb.or([eb('g.revoked_at', 'is', null), eb('g.revoked_at', '>', instant)]))
    .where((eb) => eb.or([eb('a.disabled_at', 'is', null), eb('a.disabled_at', '>', instant)])).orderBy(sql`g.id`).execute()
  return rows.map((row) => ({ permissions: permissionSet(row.permissions), divisionPath: row.division_path, departmentId: row.department_id }))
}
