import type { Deed } from '#base/deed'
import { showResource } from '#systems/exchange'
import type { TransferJobDetail } from '../contract.ts'
import { transfer } from '../tables.ts'
import { shownRun } from '../run/shown-run.ts'
import { shownJobs } from './find-jobs.ts'
import { own, requireJob } from './require-job.ts'

/** So many are shown, and never forgotten. */
export const RUNS = 50

/** A job with its last runs; its address only for its own unit, its secret for nobody. 任务详情 */
export async function showJob(deed: Deed, id: string): Promise<TransferJobDetail> {
  const job = await requireJob(deed, id)
  const rows = await transfer(deed.tx).selectFrom('transfer.run').selectAll().where('job_id', '=', id).orderBy('id', 'desc').limit(RUNS).execute()
  const { fields } = await showResource(deed, job.resource_code)
  const ours = own(deed, job)
  const runs = rows.map((run) => { const shown = shownRun(deed, run, job, fields); return ours ? shown : { ...shown, may: [] } })
  const kept = await transfer(deed.tx).selectFrom('transfer.kept').selectAll().where('job_id', '=', id).executeTakeFirst()
  const proposals = rows.find((run) => run.proposals !== null)?.proposals as TransferJobDetail['proposals'] | undefined
  return {
    job: (await shownJobs(deed, [{ job, run: runs[0] ?? null }]))[0]!, runs, proposals: ours ? (proposals ?? []) : [], mayManage: ours && job.state === 'active',
    address: ours ? { url: job.url, table: job.table_name, hasSecret: job.secret !== null, mapping: job.mapping } : null, kept: kept ? { bytes: Number(kept.bytes), most: Number(kept.most), lookedAt: kept.looked_at.toISOString() } : null,
  }
}
