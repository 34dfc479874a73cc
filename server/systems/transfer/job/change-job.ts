import type { Deed } from '#base/deed'
import { conflict, stale } from '#base/errors'
import { keys } from '#base/keys'
import { appendLeaf } from '#primitives/ledger'
import type { ChangeJob, SavedJob } from '../contract.ts'
import { transfer } from '../tables.ts'
import { requireOwnJob } from './require-job.ts'
import { requireAddress, requirePlace } from './set-up-job.ts'

/** Changes how often, from where, or with which password; another address is another source, and the next run copies all of it. 修改任务 */
export async function changeJob(deed: Deed, id: string, { version, name, url, table, secret, everyMinutes }: ChangeJob): Promise<SavedJob> {
  const job = await requireOwnJob(deed, id)
  if (job.version !== version) throw stale('transfer.job_changed')
  if (job.state !== 'active') throw conflict('transfer.job_ended')
  if (url !== undefined) requireAddress(job.kind, url, job.unit_id)
  if (job.way === 'out') requirePlace(job.kind, table ?? job.table_name, secret === undefined ? job.secret !== null : secret !== null)
  const elsewhere = (url !== undefined && url !== job.url) || (table !== undefined && table !== job.table_name)
  if (elsewhere && (await openRun(deed, id))) throw conflict('transfer.run_open')
  await transfer(deed.tx).updateTable('transfer.job').set({
    version: version + 1, ...(name === undefined ? {} : { name }), ...(elsewhere ? { url: url ?? job.url, table_name: table ?? job.table_name, position: null, columns: null } : {}), ...(secret === undefined ? {} : { secret: secret === null ? null : keys().seal('transfer.secret', secret) }),
    ...(everyMinutes === undefined ? {} : { every_minutes: everyMinutes, next_at: everyMinutes === null ? null : new Date(deed.now.getTime() + everyMinutes * 60_000) }),
  }).where('id', '=', id).execute()
  if (elsewhere) await forgetGone(deed, id) // another receiver was told none of them, and in another table they are somebody else's
  await appendLeaf(deed, { kind: 'transfer.job_changed', payload: { job: id, elsewhere, secret: secret !== undefined, everyMinutes: everyMinutes === undefined ? job.every_minutes : everyMinutes } })
  return { id, version: version + 1 }
}

const openRun = async (deed: Deed, id: string): Promise<boolean> =>
  (await transfer(deed.tx).selectFrom('transfer.run').select('id').where('job_id', '=', id).where('state', 'in', ['waiting', 'running', 'paused', 'quarantined']).executeTakeFirst()) !== undefined

/** Which rows went out. */
async function forgetGone(deed: Deed, id: string): Promise<void> {
  await transfer(deed.tx).deleteFrom('transfer.told_key').where('job_id', '=', id).execute()
  await transfer(deed.tx).deleteFrom('transfer.put_chunk').where('job_id', '=', id).execute()
}

/** Ends a job: its open run stops where it is, and what its source keeps for it is let go. What was landed stays. 结束任务 */
export async function endJob(deed: Deed, id: string): Promise<SavedJob> {
  const job = await requireOwnJob(deed, id)
  if (job.state !== 'active') return { id, version: job.version }
  await transfer(deed.tx).updateTable('transfer.run').set({ state: 'stopped', reason: 'transfer.run.cancelled', ended_at: deed.now, holder: null, lease_until: null }).where('job_id', '=', id).where('state', 'in', ['waiting', 'running', 'paused', 'quarantined']).execute()
  // a replication slot that nobody reads fills the source's disk
  await transfer(deed.tx).updateTable('transfer.job').set(job.mode === 'capture' ? { state: 'ending', next_at: deed.now, version: job.version + 1 } : { state: 'ended', next_at: null, secret: null, version: job.version + 1 }).where('id', '=', id).execute()
  await forgetGone(deed, id)
  await appendLeaf(deed, { kind: 'transfer.job_ended', payload: { job: id } })
  return { id, version: job.version + 1 }
}
