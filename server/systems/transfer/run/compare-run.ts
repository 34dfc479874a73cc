import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { finishLanding, forgetLanding, openLanding, type Tally } from '#systems/exchange'
import { transfer } from '../tables.ts'
import { holdRun, type Job, type Run } from './claim-run.ts'
import { tellStopped } from './stop-run.ts'

const told = ({ rows, content }: Tally): { rows: number; content: string } => ({ rows, content: content.toString(16).padStart(16, '0') })

/** The source has no more: of a whole copy, what it did not bring is removed; then rows and sums of both sides are compared, and what is not the same is not done. A leaf says it either way. 比对并结束 */
export async function compareRun(deed: Deed, held: Pick<Run, 'id' | 'fence'>, job: Job): Promise<void> {
  const run = await holdRun(deed, held)
  const landing = await openLanding(deed, { id: run.id, code: job.resource_code })
  const finished = await finishLanding(deed, landing, run.whole ? { before: Number(run.before), sent: { rows: Number(run.good), content: BigInt(run.content) } } : null)
  const compared = { sent: told(finished.sent), there: told(finished.there) }
  const same = compared.sent.rows === compared.there.rows && compared.sent.content === compared.there.content
  const entryId = await appendLeaf(deed, {
    kind: 'transfer.compared',
    payload: { job: job.id, run: run.id, resource: job.resource_code, version: run.version, whole: run.whole, read: Number(run.rows), rejected: Number(run.rejected), removed: Number(run.removed) + finished.gone, ...compared, same },
  })
  await transfer(deed.tx).updateTable('transfer.run').set({
    state: same ? 'done' : 'differs', compared: JSON.stringify(compared) as never, entry_id: entryId, removed: run.removed + BigInt(finished.gone), ended_at: deed.now, holder: null, lease_until: null,
  }).where('id', '=', run.id).execute()
  if (run.whole) await transfer(deed.tx).updateTable('transfer.job').set({ position: run.mark }).where('id', '=', job.id).execute()
  await forgetLanding(deed, run.id)
  if (same) await record(deed, 'transfer.finished', job.id, { run: run.id, rows: Number(run.rows) })
  else await tellStopped(deed, job, run.id, 'differs', null)
}
