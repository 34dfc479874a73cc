import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import type { Sum } from '../source-port.ts'
import { holdRun } from '../run/claim-run.ts'
import type { Going } from '../run/execute-run.ts'
import { tellStopped } from '../run/stop-run.ts'
import { transfer } from '../tables.ts'

export type Compared = Readonly<{ compared: Readonly<{ sent: Sum; there: Sum }>; removed: number; /** Read at the target itself; else it is what the receiver says. */ readBack: boolean }>

export const isSame = ({ sent, there }: Compared['compared']): boolean => sent.rows === there.rows && sent.content === there.content

/** Both sides are compared: a leaf says how, and what is not the same is not done. `forget`: what was remembered only for this. 交付比对并结束 */
export async function endDelivery({ work, run: held, job }: Going, { compared, removed, readBack }: Compared, forget: (deed: Deed) => Promise<void>): Promise<void> {
  const same = isSame(compared)
  await work.perform(async (deed) => {
    const run = await holdRun(deed, held)
    await forget(deed)
    const entryId = await appendLeaf(deed, { kind: 'transfer.compared', payload: { job: job.id, run: run.id, resource: job.resource_code, grant: job.grant_id, delivery: run.delivery_id, whole: true, readBack, removed, ...compared, same } })
    await transfer(deed.tx).updateTable('transfer.run').set({ state: same ? 'done' : 'differs', compared: JSON.stringify(compared) as never, removed: BigInt(removed), entry_id: entryId, ended_at: deed.now, holder: null, lease_until: null }).where('id', '=', run.id).execute()
    if (same) await record(deed, 'transfer.finished', job.id, { run: run.id, rows: Number(run.rows) })
    else await tellStopped(deed, job, run.id, 'differs', null)
  }, job.unit_id)
}
