import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { tell } from '#primitives/notice'
import { transfer } from '../tables.ts'
import { holdRun, type Job, type Run } from './claim-run.ts'

/** Minutes after which a source out of reach is tried again, the longer the oftener it was. */
const PATIENCE = [1, 2, 5, 10, 30, 60]

/** Somebody must look: says why, tells the unit, and does not begin again by itself. 停止并告知 */
export async function stopRun(deed: Deed, held: Pick<Run, 'id' | 'fence'>, job: Job, reason: string, facts: Readonly<Record<string, string | number>>): Promise<void> {
  await holdRun(deed, held)
  await transfer(deed.tx).updateTable('transfer.run').set({ state: 'stopped', reason, facts: JSON.stringify(facts) as never, ended_at: deed.now, holder: null, lease_until: null }).where('id', '=', held.id).execute()
  await transfer(deed.tx).updateTable('transfer.job').set({ next_at: null }).where('id', '=', job.id).execute()
  await tellStopped(deed, job, held.id, 'stopped', reason)
}

/** The event and the notice of a run that needs somebody. */
export async function tellStopped(deed: Deed, job: Job, runId: string, state: 'stopped' | 'differs' | 'quarantined', reason: string | null): Promise<void> {
  await record(deed, 'transfer.stopped', job.id, { run: runId, state, reason })
  await tell(deed, { to: { unit: job.unit_id }, template: `transfer.notice.${state}`, facts: { name: job.name }, link: `/desk/transfers?id=${job.id}` })
}

/** The source is out of reach: later again, and after an hour of trying somebody is told. */
export async function tryLater(deed: Deed, held: Pick<Run, 'id' | 'fence'>, job: Job): Promise<void> {
  const { tries } = await holdRun(deed, held)
  const minutes = PATIENCE[tries]
  if (minutes === undefined) return stopRun(deed, held, job, 'transfer.source.outage', {})
  await transfer(deed.tx).updateTable('transfer.run').set({ state: 'waiting', tries: tries + 1, next_at: new Date(deed.now.getTime() + minutes * 60_000), reason: 'transfer.source.outage', holder: null, lease_until: null }).where('id', '=', held.id).execute()
}

/** This process ends: the next one goes on at once. */
export async function putOff(deed: Deed, held: Pick<Run, 'id' | 'fence'>): Promise<void> {
  await holdRun(deed, held)
  await transfer(deed.tx).updateTable('transfer.run').set({ state: 'waiting', next_at: deed.now, holder: null, lease_until: null }).where('id', '=', held.id).execute()
}
