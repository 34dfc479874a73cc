import { describe, expect, test } from 'vitest'
import { calendarOf, isPublished, type CalendarData } from './calendar.ts'
import { dueAt, fractionAt, isProvisional, used, type Limit } from './deadline.ts'
import { explainDeadline } from './explain-deadline.ts'
import { compileCalendar } from './working-time.ts'

const zone = 'Asia/Shanghai'
const at = (wall: string) => Date.parse(`${wall.replace(' ', 'T')}:00+08:00`)
const wall = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
const city = compileCalendar(calendarOf(zone, [{ from: '08:30', to: '12:00' }, { from: '14:00', to: '18:00' }]))
const nineToFive = compileCalendar(calendarOf(zone, [{ from: '09:00', to: '17:00' }]))
const due = (from: string, amount: number, unit: Limit['unit'], time = city) => wall(dueAt(time, { from: at(from), limit: { amount, unit } }))

describe('working days know the make-up weekends', () => {
  test.each([
    ['2026-02-13', 1, '2026-02-14'], ['2026-02-12', 5, '2026-02-26'], ['2026-09-18', 1, '2026-09-20'], ['2026-09-30', 5, '2026-10-13'],
    ['2026-02-13', 5, '2026-02-27'], ['2026-04-30', 5, '2026-05-11'], ['2025-12-31', 1, '2026-01-04'],
  ])('%s and %i working days is %s', (from, amount, expected) => expect(due(`${from} 10:00`, amount, 'working_days').slice(0, 10)).toBe(expected))
  test('a period in working days ends with the working hours of its last day', () => expect(due('2026-03-02 23:59', 1, 'working_days')).toBe('2026-03-03 18:00'))
  test('days are natural days and end at midnight', () => expect(due('2026-01-30 09:00', 2, 'days')).toBe('2026-02-02 00:00'))
})

describe('working hours run in segments', () => {
  test('over noon', () => expect(due('2026-03-02 11:30', 1, 'working_hours')).toBe('2026-03-02 14:30'))
  test('an hour that ends with the morning ends at noon, not after it', () => expect(due('2026-03-02 11:00', 1, 'working_hours')).toBe('2026-03-02 12:00'))
  test('over a night', () => expect(due('2026-03-02 17:00', 4, 'working_hours')).toBe('2026-03-03 11:30'))
  test('over a weekend', () => expect(due('2026-03-06 17:30', 1, 'working_hours')).toBe('2026-03-09 09:00'))
  test('on a make-up Saturday', () => expect(due('2026-02-13 17:30', 1, 'working_hours')).toBe('2026-02-14 09:00'))
  test('from a holiday it begins with the first working morning', () => expect(due('2026-02-17 10:00', 1, 'working_hours')).toBe('2026-02-24 09:30'))
  test('natural hours do not care', () => expect(due('2026-02-13 23:00', 24, 'hours')).toBe('2026-02-14 23:00'))
})

test('a calendar of 24 hours is due exactly n hours later, across midnight and month ends', () => {
  const exceptions: Record<string, { work: boolean; name: string }> = {}
  for (let day = Date.UTC(2026, 0, 1); day < Date.UTC(2026, 11, 31); day += 86_400_000) exceptions[new Date(day).toISOString().slice(0, 10)] = { work: true, name: '值班' }
  const always = compileCalendar({ zone, hours: [{ from: '00:00', to: '24:00' }], exceptions, publishedTo: '2026-12-31' })
  for (const from of ['2026-01-31 23:59', '2026-02-28 12:00', '2026-03-31 00:00'])
    for (const hours of [1, 24, 25, 49]) expect(dueAt(always, { from: at(from), limit: { amount: hours, unit: 'working_hours' } })).toBe(at(from) + hours * 3_600_000)
})

test('a pause from Friday 17:00 to Monday 10:00 adds 1 working hour, not 65', () => {
  const clock = { from: at('2026-03-06 15:00'), limit: { amount: 8, unit: 'working_hours' as const } }
  const paused = { ...clock, pauses: [[at('2026-03-06 17:00'), at('2026-03-09 10:00')] as const] }
  expect(wall(dueAt(nineToFive, clock))).toBe('2026-03-09 15:00')
  expect(wall(dueAt(nineToFive, paused))).toBe('2026-03-09 16:00')
  expect(used(nineToFive, paused, at('2026-03-09 11:00'))).toBe(3 * 3_600_000)
})

