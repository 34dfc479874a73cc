import { sql } from 'kysely'
import { may, type Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import { resourceNames } from '#systems/exchange'
import type { JobFilter, TransferJob, TransferJobs, TransferRun } from '../contract.ts'
import { transfer, type TransferTables } from '../tables.ts'
import { shownRun } from '../run/shown-run.ts'
import { own } from './require-job.ts'

type Job = TransferTables['transfer.job']
type Run = TransferTables['transfer.run']
const USUAL = 50

/** Jobs of one's unit with how their last run goes; the authority sees those of all. 任务列表 */
export async function findJobs(deed: Deed, { resource, state, limit = USUAL, after }: JobFilter): Promise<TransferJobs> {
  const all = may(deed.actor, 'transfer.job.read_all')
  const jobs = await transfer(deed.tx).selectFrom('transfer.job').selectAll().orderBy('id', 'desc').limit(limit + 1)
    .$if(!all, (query) => query.where('unit_id', '=', deed.actor.departmentId ?? '')).$if(resource !== undefined, (query) => query.where('resource_code', '=', resource!)).$if(state !== undefined, (query) => query.where('state', '=', state!))
    .$if(after !== undefined, (query) => query.where('id', '<', after!)).execute()
  const page = jobs.slice(0, limit)
  const { rows: runs } = await sql<Run>`select r.* from unnest(${page.map(({ id }) => id)}::uuid[]) j (id) cross join lateral (select * from transfer.run where job_id = j.id order by id desc limit 1) r`.execute(transfer(deed.tx)) // a job of every minute has half a million runs a year
  const last = new Map(runs.map((run) => [run.job_id, run]))
  return { items: await shownJobs(deed, page.map((job) => { const run = last.get(job.id); return { job, run: run ? shownRun(deed, run, job, null) : null } })), next: jobs.length > limit ? page.at(-1)!.id : null }
}

/** Jobs as they are shown; never a secret. */
export async function shownJobs(deed: Deed, jobs: readonly Readonly<{ job: Job; run: TransferRun | null }>[]): Promise<TransferJob[]> {
  const units = await findUnits(deed, [...new Set(jobs.map(({ job }) => job.unit_id))])
  const names = await resourceNames(deed, [...new Set(jobs.map(({ job }) => job.resource_code))])
  return jobs.map(({ job, run }) => ({
    id: job.id, way: job.way, name: job.name, unit: { id: job.unit_id, name: units.get(job.unit_id)?.name ?? job.unit_id }, resource: { code: job.resource_code, name: names.get(job.resource_code) ?? job.resource_code }, grant: job.grant_id, kind: job.kind, mode: job.mode,
    everyMinutes: job.every_minutes, nextAt: job.next_at?.toISOString() ?? null, state: job.state, version: job.version, run: run && !own(deed, job) ? { ...run, may: [] } : run,
  }))
}
