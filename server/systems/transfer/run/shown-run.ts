import type { Deed } from '#base/deed'
import type { TransferRun } from '../contract.ts'
import type { Job, Run } from './claim-run.ts'
import { columnOf, needed } from './drift-of.ts'

type Fields = readonly Readonly<{ field: string; name: string; required: boolean; key: boolean }>[]

/** A run as it is shown: how far it is, how fast, how long still, and what may be done. 运行进度 */
export function shownRun({ now }: Pick<Deed, 'now'>, run: Run, job: Job, fields: Fields | null): TransferRun {
  const seconds = run.started_at && run.moved_at ? (run.moved_at.getTime() - run.started_at.getTime()) / 1000 : 0
  const perSecond = seconds > 0 && run.chunks > 0 ? Math.round((Number(run.rows) / seconds) * 10) / 10 : null
  const left = run.estimate === null || perSecond === null || perSecond === 0 || run.state !== 'running' ? null : Math.max(0, Math.round((Number(run.estimate) - Number(run.rows)) / perSecond))
  return {
    id: run.id, state: run.state, whole: run.whole, askedAt: run.asked_at.toISOString(), startedAt: run.started_at?.toISOString() ?? null, movedAt: run.moved_at?.toISOString() ?? null, endedAt: run.ended_at?.toISOString() ?? null, nextAt: run.next_at.toISOString(),
    pausing: run.pause, tries: run.tries, chunks: run.chunks, rows: Number(run.rows), bytes: Number(run.bytes), good: Number(run.good), changed: Number(run.changed), removed: Number(run.removed), rejected: Number(run.rejected),
    estimate: run.estimate === null ? null : Number(run.estimate), perSecond, secondsLeft: left, says: run.reason === null ? null : { code: run.reason, facts: { ...run.facts } }, compared: run.compared, drift: shownDrift(run, job, fields), leaf: run.entry_id,
    may: job.state === 'active' ? mayOf(run, now) : [],
  }
}

function mayOf({ state, pause, next_at }: Run, now: Date): TransferRun['may'] {
  switch (state) {
    case 'waiting': return next_at > now ? ['retry', 'pause', 'cancel'] : ['pause', 'cancel']
    case 'running': return pause ? ['cancel'] : ['pause', 'cancel']
    case 'paused': return ['resume', 'cancel']
    case 'quarantined': return ['decide', 'cancel']
    case 'stopped': return ['retry']
    default: return []
  }
}

function shownDrift({ state, drift }: Run, { mapping }: Job, fields: Fields | null): TransferRun['drift'] {
  if (drift === null || state !== 'quarantined') return null
  const by = new Map((fields ?? []).map((one) => [one.field, one]))
  const heading = new Map((fields ?? []).map((one) => [columnOf(mapping, one.field), one.name]))
  return {
    extra: [...drift.extra], missing: drift.missing.map((field) => { const one = by.get(field); return { field, name: one?.name ?? field, needed: one ? needed(one) : false } }),
    retyped: drift.retyped.map((one) => ({ ...one, name: heading.get(one.name) ?? one.name })),
  }
}
