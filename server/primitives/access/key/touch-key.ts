import type { Deed } from '#base/deed'
import { access } from '../tables.ts'

/** Notes that a key is in use; at most once a minute. */
export async function touchKey(deed: Pick<Deed, 'tx' | 'now'>, digest: Buffer): Promise<void> {
  await access(deed.tx).updateTable('access.api_key').set({ last_used_at: deed.now }).where('digest', '=', digest).where('revoked_at', 'is', null).execute()
}
