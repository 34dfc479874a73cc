import { describe, expect, it } from 'vitest'
import { lacking, orderStepBody, stepFields, type Filled } from './order-types.ts'

const filled = (more: Partial<Filled> = {}): Filled => ({ reason: '', note: '', until: '', days: '', unitId: '', score: null, master: '', ...more })
const step = (action: string, needs: string[] = []) => ({ action, needs })

describe('the form of an order’s step', () => {
  it('may not call back without one of the five levels', () => expect(lacking(step('call_back', ['score']), filled(), false)).toBe(true))
  it('may not return without a reason', () => expect(lacking(step('return', ['reason']), filled({ reason: ' ' }), false)).toBe(true))
  it('lets the rule name the unit of a dispatch only where there is a rule', () => {
    expect(lacking(step('dispatch', ['unit']), filled(), true)).toBe(false)
    expect(lacking(step('dispatch', ['unit']), filled(), false)).toBe(true)
    expect(lacking(step('designate', ['unit', 'reason']), filled({ reason: '三次不成' }), true)).toBe(true)
  })
  it('asks for no note where the route takes none', () => expect(stepFields(step('extend', ['reason', 'extension'])).has('note')).toBe(false))
  it('sends exactly what was asked', () => {
    expect(orderStepBody(step('call_back', ['score']), 4, filled({ score: 5, note: ' 好 ', unitId: 'u' }))).toEqual({ version: 4, score: 5, note: '好' })
    expect(orderStepBody(step('add_supporting', ['supporting']), 4, filled({ unitId: 'u' }))).toEqual({ version: 4, supporting: ['u'] })
    expect(orderStepBody(step('extend', ['reason', 'extension']), 4, filled({ reason: '等料', days: '3', note: '多余' }))).toEqual({ version: 4, reason: '等料', workingDays: 3 })
  })
})
