import { expect, test } from 'vitest'
import { medianOf, minutesOf } from './span.ts'

test('of nothing there is no median', () => {
  expect(medianOf([])).toBeNull()
  expect(medianOf([{ span: 5, resolved: 0 }])).toBeNull()
})
test('one has its own, an even number the lower of the middle two', () => {
  expect(medianOf([{ span: 40, resolved: 1 }])).toBe(40)
  expect(medianOf([{ span: 10, resolved: 1 }, { span: 20, resolved: 1 }])).toBe(10)
  expect(medianOf([{ span: 30, resolved: 5 }, { span: 10, resolved: 2 }])).toBe(30)
})
test('up to an hour minutes are exact, beyond it they are right within two and a half per cent', () => {
  expect([0, 1, 59].map(minutesOf)).toEqual([0, 1, 59])
  for (const minutes of [60, 61, 480, 2400, 100_000]) {
    const span = 60 + Math.floor(Math.log(minutes / 60) / Math.log(1.05) + 1e-9)
    expect(Math.abs(minutesOf(span) - minutes) / minutes).toBeLessThan(0.027)
  }
})
