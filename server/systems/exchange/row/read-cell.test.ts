import { expect, test } from 'vitest'
import type { ResourceField } from '../contract.ts'
import { dayOf, readCell } from './read-cell.ts'

const rules = { today: '2026-11-28', areas: new Map(), nobodyArea: '120199', demo: true }
const field = (changes: Partial<ResourceField>): ResourceField => ({ name: '项', field: 'x', type: 'text', length: null, required: false, key: false, grade: 1, level: 'general', personal: null, mask: 'full', ...changes })

test.each([['2019-02-28', '2019-02-28'], ['2008年10月18日', '2008-10-18'], ['2011/3/9', '2011-03-09'], ['2024.2.29', '2024-02-29'], ['2019-02-30', null], ['2023-2-29', null], ['2019-13-01', null], ['19-1-1', null], ['昨天', null], ['0000-01-01', '0000-01-01']])('the day %s is %s', (text, day) => expect(dayOf(text)).toBe(day))
test.each([
  ['integer', '1,200', 1200], ['integer', '-7', -7], ['decimal', '1,234.50', '1234.50'], ['decimal', '0.1', '0.1'], ['boolean', '是', true], ['boolean', '无', false], ['text', '00123', '00123'], ['code', '10', '10'],
] as const)('%s %s means %s', (type, text, value) => expect(readCell(field({ type }), text, rules)).toEqual({ value }))
test.each([
  ['integer', '1,2', 'integer'], ['integer', '12.5', 'integer'], ['integer', '30K', 'integer'], ['integer', '9999999999999999', 'integer'], ['decimal', '三', 'decimal'], ['decimal', '1e5', 'decimal'], ['boolean', '也许', 'boolean'], ['date', '2019-02-30', 'date'], ['datetime', '25:99', 'datetime'],
] as const)('%s %s is a fault', (type, text, fault) => expect(readCell(field({ type }), text, rules)).toEqual({ fault }))
test('what is empty is nothing, and a fault only where it must be there', () => {
  expect(readCell(field({}), '', rules)).toEqual({ value: null })
  expect(readCell(field({ required: true }), '', rules)).toEqual({ fault: 'required' })
  expect(readCell(field({ key: true }), '', rules)).toEqual({ fault: 'required' })
})
test('a text that is too long is a fault, counted in signs', () => {
  expect(readCell(field({ length: 2 }), '海河', rules)).toEqual({ value: '海河' })
  expect(readCell(field({ length: 2 }), '海河边', rules)).toEqual({ fault: 'too_long' })
})
test('an identity number is judged by its check digit, and its x is a capital', () => {
  expect(readCell(field({ personal: 'identity_number' }), '120199197904120029', rules)).toEqual({ value: '120199197904120029' })
  expect(readCell(field({ personal: 'identity_number' }), '120199197904120028', rules)).toEqual({ fault: 'identity_number' })
})
