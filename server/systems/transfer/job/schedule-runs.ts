import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { transfer } from '../tables.ts'
import { askRun } from '../run/ask-run.ts'

/** Jobs whose time has come get a run, unless the last one is still open. 到点排期 */
export async function scheduleRuns(deed: Deed): Promise<void> {
  const due = await transfer(deed.tx).selectFrom('transfer.job').select(['id', 'every_minutes', 'unit_id']).where('next_at', '<=', deed.now).where('state', '=', 'active').limit(500).forUpdate().skipLocked().execute()
  for (const { id, every_minutes } of due) {
    await askRun(deed, id, randomUUIDv7())
    await transfer(deed.tx).updateTable('transfer.job').set({ next_at: every_minutes === null ? null : new Date(deed.now.getTime() + every_minutes * 60_000) }).where('id', '=', id).execute()
  }
}
