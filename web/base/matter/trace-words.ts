import type { TraceStep, TraceTag, UnitShare } from '../ui/trace.ts'
import type { DeadlineInput } from '../clock/use-clock.ts'
import type { LimitUnit } from '../clock/words.ts'
import type { ToldStep, ToldTrace } from './told-trace.ts'

export type Words = { t: (key: string, values?: Record<string, unknown>) => string, duration: (minutes: number) => string, limit: (amount: number, unit: LimitUnit) => string }

const working = (unit: LimitUnit): boolean => unit === 'working_hours' || unit === 'working_days'

const tagsOf = (step: ToldStep, { t, duration, limit }: Words): TraceTag[] => {
  const tags: TraceTag[] = []
  if (step.because !== null) tags.push({ tone: 'why', text: step.because.row === null ? step.because.sentence : t('web.trace.rule', { row: step.because.row }) })
  const used = step.limit === null ? step.minutes : working(step.limit.unit) ? step.workingMinutes : step.minutes
  if (step.action === 'return') tags.push({ tone: 'back', text: t('web.trace.returned', { time: duration(used) }) })
  else if (step.limit !== null && step.onTime !== null)
    tags.push({ tone: step.onTime ? 'ok' : 'late', text: t(step.onTime ? 'web.trace.onTime' : 'web.trace.late', { what: step.limit.name, time: duration(used), limit: limit(step.limit.amount, step.limit.unit) }) })
  return tags
}

/** Who has the matter now: the unit, or the desk of a level, or nobody while it rests. */
export const holderOf = (told: ToldTrace): string | null => told.cycles.at(-1)?.held.find(one => one.now && one.by !== 'pause')?.name ?? null

const photosOf = (step: ToldStep, photos: Record<string, string[]>, { t }: Words): Pick<TraceStep, 'photos'> => {
  const found = photos[step.id]
  return found === undefined ? {} : { photos: found.map((src, index) => ({ src, words: t('web.photo.one', { number: index + 1 }) })) }
}

/** The steps as one river: done, helped, now, to come (经过). */
export const stepsOf = (told: ToldTrace, words: Words, photos: Record<string, string[]> = {}): TraceStep[] => {
  const { t } = words
  const who = (unit: string | undefined, what: string): string => unit === undefined ? what : t('web.trace.who', { unit, what })
  const done = told.steps.map((step): TraceStep => ({
    id: step.id, state: step.action.startsWith('support') ? 'side' : 'done', what: step.given === null || step.given.name === step.unit?.name ? who(step.unit?.name, step.name) : t('web.trace.given', { what: step.name, unit: step.given.name }), at: step.at, tags: tagsOf(step, words),
    ...step.reason === null ? {} : { quote: step.reason }, ...step.note === null ? {} : { text: step.note }, ...photosOf(step, photos, words),
  }))
  if (told.matter.closedAt !== null) return done
  const limited = (limit: { amount: number, unit: LimitUnit } | null): Pick<TraceStep, 'text'> => limit === null ? {} : { text: t('web.trace.within', { limit: words.limit(limit.amount, limit.unit) }) }
  const [now, ...next] = told.ahead
  return [
    ...done, { id: 'now', state: 'now', what: who(holderOf(told) ?? undefined, told.stateName), ...limited(now?.limit ?? null) },
    ...next.map((one): TraceStep => ({ id: `ahead-${one.state}`, state: 'next', what: one.name, ...limited(one.limit) })),
  ]
}

/** Who used how much of this round; the sum is the whole. */
export const sharesOf = (told: ToldTrace, { t }: Words): UnitShare[] => {
  const returned = new Set(told.steps.filter(step => step.action === 'return').map(step => step.unit?.name))
  return (told.cycles.at(-1)?.held ?? []).map(one => ({ name: one.by === 'pause' ? t('web.trace.paused') : one.name, minutes: one.minutes, current: one.now, ...returned.has(one.name) && !one.now ? { note: t('web.trace.sentBack') } : {} }))
}

/** The clock people are promised: the whole where there is one, else that of the state. */
export const clockOf = (told: ToldTrace): { deadline: DeadlineInput, limit: { amount: number, unit: LimitUnit }, working: boolean } | null => {
  const clock = told.whole ?? told.state
  if (clock === null) return null
  const { from, dueAt } = clock.explained
  return { deadline: { from, dueAt, doneAt: told.matter.resolvedAt ?? told.matter.closedAt, stopped: told.matter.suspended }, limit: clock.limit, working: working(clock.limit.unit) }
}
