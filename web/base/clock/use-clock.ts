import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { dayWords, durationWords, instantWords, limitWords, type LimitUnit } from './words.ts'
import { timeOfDay, type Lang } from './parts.ts'
import { deadlineFraction, deadlineLevel, deadlineWords, type Deadline } from './deadline.ts'
import { language } from '../texts/texts.ts'

/** The city's zone, told by the server at start; until then the reader's own. */
export const zone = ref(Intl.DateTimeFormat().resolvedOptions().timeZone)
const skew = ref(0)
const minute = ref(Date.now())
let timer: ReturnType<typeof setInterval> | undefined

/** A phone's clock may be wrong: every answer's Date header sets us right (校时). */
export const heardServerTime = (header: string | null): void => {
  const at = header === null ? Number.NaN : Date.parse(header)
  if (!Number.isNaN(at) && Math.abs(at - Date.now() - skew.value) > 30_000) skew.value = at - Date.now()
}

/** Holds the shown time still: for the gallery and for pictures. */
export const holdClock = (at: Date): void => { clearInterval(timer); timer = undefined; skew.value = 0; held.value = at }
const held = ref<Date | null>(null)

const startTicking = (): void => { timer ??= setInterval(() => { minute.value = Date.now() }, 15_000) }

export const serverNow = (): Date => held.value ?? new Date(Date.now() + skew.value)

type Clock = {
  now: ComputedRef<Date>, zone: Ref<string>, lang: ComputedRef<Lang>, instant: (at: string | Date) => string, day: (at: string | Date) => string, time: (at: string | Date) => string,
  duration: (minutes: number) => string, limit: (amount: number, unit: LimitUnit) => string
}
const dateOf = (at: string | Date): Date => typeof at === 'string' ? new Date(at) : at

/** The words for time in the reader's language and the city's zone; changes by the minute (时间用语). */
export const useClock = (): Clock => {
  startTicking()
  const now = computed(() => held.value ?? new Date(minute.value + skew.value))
  const lang = computed(() => language.value)
  return {
    now, zone, lang,
    instant: at => instantWords(dateOf(at), now.value, zone.value, lang.value),
    day: at => dayWords(dateOf(at), now.value, zone.value, lang.value),
    time: at => timeOfDay(dateOf(at), zone.value),
    duration: minutes => durationWords(minutes, lang.value),
    limit: (amount, unit) => limitWords(amount, unit, lang.value),
  }
}

export type DeadlineInput = { from: string, dueAt: string, doneAt?: string | null | undefined, stopped?: boolean | undefined, stoppedUntil?: string | null | undefined, workingDaysLeft?: number | undefined }
type DeadlineView = { words: string, level: ReturnType<typeof deadlineLevel>, fraction: number }

/** A deadline as it stands this minute (截止钟). */
export const useDeadline = (input: () => DeadlineInput): ComputedRef<DeadlineView> => {
  const { now } = useClock()
  return computed(() => {
    const given = input()
    const deadline: Deadline = {
      from: new Date(given.from), dueAt: new Date(given.dueAt), now: now.value, zone: zone.value, lang: language.value, stopped: given.stopped,
      doneAt: given.doneAt == null ? null : new Date(given.doneAt), stoppedUntil: given.stoppedUntil == null ? null : new Date(given.stoppedUntil), workingDaysLeft: given.workingDaysLeft,
    }
    return { words: deadlineWords(deadline), level: deadlineLevel(deadline), fraction: deadlineFraction(deadline) }
  })
}
