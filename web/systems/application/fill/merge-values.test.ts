import { expect, it } from 'vitest'
import { mergeValues } from './merge-values.ts'

it('puts together what was typed on two devices, and asks only where both changed the same field', () => {
  const base = { card: '1', living: 'home', phone: '15' }
  expect(mergeValues(base, { ...base, card: '2' }, { ...base, living: 'elsewhere' })).toEqual({ values: { card: '2', living: 'elsewhere', phone: '15' }, torn: [] })
  expect(mergeValues(base, { ...base, card: '2' }, { ...base, card: '3' })).toEqual({ values: { ...base, card: '2' }, torn: ['card'] })
  expect(mergeValues(base, { card: '1', living: 'home' }, base)).toEqual({ values: { card: '1', living: 'home' }, torn: [] })
  expect(mergeValues({}, { person: { name: '一' } }, { person: { name: '一' } }).torn).toEqual([])
})
