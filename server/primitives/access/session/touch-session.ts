import type { Deed } from '#base/deed'
import { access } from '../tables.ts'

/** Notes that a session is in use; at most once a minute, and never on one that was ended meanwhile. */
export async function touchSession(deed: Pick<Deed, 'tx' | 'now'>, digest: Buffer): Promise<void> {
  await access(deed.tx).updateTable('access.session').set({ last_seen_at: deed.now })
    .where('digest', '=', digest).where('ended_at', 'is', null).where('last_seen_at', '<', deed.now).execute()
}
