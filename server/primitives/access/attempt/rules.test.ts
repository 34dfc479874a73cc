import { expect, test } from 'vitest'
import { afterFailure, sourceOf, stillWaits, waitSeconds, type Counter } from './rules.ts'

const lockout = { free_failures: 5, first_wait_seconds: 30, longest_wait_seconds: 900, forget_hours: 24, free_failures_unknown_sources: 50 }
const now = new Date('2026-11-25T10:24:00Z')

test.each([[0, 0], [4, 0], [5, 30], [6, 60], [7, 120], [10, 900], [1000, 900]])('after %i failures one waits %i seconds', (failures, seconds) => expect(waitSeconds(failures, 5, lockout)).toBe(seconds))
test('failures of the day before are forgotten', () => {
  const old: Counter = { failures: 9, lastAt: new Date(now.getTime() - 25 * 3_600_000), nextAt: now }
  expect(afterFailure(old, now, 5, lockout).failures).toBe(1)
})
test('the fifth failure begins the wait, and its end lets one in', () => {
  let counter: Counter | undefined
  for (let i = 0; i < 5; i++) counter = afterFailure(counter, now, 5, lockout)
  expect(stillWaits(counter, now)).toBe(30)
  expect(stillWaits(counter, new Date(now.getTime() + 30_000))).toBe(0)
  expect(stillWaits(undefined, now)).toBe(0)
})
test('two wrong guesses at one moment: the one that began first is not told to wait for the other', () => {
  expect(stillWaits(afterFailure(undefined, now, 5, lockout), new Date(now.getTime() - 5))).toBe(0)
})
test.each([
  ['192.0.2.7', 'ip:192.0.2.7'],
  ['::ffff:192.0.2.7', 'ip:192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', 'ip:2001:db8:1:2::/64'],
  ['2001:0DB8:0001:2::9', 'ip:2001:db8:1:2::/64'],
  ['::1', 'ip:0:0:0:0::/64'],
  ['fe80::1%eth0', 'ip:fe80:0:0:0::/64'],
])('%s counts as %s', (ip, source) => expect(sourceOf(ip)).toBe(source))
