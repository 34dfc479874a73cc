import { describe, expect, it } from 'vitest'
import type { ToldStep, ToldTrace } from './told-trace.ts'
import { clockOf, holderOf, sharesOf, stepsOf, type Words } from './trace-words.ts'

const words: Words = { t: (key, values = {}) => `${key.replace('web.trace.', '')}(${Object.values(values).join(',')})`, duration: minutes => `${minutes}m`, limit: (amount, unit) => `${amount} ${unit}` }
const step = (more: object): ToldStep => ({ id: 's', cycle: 1, at: '2026-11-25T00:00:00Z', action: 'accept', name: '受理', toName: '', unit: null, given: null, holder: '', reason: null, note: null, because: null, minutes: 100, workingMinutes: 60, limit: null, onTime: null, ...more }) as ToldStep
const trace = (more: object = {}): ToldTrace => ({
  matter: { id: 'm', number: '1', state: 'handling', version: 1, cycle: 1, unitId: 'u', urgent: false, openedAt: '2026-11-25T00:00:00Z', dueAt: null, stateDueAt: null, resolvedAt: null, closedAt: null, suspended: false, score: null },
  stateName: '正在处理', whole: null, state: null, steps: [], ahead: [{ state: 'handling', name: '正在处理', actionName: null, limit: null }, { state: 'handled', name: '核查', actionName: null, limit: { amount: 1, unit: 'working_days' } }],
  cycles: [{ cycle: 1, minutes: 162, held: [{ by: 'unit', name: '区水务局', minutes: 9, now: false }, { by: 'unit', name: '区城管委', minutes: 153, now: true }] }], ...more,
}) as ToldTrace

describe('a trace in words', () => {
  it('quotes the reason of a return and says that the clock ran on', () =>
    expect(stepsOf(trace({ steps: [step({ action: 'return', name: '退回', unit: { name: '区水务局' }, reason: '不是自来水' })] }), words)[0]).toMatchObject({ what: 'who(区水务局,退回)', quote: '不是自来水', tags: [{ tone: 'back', text: 'returned(100m)' }] }))
  it('measures a working limit by working minutes and says when it was late', () =>
    expect(stepsOf(trace({ steps: [step({ limit: { name: '受理', amount: 2, unit: 'working_hours' }, onTime: false })] }), words)[0]?.tags).toEqual([{ tone: 'late', text: 'late(受理,60m,2 working_hours)' }]))
  it('ends with the road ahead while it runs, and without it when closed', () => {
    expect(stepsOf(trace(), words).map(one => one.state)).toEqual(['now', 'next'])
    expect(stepsOf(trace({ matter: { ...trace().matter, closedAt: '2026-11-26T00:00:00Z' } }), words)).toEqual([])
  })
  it('draws a helper’s step hollow', () => expect(stepsOf(trace({ steps: [step({ action: 'support_finish' })] }), words)[0]?.state).toBe('side'))
  it('shares out this round only, and says who sent it back', () =>
    expect(sharesOf(trace({ steps: [step({ action: 'return', unit: { name: '区水务局' } })] }), words)).toEqual([{ name: '区水务局', minutes: 9, current: false, note: 'sentBack()' }, { name: '区城管委', minutes: 153, current: true }]))
  it('names who has it now', () => expect(holderOf(trace())).toBe('区城管委'))
  it('has no clock where no limit runs', () => expect(clockOf(trace())).toBeNull())
})
