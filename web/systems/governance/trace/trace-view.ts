import type { TraceStep, TraceTag, UnitShare } from '../../../base/ui/trace.ts'

/** A public trace as the server tells it: units, never persons (公开进展). */
export type ToldStep = {
  id: string, action: string, name: string, at: string, unitName: string | null, side: boolean, note: string | null, reason: string | null,
  minutes: number | null, limitMinutes: number | null, onTime: boolean | null, because: { rule: string, row: number | null, sentence: string } | null, photos: string[]
}
export type ToldTrace = {
  id: string, number: string, title: string, state: string, stateName: string, unitName: string | null, openedAt: string, dueAt: string | null, stateSince: string, closedAt: string | null, suspended: boolean, suspendedUntil: string | null,
  roundClock: boolean, limit: { amount: number, unit: 'minutes' | 'hours' | 'days' | 'working_hours' | 'working_days' } | null,
  steps: ToldStep[], shares: { unitName: string | null, minutes: number, current: boolean, returned: boolean }[], ahead: { name: string, limit: string | null }[],
  mine: boolean, may: string[], version: number, score: number | null, reopenUntil: string | null
}
type Words = { t: (key: string, values?: Record<string, unknown>) => string, duration: (minutes: number) => string }

const tagsOf = (step: ToldStep, { t, duration }: Words): TraceTag[] => {
  const tags: TraceTag[] = []
  if (step.because !== null) tags.push({ tone: 'why', text: step.because.row === null ? step.because.sentence : t('governance.trace.rule', { row: step.because.row }) })
  if (step.action === 'return' && step.minutes !== null) tags.push({ tone: 'back', text: t('governance.trace.returned', { time: duration(step.minutes) }) })
  else if (step.minutes !== null && step.limitMinutes !== null)
    tags.push({ tone: step.onTime === false ? 'late' : 'ok', text: t(step.onTime === false ? 'governance.trace.late' : 'governance.trace.onTime', { time: duration(step.minutes), limit: duration(step.limitMinutes) }) })
  return tags
}

/** The steps as one river: done, helped, now, to come. */
export const stepsOf = (told: ToldTrace, words: Words): TraceStep[] => {
  const done = told.steps.map((step): TraceStep => ({
    id: step.id, state: step.side ? 'side' : 'done', what: step.unitName === null ? step.name : words.t('governance.trace.who', { unit: step.unitName, what: step.name }), at: step.at, tags: tagsOf(step, words),
    photos: step.photos.map((src, index) => ({ src, words: words.t('web.photo.one', { number: index + 1 }) })),
    ...step.reason === null ? {} : { quote: step.reason }, ...step.note === null ? {} : { text: step.note },
  }))
  if (told.closedAt !== null) return done
  const now: TraceStep = { id: 'now', state: 'now', what: told.unitName === null ? told.stateName : words.t('governance.trace.who', { unit: told.unitName, what: told.stateName }) }
  return [...done, now, ...told.ahead.map((one, index): TraceStep => ({ id: `ahead${index}`, state: 'next', what: one.name, ...one.limit === null ? {} : { text: one.limit } }))]
}

export const sharesOf = (told: ToldTrace, { t }: Words): UnitShare[] =>
  told.shares.map(share => ({ name: share.unitName ?? t('governance.trace.system'), minutes: share.minutes, current: share.current, ...share.returned ? { note: t('governance.trace.sentBack') } : {} }))

