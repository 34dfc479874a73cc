import { describe, expect, it } from 'vitest'
import { fieldsOf, missingOf, stepBody, type Filled } from './act-fields.ts'

const filled = (more: Partial<Filled> = {}): Filled => ({ reason: '', note: '', until: '', days: '', number: '', unitId: '', division: '', itemCode: '', ...more })
const doable = (action: string, needs: string[] = []) => ({ action, name: action, needs, reasons: null, usual: false })

describe('the form of a step', () => {
  it('may not be sent without the reason that the kind needs', () => expect(missingOf(doable('return', ['reason']), filled({ reason: '  ' }), 0)).toBe(true))
  it('may not be sent without the photo that the kind needs', () => expect(missingOf(doable('mend', ['evidence']), filled(), 0)).toBe(true))
  it('lets the rule choose the unit of a dispatch, but of no other step', () => {
    expect(missingOf(doable('dispatch', ['unit']), filled(), 0)).toBe(false)
    expect(missingOf(doable('designate', ['unit', 'reason']), filled({ reason: '三次退回' }), 0)).toBe(true)
  })
  it('asks no level of one who passes it up: the city knows which is above', () => expect(fieldsOf(doable('climb', ['reason', 'holder'])).has('division')).toBe(false))
  it('sends exactly what was asked', () => {
    expect(stepBody(doable('return', ['reason']), 3, filled({ reason: ' 不是自来水 ', until: 'x', unitId: 'u' }), [])).toEqual({ version: 3, reason: '不是自来水' })
    expect(stepBody(doable('add_supporting', ['supporting']), 3, filled({ unitId: 'u' }), [])).toEqual({ version: 3, supporting: ['u'] })
    expect(stepBody(doable('handle'), 3, filled({ note: '已修复' }), ['p'])).toEqual({ version: 3, note: '已修复', evidence: ['p'] })
  })
})
