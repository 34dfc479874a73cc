import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import type { Actor, Deed } from './deed.ts'
import type { Home, Job, JobRun } from './home.ts'
import { log } from './log.ts'
import { createHash, randomUUID } from 'node:crypto'

/** A job acts under its own name: row-level security has a policy for it, and every trace says so. */
export const jobActor = (name: string): Actor => ({ kind: 'job', id: name, postId: null, departmentId: null, divisionPath: '', grants: [] })

export function jobRun(database: Database, name: string, now: Date, stopping: AbortSignal = new AbortController().signal): JobRun {
  const actor = jobActor(name)
  const deedOf = (tx: Deed['tx'], departmentId: string | null = null): Deed => ({ tx, actor: { ...actor, departmentId }, subject: null, purpose: null, requestId: randomUUID(), now })
  return {
    now, stopping,
    perform: (work, departmentId) => database.write({ job: name, department: departmentId ?? null }, (tx) => work(deedOf(tx, departmentId))),
    read: (work) => database.read({ job: name }, (tx) => work(deedOf(tx))),
  }
}

const lockOf = (name: string): bigint => createHash('sha256').update(`job:${name}`).digest().readBigInt64BE(0)

/** Runs a job unless another process is at it. */
async function runOnce(database: Database, job: Job, now: Date, stopping: AbortSignal): Promise<void> {
  if (job.shared) return job.perform(jobRun(database, job.name, now, stopping))
  const holder = await database.client()
  try {
    const { rows } = await holder.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [lockOf(job.name)])
    if (!rows[0]!.free) return
    try {
      await job.perform(jobRun(database, job.name, now, stopping))
    } finally {
      await holder.query('select pg_advisory_unlock($1)', [lockOf(job.name)])
    }
  } finally {
    holder.release()
  }
}

export type Jobs = Readonly<{ tick(now: Date): Promise<void>; start(): void; stop(): Promise<void> }>

/** Jobs of every home, each at its own pace, one process at a time; a job that fails is logged and tried at its next turn. 定时任务 */
export function openJobs(database: Database, clock: Clock, homes: readonly Home[]): Jobs {
  const jobs = homes.flatMap((home) => home.jobs ?? [])
  const timers: NodeJS.Timeout[] = []
  const running = new Set<Promise<void>>()
  const ending = new AbortController()
  return {
    async tick(now) {
      for (const job of jobs) await runOnce(database, job, now, ending.signal)
    },
    start() {
      for (const job of jobs) {
        let busy = false
        timers.push(setInterval(() => {
          if (busy) return
          busy = true
          const run = runOnce(database, job, clock(), ending.signal)
            .catch((error: Error) => log.error({ err: { message: error.message, stack: error.stack }, job: job.name }, 'job failed'))
            .finally(() => { busy = false; running.delete(run) })
          running.add(run)
        }, job.everySeconds * 1000))
      }
    },
    async stop() {
      timers.forEach(clearInterval)
      ending.abort()
      await Promise.allSettled(running)
    },
  }
}
