import { describe, expect, it } from 'vitest'
import { deadlineLevel, deadlineWords, type Deadline } from './deadline.ts'
import { dayWords, durationWords, figureWords, instantWords, limitWords } from './words.ts'

const zone = 'Asia/Shanghai'
const at = (text: string): Date => new Date(`${text}:00+08:00`)
const now = at('2026-11-25T10:24')
const deadline = (more: Partial<Deadline> = {}): Deadline => ({ from: at('2026-11-25T08:01'), dueAt: at('2026-11-25T16:01'), now, zone, lang: 'zh-CN', ...more })

describe('a deadline said in words', () => {
  it('is never a negative number when late', () => expect(deadlineWords(deadline({ dueAt: at('2026-11-25T09:12') }))).toBe('超 1 小时 12 分'))
  it('is late by a minute in the first minute', () => expect(deadlineWords(deadline({ dueAt: new Date(now.getTime() - 5000) }))).toBe('超 1 分'))
  it('says hours and minutes under a day', () => expect(deadlineWords(deadline())).toBe('还剩 5 小时 37 分'))
  it('says minutes under an hour', () => expect(deadlineWords(deadline({ dueAt: at('2026-11-25T10:42') }))).toBe('还剩 18 分'))
  it('says the date from a day on, working days beside it', () =>
    expect(deadlineWords(deadline({ dueAt: at('2026-11-27T17:00'), workingDaysLeft: 2 }))).toBe('11 月 27 日（周五），2 个工作日'))
  it('says until when it is paused', () => expect(deadlineWords(deadline({ stopped: true, stoppedUntil: at('2026-11-26T09:00') }))).toBe('暂停到明天 9:00'))
  it('says what it took when done', () => expect(deadlineWords(deadline({ doneAt: at('2026-11-25T08:20') }))).toBe('用了 19 分'))
  it('speaks English too', () => expect(deadlineWords(deadline({ lang: 'en' }))).toBe('5 h 37 min left'))
  it('is soon below a quarter of its time', () => {
    expect(deadlineLevel(deadline({ now: at('2026-11-25T14:02') }))).toBe('soon')
    expect(deadlineLevel(deadline({ now: at('2026-11-25T13:59') }))).toBe('calm')
  })
  it('is soon below thirty minutes whatever its length', () => expect(deadlineLevel(deadline({ from: at('2026-11-25T10:20'), dueAt: at('2026-11-25T10:50') }))).toBe('soon'))
  it('counts no lateness while paused', () => expect(deadlineLevel(deadline({ stopped: true, dueAt: at('2026-11-25T09:00') }))).toBe('stopped'))
})

describe('dates in words', () => {
  it('is today by the city’s day and not by the reader’s', () => expect(instantWords(new Date('2026-11-24T16:30:00Z'), now, zone, 'zh-CN')).toBe('今天 0:30'))
  it('names near days', () => {
    expect(instantWords(at('2026-11-25T16:01'), now, zone, 'zh-CN')).toBe('今天 16:01')
    expect(instantWords(at('2026-11-26T09:00'), now, zone, 'zh-CN')).toBe('明天 9:00')
    expect(instantWords(at('2026-11-24T09:00'), now, zone, 'en')).toBe('yesterday 9:00')
  })
  it('names the year only when it is another', () => {
    expect(dayWords(at('2026-11-27T09:00'), now, zone, 'zh-CN')).toBe('11 月 27 日（周五）')
    expect(dayWords(at('2027-01-03T09:00'), now, zone, 'zh-CN')).toBe('2027 年 1 月 3 日（周日）')
  })
  it('says durations by their two largest units', () => {
    expect([0, 18, 60, 337, 1440 * 2 + 180].map(minutes => durationWords(minutes, 'zh-CN'))).toEqual(['0 分', '18 分', '1 小时', '5 小时 37 分', '2 天 3 小时'])
  })
  it('says limits with their kind of time', () => {
    expect(limitWords(4, 'working_hours', 'zh-CN')).toBe('4 工作时')
    expect(limitWords(2, 'working_days', 'zh-CN')).toBe('2 个工作日')
    expect(limitWords(1, 'working_days', 'en')).toBe('1 working day')
  })
  it('says ten thousands as 万 in prose', () => expect([9800, 26_098].map(value => figureWords(value, 'zh-CN'))).toEqual(['9,800', '2.6 万']))
})
