import { dueAt, fractionAt, isProvisional, used, type Pause, type WorkingTime } from '#primitives/rule'
import type { CompiledKind } from '../kind/compile-kind.ts'
import type { Escalation } from '../kind/kind-shape.ts'
import type { Time } from '../matter-shapes.ts'

/** A clock: since when, how long, when it stood still, how many reminders were sent; `until` fixes its end instead. */
export type Clock = { from: number; limit: Time; name: string; pauses: Pause[]; fired: number; until?: number }
/** `whole` runs through the cycle; `states` by state and holder: coming back to one goes on where it was left. */
export type Clocks = { whole?: Clock; states: Record<string, Clock> }

export const dueOf = (time: WorkingTime, clock: Clock): number => clock.until ?? dueAt(time, clock)
export const provisional = (time: WorkingTime, clock: Clock): boolean => isProvisional(time, dueOf(time, clock), clock.limit.unit)
export const usedOf = (time: WorkingTime, clock: Clock, now: number): number => used(time, clock, now)
export const stands = (clock: Clock): boolean => clock.pauses.at(-1)?.[1] === null

export function stop(clock: Clock, now: number): void {
  if (!stands(clock)) clock.pauses.push([now, null])
}
export function start(clock: Clock, now: number): void {
  const last = clock.pauses.at(-1)
  if (last && last[1] === null) clock.pauses[clock.pauses.length - 1] = [last[0], now]
}

/** When a reminder of a clock is due. */
export const alarmAt = (time: WorkingTime, clock: Clock, at: number, urgent: boolean): number =>
  clock.until === undefined ? fractionAt(time, clock, at, urgent) : clock.from + at * (clock.until - clock.from)

/** After a clock was lengthened: reminders that lie ahead again may be sent again, those behind stay sent. */
export function recount(time: WorkingTime, clock: Clock, escalations: readonly Escalation[], urgent: boolean, now: number): void {
  clock.fired = escalations.filter(({ at }) => alarmAt(time, clock, at, urgent) <= now).length
}

type Ahead = { state: string; key: string; clocks: Clocks; urgent: boolean; running: boolean }

/** The next instant at which the clocks of a matter have something to say or do; null when they have not. */
export function nextAlarm(compiled: CompiledKind, time: WorkingTime, { state, key, clocks, urgent, running }: Ahead): number | null {
  let next = Infinity
  const { whole } = clocks
  if (running && whole && !stands(whole) && whole.fired < compiled.whole.length) next = alarmAt(time, whole, compiled.whole[whole.fired]!.at, urgent)
  const clock = clocks.states[key]
  if (clock && !stands(clock)) {
    if (clock.fired < compiled.state.length) next = Math.min(next, alarmAt(time, clock, compiled.state[clock.fired]!.at, urgent))
    if (compiled.atLimit[state]) next = Math.min(next, dueOf(time, clock))
  }
  return next === Infinity ? null : next
}
