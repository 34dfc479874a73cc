import { expect, test } from 'vitest'
import type { ResourceField } from '../contract.ts'
import { readCell } from './read-cell.ts'

const rules = { today: '2026-11-28', areas: new Map(), nobodyArea: '120199', demo: true }
const field = (changes: Partial<ResourceField>): ResourceField => ({ name: '项', field: 'x', type: 'text', length: null, required: false, key: false, grade: 1, level: 'general', personal: null, mask: 'full', ...changes })

test.each([
  ['integer', '1,200', 1200], ['integer', '-7', -7], ['decimal', '1,234.50', '1234.50'], ['decimal', '0.1', '0.1'], ['boolean', '是', true], ['boolean', '否', false], ['text', '00123', '00123'], ['code', '10', '10'],
  ['date', '2008年10月18日', '2008-10-18'], ['date', '2011/3/9', '2011-03-09'], ['date', '2024.2.29', '2024-02-29'], ['date', '20240229', '2024-02-29'],
] as const)('%s %s means %s', (type, text, value) => expect(readCell(field({ type }), text, rules)).toEqual({ value }))
test.each([
  ['integer', '1,2', 'not_integer'], ['integer', '12.5', 'not_integer'], ['integer', '30K', 'not_integer'], ['integer', '9999999999999999', 'no_quantity'], ['decimal', '三', 'not_decimal'], ['boolean', '也许', 'not_boolean'],
  ['date', '2019-02-30', 'not_date'], ['date', '2019-13-01', 'not_date'], ['date', '昨天', 'not_date'], ['datetime', '25:99', 'not_datetime'],
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
test('an identity number is judged by its check digit', () => {
  expect(readCell(field({ personal: 'identity_number' }), '120199197904120029', rules)).toEqual({ value: '120199197904120029' })
  expect(readCell(field({ personal: 'identity_number' }), '120199197904120028', rules)).toEqual({ fault: 'identity_number' })
})
