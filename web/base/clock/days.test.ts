import { expect, test } from 'vitest'
import { dayIn, daysOf, presetOf, shift, stepDays } from './days.ts'

test('the day is the city\'s', () => {
  expect(dayIn(new Date('2026-12-31T16:00:00Z'), 'Asia/Shanghai')).toBe('2027-01-01')
  expect(dayIn(new Date('2026-12-31T15:59:00Z'), 'Asia/Shanghai')).toBe('2026-12-31')
})
test('days go over New Year and leap years', () => {
  expect([shift('2026-12-31', 1), shift('2028-03-01', -1), daysOf('2026-12-30', '2027-01-02')]).toEqual(['2027-01-01', '2028-02-29', 4])
  expect(presetOf('year', '2026-11-25')).toEqual({ from: '2026-01-01', to: '2026-11-25' })
  expect(presetOf('week', '2026-11-25')).toEqual({ from: '2026-11-19', to: '2026-11-25' })
})
test('a step is cut by the period', () => {
  const period = { from: '2026-12-30', to: '2027-02-10' }
  expect(stepDays('2026-12', 'month', period)).toEqual({ from: '2026-12-30', to: '2026-12-31' })
  expect(stepDays('2027-01', 'month', period)).toEqual({ from: '2027-01-01', to: '2027-01-31' })
  expect(stepDays('2026-12-28', 'week', period)).toEqual({ from: '2026-12-30', to: '2027-01-03' })
})
