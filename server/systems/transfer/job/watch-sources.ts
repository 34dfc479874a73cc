import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { log } from '#base/log'
import { record } from '#primitives/event'
import { tell } from '#primitives/notice'
import { connectorsHere } from '../connectors-here.ts'
import { transfer, type TransferTables } from '../tables.ts'
import { addressOf } from './address-of.ts'

type Job = TransferTables['transfer.job']
const AT_ONCE = 200
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Asks every source how much it keeps for its job, also for one that is paused or has not run for days: from half of what it may keep the unit is told, and at the whole of it the source lets go, since its disk comes first. 源端积压监视 */
export async function watchSources(run: JobRun): Promise<void> {
  for (let after: string | undefined = FIRST; after !== undefined;) {
    const from: string = after
    const jobs: Job[] = await run.read((deed) => transfer(deed.tx).selectFrom('transfer.job').selectAll().where('state', '=', 'active').where('mode', '=', 'capture').where('position', 'is not', null).where('id', '>', from).orderBy('id').limit(AT_ONCE).execute())
    for (const job of jobs) {
      if (run.stopping.aborted) return
      const kept = await keptBy(job)
      if (kept) await run.perform((deed) => note(deed, job, kept))
    }
    after = jobs.at(-1)?.id
  }
}

type Kept = Readonly<{ bytes: number; most: number; letGo: boolean }>

/** Null where the source is out of reach or keeps nothing: its runs tell why. */
async function keptBy(job: Job): Promise<Kept | null> {
  try {
    const source = await connectorsHere()[job.kind]?.openSource(addressOf(job))
    try {
      const kept = (await source?.retained?.()) ?? null
      if (kept === null) return null
      const letGo = kept.bytes > kept.most
      if (letGo) await source?.forget?.()
      return { ...kept, letGo }
    } finally { await source?.close() }
  } catch (error) {
    log.warn({ err: { message: (error as Error).message }, job: job.id }, 'a source could not be asked what it keeps')
    return null
  }
}

async function note(deed: Deed, job: Job, { bytes, most, letGo }: Kept): Promise<void> {
  const before = await transfer(deed.tx).selectFrom('transfer.kept').select('alarmed_at').where('job_id', '=', job.id).executeTakeFirst()
  const over = bytes * 2 >= most
  const alarmed = over && !letGo ? (before?.alarmed_at ?? deed.now) : null
  const row = { job_id: job.id, bytes: BigInt(bytes), most: BigInt(most), looked_at: deed.now, alarmed_at: alarmed }
  await transfer(deed.tx).insertInto('transfer.kept').values(row).onConflict((old) => old.column('job_id').doUpdateSet(row)).execute()
  if (letGo) await transfer(deed.tx).updateTable('transfer.job').set({ position: null }).where('id', '=', job.id).execute() // what follows is unknown: the next run is a whole copy
  if (!letGo && (!over || before?.alarmed_at)) return
  await record(deed, 'transfer.source_full', job.id, { bytes, most, letGo })
  const facts = { name: job.name, megabytes: Math.round(bytes / 1024 ** 2), most: Math.round(most / 1024 ** 2) }
  await tell(deed, { to: { unit: job.unit_id }, template: letGo ? 'transfer.notice.let_go' : 'transfer.notice.filling', facts, link: `/desk/transfers?id=${job.id}` })
}
