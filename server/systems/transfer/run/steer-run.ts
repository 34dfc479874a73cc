import type { Deed } from '#base/deed'
import { conflict, invalid, notFound } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { ownResource } from '#systems/exchange'
import type { DecideDrift, StartRun, SteeredRun } from '../contract.ts'
import { requireOwnJob, requireOwnRun } from '../job/require-job.ts'
import { transfer, type RunState } from '../tables.ts'
import { askRun } from './ask-run.ts'
import type { Run } from './claim-run.ts'
import { needed } from './drift-of.ts'

/** Asks for a run now. 立即运行 */
export async function startRun(deed: Deed, jobId: string, { id, whole = false }: StartRun): Promise<SteeredRun> {
  const job = await requireOwnJob(deed, jobId)
  if (job.state !== 'active') throw conflict('transfer.job_ended')
  const known = await transfer(deed.tx).selectFrom('transfer.run').select(['state', 'job_id']).where('id', '=', id).executeTakeFirst()
  if (known) {
    if (known.job_id !== jobId) throw notFound('transfer.run_unknown')
    return { id, state: known.state }
  }
  if (!(await askRun(deed, jobId, id))) throw conflict('transfer.run_open')
  await transfer(deed.tx).updateTable('transfer.job').set({ next_at: next(deed, job.every_minutes), ...(whole ? { position: null } : {}) }).where('id', '=', jobId).execute()
  return { id, state: 'waiting' }
}
const next = (deed: Deed, minutes: number | null): Date | null => (minutes === null ? null : new Date(deed.now.getTime() + minutes * 60_000))

/** Stops it after the chunk that is under way, to go on from there. 暂停 */
export async function pauseRun(deed: Deed, id: string): Promise<SteeredRun> {
  const { run } = await requireOwnRun(deed, id)
  if (run.state === 'paused') return { id, state: 'paused' }
  if (run.state === 'running') return become(deed, run, { pause: true }, 'running')
  if (run.state !== 'waiting') throw conflict('transfer.run_not_going')
  return become(deed, run, {}, 'paused')
}

/** Goes on after a pause, or tries again what stopped, from its last committed chunk. 继续、重试 */
export async function resumeRun(deed: Deed, id: string): Promise<SteeredRun> {
  const { run, job } = await requireOwnRun(deed, id)
  if (job.state !== 'active') throw conflict('transfer.job_ended')
  if (!['paused', 'stopped', 'waiting'].includes(run.state)) throw conflict('transfer.run_not_resting')
  if (run.state === 'stopped') {
    const later = await transfer(deed.tx).selectFrom('transfer.run').select('id').where('job_id', '=', job.id).where('id', '>', id).limit(1).executeTakeFirst()
    if (later) throw conflict('transfer.run_overtaken')
    await transfer(deed.tx).updateTable('transfer.job').set({ next_at: next(deed, job.every_minutes) }).where('id', '=', job.id).execute()
  }
  return become(deed, run, { next_at: deed.now, tries: 0, reason: null, facts: null, ended_at: null, pause: false }, 'waiting')
}

/** Ends it where it is; what was landed stays, and nothing is removed. 取消 */
export async function cancelRun(deed: Deed, id: string): Promise<SteeredRun> {
  const { run } = await requireOwnRun(deed, id)
  if (['done', 'differs', 'stopped'].includes(run.state)) throw conflict('transfer.run_not_going')
  return become(deed, run, { reason: 'transfer.run.cancelled', ended_at: deed.now }, 'stopped')
}

/** A post decides about columns that are not those of the contract: extra ones are left unread and optional ones empty from now on, or the run ends. A column without which no row can be good cannot be accepted away. 漂移处置 */
export async function decideDrift(deed: Deed, id: string, { decision, note = '' }: DecideDrift): Promise<SteeredRun> {
  const { run, job } = await requireOwnRun(deed, id)
  if (run.state !== 'quarantined' || run.drift === null) throw conflict('transfer.run_not_quarantined')
  const { extra, missing, retyped, columns } = run.drift
  await appendLeaf(deed, { kind: 'transfer.drift_decided', payload: { job: job.id, run: id, decision, note, extra: extra.map(({ name }) => name), missing, retyped: retyped.map(({ name }) => name) } })
  if (decision === 'stop') return become(deed, run, { reason: 'transfer.run.drift', ended_at: deed.now }, 'stopped')
  const { fields } = await ownResource(deed, job.resource_code)
  const lacking = fields.filter((one) => missing.includes(one.field) && needed(one))
  if (lacking.length > 0) throw invalid('transfer.columns_needed', { fields: lacking.map(({ name }) => name).join('、') })
  await transfer(deed.tx).updateTable('transfer.job').set({ columns: JSON.stringify(columns) as never }).where('id', '=', job.id).execute()
  return become(deed, run, { drift: null, reason: null, next_at: deed.now }, 'waiting')
}

/** Whoever holds it cannot commit any more, unless it goes on running. */
async function become(deed: Deed, { id }: Run, values: Partial<Omit<Run, 'id' | 'drift' | 'facts'>> & { drift?: null; facts?: null }, state: RunState): Promise<SteeredRun> {
  await transfer(deed.tx).updateTable('transfer.run').set({ ...values, state, ...(state === 'running' ? {} : { holder: null, lease_until: null }) } as object).where('id', '=', id).execute()
  return { id, state }
}
