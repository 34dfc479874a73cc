import { createHash } from 'node:crypto'
import { instantOf } from '#base/clock'
import { invalid } from '#base/errors'
import type { CalendarData } from './calendar.ts'

const DAY = 86_400_000
const MINUTE = 60_000
const FIRST = Date.UTC(2015, 0, 1) / DAY
const LAST = Date.UTC(2046, 0, 1) / DAY
const COUNT = LAST - FIRST

type Segment = { from: number; to: number } // ms after the day's start on the wall clock

/** A calendar made ready for arithmetic: prefix sums over days, so that a deadline costs microseconds. 编译后的日历 */
export type WorkingTime = Readonly<{
  version: string
  data: CalendarData
  segments: readonly Segment[]
  /** startOf[i] = instant at which day i begins; one more than there are days. */
  startOf: Float64Array
  isWorking: Uint8Array
  /** workedDays[i] = working days before day i. */
  workedDays: Int32Array
  perDay: number
}>

const msOf = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE
export const dayName = (index: number): string => new Date((FIRST + index) * DAY).toISOString().slice(0, 10)
export const dayIndex = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY - FIRST
/** 1 = Monday … 7 = Sunday */
export const weekday = (index: number): number => ((FIRST + index + 3) % 7) + 1

export function versionOf(data: CalendarData): string {
  const days = Object.keys(data.exceptions).sort().map((day) => [day, data.exceptions[day]!.work, data.exceptions[day]!.name])
  return createHash('sha256').update(JSON.stringify([data.zone, data.hours.map(({ from, to }) => [from, to]), days, data.publishedTo])).digest('hex').slice(0, 12)
}

/** Where each day begins in the zone; days between two month starts of equal offset need no look at the zone's table. */
function dayStarts(zone: string): Float64Array {
  const startOf = new Float64Array(COUNT + 1)
  const offsetAt = (index: number) => (FIRST + index) * DAY - instantOf(dayName(index), '00:00', zone).getTime()
  let here = offsetAt(0)
  for (let index = 0; index <= COUNT; ) {
    const end = Math.min(index + 28, COUNT + 1)
    const there = offsetAt(Math.min(end, COUNT))
    for (; index < end; index++) startOf[index] = (FIRST + index) * DAY - (here === there ? here : offsetAt(index))
    here = there
  }
  return startOf
}

export function compileCalendar(data: CalendarData): WorkingTime {
  const segments = data.hours.map(({ from, to }) => ({ from: msOf(from), to: msOf(to) })).sort((a, b) => a.from - b.from)
  if (segments.length === 0 || segments.some((s, i) => s.to <= s.from || (i > 0 && s.from < segments[i - 1]!.to))) throw new Error('working hours overlap or run backwards')
  const isWorking = new Uint8Array(COUNT)
  const workedDays = new Int32Array(COUNT + 1)
  for (let index = 0; index < COUNT; index++) {
    isWorking[index] = (data.exceptions[dayName(index)]?.work ?? weekday(index) <= 5) ? 1 : 0
    workedDays[index + 1] = workedDays[index]! + isWorking[index]!
  }
  const perDay = segments.reduce((sum, s) => sum + s.to - s.from, 0)
  return { version: versionOf(data), data, segments, startOf: dayStarts(data.zone), isWorking, workedDays, perDay }
}

/** The city's day of an instant, as an index. */
export function dayAt(time: WorkingTime, at: number): number {
  const { startOf } = time
  let index = Math.floor((at - startOf[0]!) / DAY)
  if (!(index >= 0 && index < COUNT)) throw invalid('rule.out_of_calendar', { at: Number.isFinite(at) ? new Date(at).toISOString() : String(at) })
  while (startOf[index]! > at) index--
  while (index + 1 < COUNT && startOf[index + 1]! <= at) index++
  return index
}

/** Working milliseconds from the calendar's beginning to an instant. */
export function workedBy(time: WorkingTime, at: number): number {
  const day = dayAt(time, at)
  const before = time.workedDays[day]! * time.perDay
  if (!time.isWorking[day]) return before
  const clock = at - time.startOf[day]!
  let within = 0
  for (const { from, to } of time.segments) within += Math.min(Math.max(clock - from, 0), to - from)
  return before + within
}

/** The first instant by which so much has been worked. */
export function whenWorked(time: WorkingTime, worked: number): number {
  const full = Math.floor(worked / time.perDay)
  const rest = worked - full * time.perDay
  const nth = rest === 0 ? full : full + 1 // the day on which it is reached is the nth working day
  if (nth === 0) return time.startOf[0]!
  const day = nthWorkingDay(time, nth)
  let left = rest === 0 ? time.perDay : rest
  for (const { from, to } of time.segments) {
    if (left <= to - from) return time.startOf[day]! + from + left
    left -= to - from
  }
  return endOfWork(time, day)
}

/** The index of the nth working day, counted from 1. */
export function nthWorkingDay(time: WorkingTime, nth: number): number {
  const { workedDays } = time
  if (nth > workedDays[COUNT]!) throw invalid('rule.out_of_calendar', { at: dayName(COUNT - 1) })
  let low = 0, high = COUNT - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (workedDays[middle + 1]! >= nth) high = middle
    else low = middle + 1
  }
  return low
}

export const endOfWork = (time: WorkingTime, day: number): number => time.startOf[day]! + time.segments.at(-1)!.to
export const endOfDay = (time: WorkingTime, day: number): number => {
  if (day + 1 > COUNT) throw invalid('rule.out_of_calendar', { at: dayName(COUNT - 1) })
  return time.startOf[day + 1]!
}

export function isWorkingMoment(time: WorkingTime, at: number): boolean {
  const day = dayAt(time, at)
  const clock = at - time.startOf[day]!
  return time.isWorking[day] === 1 && time.segments.some(({ from, to }) => clock >= from && clock < to)
}

/** The instant itself in working time, else the next moment at which work begins. */
export function nextWorkingMoment(time: WorkingTime, at: number): number {
  if (isWorkingMoment(time, at)) return at
  const day = dayAt(time, at)
  if (time.isWorking[day]) {
    const later = time.segments.find(({ from }) => time.startOf[day]! + from > at)
    if (later) return time.startOf[day]! + later.from
  }
  return time.startOf[nthWorkingDay(time, time.workedDays[day + 1]! + 1)]! + time.segments[0]!.from
}
