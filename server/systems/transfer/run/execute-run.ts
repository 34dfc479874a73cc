import { Refusal } from '#base/errors'
import { log } from '#base/log'
import { SourceStopped } from '#base/source-stopped'
import { deliverOut } from '../out/deliver-out.ts'
import { addressOf } from '../job/address-of.ts'
import { connectorsHere } from '../connectors-here.ts'
import { bringIn } from './bring-in.ts'
import { holdRun, LostRun, RENEW, type Job, type Run } from './claim-run.ts'
import { putOff, stopRun, tryLater } from './stop-run.ts'
import type { Work } from './run-transfers.ts'

export type Going = Readonly<{ work: Work; run: Run; job: Job; signal: AbortSignal }>

/** One run until it is over, paused, taken away, or to be tried again. What a person must decide stops it and says so; the source out of reach is tried again, ever more seldom; a process that ends leaves it to the next. */
export async function executeRun(work: Work, { run, job }: { run: Run; job: Job }): Promise<void> {
  const lost = new AbortController()
  const signal = AbortSignal.any([work.stopping, lost.signal])
  const renew = setInterval(() => void work.perform((deed) => holdRun(deed, run)).catch((error: Error) => { if (error instanceof LostRun) lost.abort(error) }), RENEW)
  try {
    const connector = connectorsHere()[job.kind]
    if (!connector) throw new SourceStopped('transfer.source.kind_not_here', { kind: job.kind })
    const going = { work, run, job, signal }
    if (job.way === 'out') await deliverOut(going, connector, addressOf(job))
    else await bringIn(going, connector, addressOf(job))
  } catch (error) {
    if (error instanceof LostRun || lost.signal.aborted) return
    const end = work.stopping.aborted ? work.perform((deed) => putOff(deed, run))
      : error instanceof SourceStopped || error instanceof Refusal ? work.perform((deed) => stopRun(deed, run, job, error.code, error instanceof Refusal ? factsOf(error) : error.facts))
        : work.perform((deed) => tryLater(deed, run, job))
    if (!(error instanceof SourceStopped || error instanceof Refusal || work.stopping.aborted)) log.warn({ err: { message: (error as Error).message, stack: (error as Error).stack }, job: job.id, run: run.id }, 'a transfer is tried again later')
    await end.catch((late: Error) => { if (!(late instanceof LostRun)) throw late })
  } finally {
    clearInterval(renew)
  }
}

const factsOf = ({ detail }: Refusal): Record<string, string | number> => Object.fromEntries(Object.entries(detail).flatMap(([key, value]) => (typeof value === 'string' || typeof value === 'number' ? [[key, value]] : [])))
