import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cityDay } from '#base/clock'
import { daysOf, mondayOf, periodBefore, requirePeriod, stepOf, stepsOfPeriod } from './period.ts'

const code = (act: () => unknown): string => { try { act() } catch (error) { return (error as { code: string }).code } return '' }

test('a period that runs backwards, or over three years, or in too many steps, is refused', () => {
  expect(code(() => requirePeriod('2026-11-02', '2026-11-01', '2026-11-25'))).toBe('governance.period_backwards')
  expect(code(() => requirePeriod('2020-01-01', '2026-11-01', '2026-11-25'))).toBe('governance.period_too_long')
  expect(code(() => stepsOfPeriod({ from: '2024-01-01', to: '2026-11-25' }, 'day'))).toBe('governance.period_too_fine')
})
test('without days it is the thirty up to today, and one that begins ahead is its own day', () => {
  expect(requirePeriod(undefined, undefined, '2026-11-25')).toEqual({ from: '2026-10-27', to: '2026-11-25' })
  expect(requirePeriod('2026-12-01', undefined, '2026-11-25')).toEqual({ from: '2026-12-01', to: '2026-12-01' })
})
test('a week belongs to its Monday, over New Year too', () => {
  expect(['2026-12-28', '2026-12-31', '2027-01-01', '2027-01-03', '2027-01-04'].map(mondayOf)).toEqual(['2026-12-28', '2026-12-28', '2026-12-28', '2026-12-28', '2027-01-04'])
  expect(stepsOfPeriod({ from: '2026-12-30', to: '2027-01-05' }, 'week')).toEqual(['2026-12-28', '2027-01-04'])
  expect(stepsOfPeriod({ from: '2026-12-30', to: '2027-01-05' }, 'month')).toEqual(['2026-12', '2027-01'])
})
test('a city\'s day is not a day of UTC, and a leap year has its day', () => {
  expect(cityDay(new Date('2026-12-31T16:00:00Z'), 'Asia/Shanghai')).toBe('2027-01-01')
  expect(cityDay(new Date('2026-12-31T15:59:59Z'), 'Asia/Shanghai')).toBe('2026-12-31')
  expect(stepsOfPeriod({ from: '2028-02-28', to: '2028-03-01' }, 'day')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01'])
})
test('every day falls into exactly one step, and the period before is as long and ends where this one begins', () => fc.assert(fc.property(
  fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 380 }), fc.constantFrom('day', 'week', 'month' as const), (start, days, every) => {
    const day = (n: number): string => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10)
    const period = { from: day(start), to: day(start + days) }
    const steps = stepsOfPeriod(period, every)
    expect(new Set(steps).size).toBe(steps.length)
    for (let n = start; n <= start + days; n++) expect(steps).toContain(stepOf(day(n), every))
    const before = periodBefore(period)
    expect([daysOf(before), before.to]).toEqual([daysOf(period), day(start - 1)])
    expect(new Date(`${mondayOf(period.from)}T00:00:00Z`).getUTCDay()).toBe(1)
  })))
