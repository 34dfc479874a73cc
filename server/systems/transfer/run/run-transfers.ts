import { randomUUID } from 'node:crypto'
import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { forgetJobs } from '../job/forget-jobs.ts'
import { scheduleRuns } from '../job/schedule-runs.ts'
import { claimRun } from './claim-run.ts'
import { executeRun } from './execute-run.ts'

/** A job that goes on for hours: each transaction has the time of its own beginning. */
export type Work = Readonly<{ stopping: AbortSignal; instant(): Date; perform<R>(act: (deed: Deed) => Promise<R>, departmentId?: string): Promise<R> }>
/** So many at once in one process; another process has as many. */
const AT_ONCE = 2

/** Takes up what is due, each run until it is over, and ends when nothing is under way. Any number of processes may do so at once. 执行汇聚任务 */
export async function runTransfers(run: JobRun): Promise<void> {
  const began = performance.now()
  const instant = (): Date => new Date(run.now.getTime() + (performance.now() - began))
  const work: Work = { stopping: run.stopping, instant, perform: (act, departmentId) => { const at = instant(); return run.perform((deed) => act({ ...deed, now: at }), departmentId) } }
  const holder = randomUUID()
  await work.perform(scheduleRuns)
  await forgetJobs(work)
  const under = new Set<Promise<void>>()
  let wrong: unknown
  while (wrong === undefined) {
    const claimed = work.stopping.aborted || under.size >= AT_ONCE ? null : await work.perform((deed) => claimRun(deed, holder)).catch((error: unknown) => { wrong = error; return null })
    if (claimed) {
      const one: Promise<void> = executeRun(work, claimed).catch((error: unknown) => { wrong = error }).finally(() => under.delete(one))
      under.add(one)
    } else if (under.size === 0) break
    else await Promise.race([...under, pause(work.stopping)])
  }
  await Promise.all(under) // what goes well is not left half done because something else went wrong
  if (wrong !== undefined) throw wrong
}

/** Meanwhile others may have become due. */
const pause = (stopping: AbortSignal): Promise<void> => new Promise((done) => {
  const timer = setTimeout(ready, 2000)
  function ready(): void { clearTimeout(timer); stopping.removeEventListener('abort', ready); done() }
  if (stopping.aborted) ready()
  else stopping.addEventListener('abort', ready)
})
