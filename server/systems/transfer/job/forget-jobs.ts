import { log } from '#base/log'
import { connectorsHere } from '../connectors-here.ts'
import { transfer } from '../tables.ts'
import type { Work } from '../run/run-transfers.ts'
import { addressOf } from './address-of.ts'

/** Jobs that were ended let go of what their source keeps for them, such as a replication slot; a source out of reach is asked again. 释放源端资源 */
export async function forgetJobs(work: Work): Promise<void> {
  const ending = await work.perform((deed) => transfer(deed.tx).selectFrom('transfer.job').selectAll().where('state', '=', 'ending').where('next_at', '<=', deed.now).limit(20).execute())
  for (const job of ending) {
    const again = (minutes: number): Promise<unknown> => work.perform((deed) => transfer(deed.tx).updateTable('transfer.job').set({ next_at: new Date(deed.now.getTime() + minutes * 60_000) }).where('id', '=', job.id).execute())
    await again(5) // no other process need try meanwhile
    try {
      const source = await connectorsHere()[job.kind]?.openSource(addressOf(job))
      try { await source?.forget?.() } finally { await source?.close() }
      await work.perform((deed) => transfer(deed.tx).updateTable('transfer.job').set({ state: 'ended', next_at: null, secret: null }).where('id', '=', job.id).execute())
    } catch (error) {
      log.warn({ err: { message: (error as Error).message }, job: job.id }, 'what a source keeps for an ended job is forgotten later')
      await again(60)
    }
  }
}
