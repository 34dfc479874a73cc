import { expect, test } from 'vitest'
import { base32, stepAt, stepOf, totpAddress, totpAt } from './totp.ts'

const secret = Buffer.from('12345678901234567890')
const at = (iso: string) => new Date(iso)

test('the published RFC 6238 vectors hold (last six digits)', () => {
  expect(totpAt(secret, at('1970-01-01T00:00:59Z'))).toBe('287082')
  expect(totpAt(secret, at('2005-03-18T01:58:29Z'))).toBe('081804')
  expect(totpAt(secret, at('2603-10-11T11:33:20Z'))).toBe('353130')
})
test('a clock that is one step off is let in, two steps is not', () => {
  const now = at('2026-11-25T10:24:15Z')
  for (const [seconds, delta] of [[-30, -1], [0, 0], [30, 1]] as const)
    expect(stepOf(secret, totpAt(secret, new Date(now.getTime() + seconds * 1000)), now)).toBe(BigInt(stepAt(now) + delta))
  expect(stepOf(secret, totpAt(secret, new Date(now.getTime() - 60_000)), now)).toBe(null)
  expect(stepOf(secret, totpAt(secret, new Date(now.getTime() + 60_000)), now)).toBe(null)
})
test('a code of the last second of the year is good in the first second of the next', () =>
  expect(stepOf(secret, totpAt(secret, at('2026-12-31T23:59:59Z')), at('2027-01-01T00:00:01Z'))).toBe(BigInt(stepAt(at('2027-01-01T00:00:01Z')) - 1)))
test.each(['', '12345', '1234567', 'abcdef', '１２３４５６', ' 12345'])('%j is no code', (token) => expect(stepOf(secret, token, at('2026-11-25T10:24:15Z'))).toBe(null))
test('another secret gives another code', () => expect(stepOf(Buffer.alloc(20, 1), totpAt(secret, at('2026-11-25T10:24:15Z')), at('2026-11-25T10:24:15Z'))).toBe(null))
test('the address says issuer, label and secret', () => expect(totpAddress(secret, '海河', 'li')).toContain(`secret=${base32(secret)}`))
