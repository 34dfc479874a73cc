import { afterCommit } from '#base/database'
import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { forget } from '../authenticate.ts'
import { requireScope } from '../scope.ts'
import { access, type AccessTables } from '../tables.ts'

/** Ends a key at once. 吊销接口密钥 */
export async function revokeKey(deed: Deed, id: string, reason: string): Promise<{ id: string }> {
  const found = await access(deed.tx).selectFrom('access.api_key').select(['digest', 'holder_id', 'division_path', 'revoked_at']).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!found) throw notFound('access.key_not_found')
  requireScope(deed, 'access.key.manage', found.division_path, { code: 'access.key_not_found' })
  await endKey(deed, id, found, reason)
  return { id }
}

/** Ends a key that may be ended, with its leaf. */
export async function endKey(deed: Deed, id: string, found: Pick<AccessTables['access.api_key'], 'digest' | 'holder_id' | 'revoked_at'>, reason: string): Promise<void> {
  if (found.revoked_at) throw conflict('access.key_over')
  await access(deed.tx).updateTable('access.api_key').set({ revoked_at: deed.now, revoked_by: deed.actor.id }).where('id', '=', id).execute()
  await appendLeaf(deed, { kind: 'access.key_revoked', subjects: [found.holder_id], payload: { keyId: id, holderId: found.holder_id, reason, by: deed.actor.id } })
  await record(deed, 'access.key_revoked', id, {})
  afterCommit(deed.tx, () => forget(found.digest))
}
