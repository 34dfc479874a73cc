import { afterCommit } from '#base/database'
import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { forgetAll } from '../authenticate.ts'
import { requireScope } from '../scope.ts'
import { access } from '../tables.ts'

/** Takes a grant back at once; every process follows within five seconds. 撤销授权 */
export async function revokeGrant(deed: Deed, id: string, reason: string): Promise<{ id: string }> {
  const found = await access(deed.tx).selectFrom('access.grant as g').innerJoin('access.account as a', 'a.id', 'g.account_id')
    .select(['g.role', 'g.account_id', 'g.division_path', 'g.department_id', 'g.revoked_at', 'a.party_id']).where('g.id', '=', id).forUpdate(['g']).executeTakeFirst()
  if (!found) throw notFound('access.grant_not_found')
  requireScope(deed, 'access.grant.manage', found.division_path, { code: 'access.grant_not_found' })
  if (found.revoked_at) throw conflict('access.grant_over')
  await access(deed.tx).updateTable('access.grant').set({ revoked_at: deed.now, revoked_by: deed.actor.id }).where('id', '=', id).execute()
  await appendLeaf(deed, { kind: 'access.revoked', subjects: [found.party_id], payload: { grantId: id, accountId: found.account_id, role: found.role, divisionPath: found.division_path, reason, by: deed.actor.id } })
  await record(deed, 'access.revoked', found.account_id, { grantId: id, role: found.role })
  afterCommit(deed.tx, forgetAll)
  return { id }
}
