import { isIPv6 } from 'node:net'
import type { Settings } from '../settings.ts'

export type Counter = Readonly<{ failures: number; lastAt: Date; nextAt: Date }>

/** How long after so many failures in a row: nothing at first, then doubling up to the longest. 递增等待 */
export function waitSeconds(failures: number, free: number, lockout: Settings['lockout']): number {
  if (failures < free) return 0
  return Math.min(lockout.longest_wait_seconds, lockout.first_wait_seconds * 2 ** Math.min(failures - free, 20))
}

/** The counter after one more failure; an old one begins anew. */
export function afterFailure(counter: Counter | undefined, now: Date, free: number, lockout: Settings['lockout']): Counter {
  const old = counter !== undefined && now.getTime() - counter.lastAt.getTime() < lockout.forget_hours * 3_600_000
  const failures = (old ? counter.failures : 0) + 1
  const wait = waitSeconds(failures, free, lockout)
  // no wait is no moment at all: a guess that began a millisecond before this one must not be told to wait a second
  return { failures, lastAt: now, nextAt: wait === 0 ? new Date(0) : new Date(now.getTime() + wait * 1000) }
}

/** Seconds still to wait; 0 when one may try. */
export const stillWaits = (counter: Counter | undefined, now: Date): number => (counter === undefined ? 0 : Math.max(0, Math.ceil((counter.nextAt.getTime() - now.getTime()) / 1000)))

/** A source of guesses: one IPv4 address, or one IPv6 /64, which a single customer holds. 来源 */
export function sourceOf(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '')
  if (!isIPv6(plain)) return `ip:${plain}`
  const [head = '', tail] = plain.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const full = tail === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
  return `ip:${full.slice(0, 4).map((part) => part.toLowerCase().replace(/^0+(?=.)/, '')).join(':')}::/64`
}
