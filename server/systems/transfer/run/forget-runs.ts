import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { cityOf } from '#primitives/place'
import { RUNS } from '../job/show-job.ts'
import { transfer } from '../tables.ts'

const DAY = 86_400_000
/** So many rows a transaction: whoever lands meanwhile waits for no long one. */
const BATCH = 5000

/** Bad cells, then runs with their chunks, are kept as long as the city says; the newest runs of a job always, and one that is open. 运行记录到期清理 */
export async function forgetRuns(run: JobRun): Promise<void> {
  const { transfer_reject_days: rejects, transfer_run_days: runs } = (await run.read(cityOf)).retention ?? {}
  const before = (days: number): Date => new Date(run.now.getTime() - days * DAY)
  for (const [days, forget] of [[rejects, forgetRejects], [runs, forgetOldRuns]] as const) {
    if (days === undefined) continue
    for (let more = true; more && !run.stopping.aborted;) more = await run.perform((deed) => forget(deed, before(days)))
  }
}

/** Whether there is more. A run that rests keeps its count of them. */
async function forgetRejects(deed: Deed, before: Date): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`delete from transfer.reject where ctid = any(array(
    select j.ctid from transfer.run r join transfer.reject j on j.run_id = r.id where r.rejected > 0 and r.asked_at < ${before} and coalesce(r.ended_at, r.moved_at, r.asked_at) < ${before} limit ${BATCH}))`.execute(transfer(deed.tx))
  return numAffectedRows === BigInt(BATCH)
}

async function forgetOldRuns(deed: Deed, before: Date): Promise<boolean> {
  const { rows: old } = await sql<{ id: string }>`select r.id from transfer.run r where r.asked_at < ${before} and r.ended_at < ${before} and r.state in ('stopped', 'differs', 'done')
    and r.id < (select k.id from transfer.run k where k.job_id = r.job_id order by k.id desc offset ${RUNS - 1} limit 1) order by r.asked_at limit ${BATCH} for update of r skip locked`.execute(transfer(deed.tx))
  if (old.length === 0) return false
  const ids = old.map(({ id }) => id)
  for (const table of ['transfer.reject', 'transfer.chunk']) {
    const { numAffectedRows = 0n } = await sql`delete from ${sql.table(table)} where ctid = any(array(select ctid from ${sql.table(table)} where run_id = any(${ids}::uuid[]) limit ${BATCH}))`.execute(transfer(deed.tx))
    if (numAffectedRows === BigInt(BATCH)) return true
  }
  await transfer(deed.tx).deleteFrom('transfer.run').where('id', 'in', ids).execute()
  return old.length === BATCH
}
