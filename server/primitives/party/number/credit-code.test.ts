import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCreditCode, creditCheckDigit, organisationCheckDigit } from './credit-code.ts'

const real = ['9144030071526726XG', '914403001922038216', '91330100799655058B', '91110000802100433B', '91440300708461136T']

test.each(real)('%s, with its last digit changed, is refused', (code) => {
  for (const letter of '0123456789ABCDEFGHJKLMNPQRTUWXY') if (letter !== code[17]) expect(checkCreditCode(code.slice(0, 17) + letter)).toHaveProperty('fault')
})
test('letters that look like digits are refused', () => { for (const letter of 'IOSVZ') expect(checkCreditCode(`9144030071526726${letter}G`)).toEqual({ fault: 'credit_code_characters' }) })
test('a code too short is refused', () => expect(checkCreditCode('914403001922')).toEqual({ fault: 'credit_code_length' }))
test('a wrong organisation digit is refused, though the last digit fits', () => {
  const first17 = '91440300192203822'
  expect(checkCreditCode(first17 + creditCheckDigit(first17))).toEqual({ fault: 'credit_code_organisation_digit' })
})
test.each(real)('%s, a real code, is taken', (code) => expect(checkCreditCode(code.toLowerCase())).toEqual({ code, organisation: code.slice(8, 17) }))
test('every code made by both digits is taken', () => {
  fc.assert(fc.property(fc.stringMatching(/^[0-9]{6}$/), fc.stringMatching(/^[0-9A-HJ-NPQRTUWXY]{8}$/), (area, organisation) => {
    const first17 = `91${area}${organisation}${organisationCheckDigit(organisation)}`
    expect(checkCreditCode(first17 + creditCheckDigit(first17))).toHaveProperty('code')
  }))
})
test('whatever text comes, an answer comes, never an exception', () => fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { expect(checkCreditCode(text)).toBeTypeOf('object') })))
