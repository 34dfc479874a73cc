import { dayWords, durationWords, instantWords } from './words.ts'
import { daysBetween, partsOf, type Lang } from './parts.ts'

export type DeadlineLevel = 'calm' | 'soon' | 'late' | 'stopped' | 'done'
export type Deadline = { from: Date, dueAt: Date, now: Date, zone: string, lang: Lang, doneAt?: Date | null | undefined, stopped?: boolean | undefined, stoppedUntil?: Date | null | undefined, workingDaysLeft?: number | undefined }

const minutesBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 60_000

/** How far the matter has run down its river, 0 to 1. */
export const deadlineFraction = ({ from, dueAt, now, doneAt }: Deadline): number => {
  const whole = minutesBetween(from, dueAt)
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, minutesBetween(from, doneAt ?? now) / whole))
}

/** Calm, soon (under a quarter or half an hour left), late, stopped or done; late is derived, never stored (截止钟). */
export const deadlineLevel = (deadline: Deadline): DeadlineLevel => {
  if (deadline.doneAt != null) return 'done'
  if (deadline.stopped === true) return 'stopped'
  const left = minutesBetween(deadline.now, deadline.dueAt)
  if (left <= 0) return 'late'
  return left < 30 || left < minutesBetween(deadline.from, deadline.dueAt) / 4 ? 'soon' : 'calm'
}

const words = {
  'zh-CN': { left: (t: string) => `还剩 ${t}`, late: (t: string) => `超 ${t}`, stopped: '已暂停', until: (t: string) => `暂停到${t}`, took: (t: string) => `用了 ${t}`, days: (n: number) => `${n} 个工作日` },
  en: { left: (t: string) => `${t} left`, late: (t: string) => `${t} over`, stopped: 'paused', until: (t: string) => `paused until ${t}`, took: (t: string) => `took ${t}`, days: (n: number) => `${n} working days` },
}

/** “还剩 5 小时 37 分”, from a day on the date, “超 1 小时 12 分”, “暂停到明天 9:00” (剩余). */
export const deadlineWords = (deadline: Deadline): string => {
  const { dueAt, now, zone, lang } = deadline
  const say = words[lang]
  switch (deadlineLevel(deadline)) {
    case 'done': return say.took(durationWords(minutesBetween(deadline.from, deadline.doneAt ?? now), lang))
    case 'stopped': return deadline.stoppedUntil == null ? say.stopped : say.until(instantWords(deadline.stoppedUntil, now, zone, lang))
    case 'late': return say.late(durationWords(Math.max(1, minutesBetween(dueAt, now)), lang))
    default: {
      const left = Math.ceil(minutesBetween(now, dueAt))
      if (left < 1440) return say.left(durationWords(left, lang))
      const days = daysBetween(partsOf(now, zone).day, partsOf(dueAt, zone).day)
      const when = days <= 1 ? instantWords(dueAt, now, zone, lang) : dayWords(dueAt, now, zone, lang)
      return deadline.workingDaysLeft === undefined ? when : `${when}${lang === 'en' ? ', ' : '，'}${say.days(deadline.workingDaysLeft)}`
    }
  }
}
