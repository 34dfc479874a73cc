import type { Deed } from '#base/deed'
import { transfer } from '../tables.ts'

/** Writes a run that waits to be taken up; false where one of this job is open already. */
export async function askRun(deed: Deed, jobId: string, id: string): Promise<boolean> {
  const made = await transfer(deed.tx).insertInto('transfer.run').values({
    id, job_id: jobId, state: 'waiting', whole: null, version: null, position: null, mark: null, delivery_id: null, estimate: null, before: null, chunks: 0, rows: 0n, bytes: 0n, good: 0n, changed: 0n, removed: 0n, rejected: 0n, content: '0',
    asked_at: deed.now, asked_by: `${deed.actor.kind}:${deed.actor.id}`, started_at: null, moved_at: null, ended_at: null, next_at: deed.now, holder: null, fence: 0, lease_until: null, pause: false, tries: 0, reason: null, facts: null, drift: null,
    compared: null, proposals: null, entry_id: null,
  }).onConflict((old) => old.doNothing()).returning('id').executeTakeFirst()
  return made !== undefined
}