test('while it is paused nothing is used', () => {
  const clock = { from: at('2026-03-02 09:00'), limit: { amount: 8, unit: 'working_hours' as const }, pauses: [[at('2026-03-02 10:00'), null] as const] }
  expect(used(city, clock, at('2026-03-05 10:00'))).toBe(3_600_000)
})

describe('reminders', () => {
  const eightToSix = compileCalendar(calendarOf(zone, [{ from: '08:00', to: '18:00' }]))
  const clock = { from: at('2026-03-02 17:00'), limit: { amount: 4, unit: 'working_hours' as const } }
  test('1 hour before the end of 4 working hours begun at 17:00 is 10:00 next morning, not midnight', () => expect(wall(fractionAt(eightToSix, clock, 0.75, false))).toBe('2026-03-03 10:00'))
  const natural = { from: at('2026-03-06 20:00'), limit: { amount: 10, unit: 'hours' as const } }
  test('of natural hours wait for the next working morning', () => expect(wall(fractionAt(city, natural, 0.5, false))).toBe('2026-03-09 08:30'))
  test('unless the matter is urgent', () => expect(wall(fractionAt(city, natural, 0.5, true))).toBe('2026-03-07 01:00'))
  test('fraction 1 is the deadline', () => expect(fractionAt(city, { from: at('2026-03-02 17:00'), limit: { amount: 2, unit: 'working_days' } }, 1, false)).toBe(at('2026-03-04 18:00')))
})

describe('beyond the published years', () => {
  test('a deadline is provisional, before them it is not', () => {
    const last = Number(city.data.publishedTo.slice(0, 4))
    expect(isPublished(last) && !isPublished(last + 1)).toBe(true)
    const over = dueAt(city, { from: at(`${last}-12-30 10:00`), limit: { amount: 5, unit: 'working_days' } })
    expect(isProvisional(city, over, 'working_days')).toBe(true)
    expect(isProvisional(city, over, 'hours')).toBe(false)
    expect(isProvisional(city, at(`${last}-12-30 10:00`), 'working_days')).toBe(false)
  })
  test('publishing the year makes another version, in which New Year is a holiday', () => {
    const next = calendarOf(zone, city.data.hours, [{ on: '2027-01-01', kind: 'off', reason: '元旦' }], [2026, 2027])
    const published = compileCalendar(next)
    expect(published.version).not.toBe(city.version)
    expect(wall(dueAt(published, { from: at('2026-12-31 10:00'), limit: { amount: 1, unit: 'working_days' } }))).toBe('2027-01-04 18:00')
  })
})

test('a deadline says each skipped day and why', () => {
  const said = explainDeadline(city, { from: at('2026-02-12 10:00'), limit: { amount: 2, unit: 'working_days' }, pauses: [[at('2026-02-12 11:00'), at('2026-02-13 09:00')]] })
  expect(said.worked).toEqual([{ on: '2026-02-14', why: '春节调休上班' }])
  expect(said.skipped).toContainEqual({ on: '2026-02-15', why: '春节' })
  expect(said.skipped).toHaveLength(9)
  expect(said.pauses).toHaveLength(1)
  expect(explainDeadline(city, { from: at('2026-03-06 10:00'), limit: { amount: 1, unit: 'working_days' } }).skipped).toEqual([{ on: '2026-03-07', why: '星期六' }, { on: '2026-03-08', why: '星期日' }])
})

test('the days of a zone that changes its clocks begin where they begin', () => {
  const data: CalendarData = { zone: 'Europe/Berlin', hours: [{ from: '00:00', to: '24:00' }], exceptions: { '2026-03-29': { work: true, name: '值班' } }, publishedTo: '2026-12-31' }
  const berlin = compileCalendar(data)
  expect(new Date(dueAt(berlin, { from: Date.parse('2026-03-28T10:00:00+01:00'), limit: { amount: 1, unit: 'days' } })).toISOString()).toBe('2026-03-29T22:00:00.000Z')
})

test('an instant outside the calendar is refused, not guessed', () => expect(() => due('1999-01-01 00:00', 1, 'working_days')).toThrow('rule.out_of_calendar'))
