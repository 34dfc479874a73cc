import { may, type Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { transfer, type TransferTables } from '../tables.ts'

type Job = TransferTables['transfer.job']
type Run = TransferTables['transfer.run']

/** A job of the actor's unit; the authority sees any of them. Others are as unknown as none. */
export async function requireJob(deed: Deed, id: string): Promise<Job> {
  const job = await transfer(deed.tx).selectFrom('transfer.job').selectAll().where('id', '=', id).executeTakeFirst()
  if (!job || !(own(deed, job) || may(deed.actor, 'transfer.job.read_all'))) throw notFound('transfer.job_unknown')
  return job
}
export const own = ({ actor }: Deed, { unit_id }: Pick<Job, 'unit_id'>): boolean => actor.departmentId !== null && unit_id === actor.departmentId

/** The same to be changed: only by its unit. Locked. */
export async function requireOwnJob(deed: Deed, id: string): Promise<Job> {
  const job = await transfer(deed.tx).selectFrom('transfer.job').selectAll().where('id', '=', id).forUpdate().executeTakeFirst() // two at once must not both change it
  if (!job || !own(deed, job)) throw notFound('transfer.job_unknown')
  return job
}

/** A run of a job of the actor's own unit, locked. */
export async function requireOwnRun(deed: Deed, id: string): Promise<{ run: Run; job: Job }> {
  const run = await transfer(deed.tx).selectFrom('transfer.run').selectAll().where('id', '=', id).forUpdate().executeTakeFirst() // its runner may be about to end it
  if (!run) throw notFound('transfer.run_unknown')
  const job = await transfer(deed.tx).selectFrom('transfer.job').selectAll().where('id', '=', run.job_id).executeTakeFirstOrThrow()
  if (!own(deed, job)) throw notFound('transfer.run_unknown')
  return { run, job }
}
