import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkIdentityNumber, dayExists, identityCheckDigit, type NumberRules } from './identity-number.ts'

const rules: NumberRules = {
  today: '2026-11-25', areas: new Map([['120119', { abolished: false }], ['120225', { abolished: true }], ['110101', { abolished: false }]]), nobodyArea: '120199', demo: true,
}
const judge = (text: string, changed: Partial<NumberRules> = {}) => checkIdentityNumber(text, { ...rules, ...changed })
const whole = (first17: string) => first17 + identityCheckDigit(first17)

test('a day that the calendar never had is refused, though its check digit is right', () => expect(judge(whole('12011919410229001'))).toEqual({ fault: 'number_date' }))
test('a number with one wrong digit is refused', () => expect(judge('120119198803124522')).toEqual({ fault: 'number_check_digit' }))
test('an old number of 15 digits is refused with its own reason', () => expect(judge('120106410228001')).toEqual({ fault: 'number_old' }))
test('a number of 17 digits is refused', () => expect(judge('12011919880312452')).toEqual({ fault: 'number_length' }))
test('an X anywhere but at the end is refused', () => expect(judge('1201191988031X4521')).toEqual({ fault: 'number_characters' }))
test('a province that does not exist is refused', () => expect(judge(whole('99011919880312452'))).toEqual({ fault: 'number_province' }))
test('somebody born tomorrow is refused', () => expect(judge(whole('12011920261126001'))).toEqual({ fault: 'number_future' }))
test('somebody who does not exist is refused in production and marked in the demo', () => {
  expect(judge(whole('12019919880312452'), { demo: false })).toEqual({ fault: 'number_of_nobody' })
  expect(judge(whole('12019919880312452'))).toMatchObject({ marks: ['nobody'] })
})
test('an abolished area only marks', () => expect(judge(whole('12022519600101001'))).toMatchObject({ marks: ['area_abolished'], bornOn: '1960-01-01' }))
test('an area unknown to the table only marks', () => expect(judge(whole('12019819600101001'))).toMatchObject({ marks: ['area_unknown'] }))
test('a good number tells area, birthday and sex; a small x is taken', () => {
  expect(judge(' 11010519491231002x ')).toMatchObject({ number: '11010519491231002X', areaCode: '110105', bornOn: '1949-12-31', sex: 'female' })
})
test('permits of people from Hong Kong and of foreigners are known by their first digits', () => {
  expect(judge(whole('81000019900101001'))).toMatchObject({ kind: 'permit' })
  expect(judge(whole('91284019900101001'))).toMatchObject({ kind: 'foreign_resident', marks: [] })
})
test('changing any one digit of a good number is always noticed', () => {
  const good = whole('12011919880312452')
  fc.assert(fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
    const digit = String((Number(good[at]) + by) % 10)
    expect(judge(good.slice(0, at) + digit + good.slice(at + 1))).toHaveProperty('fault')
  }))
})
test('swapping two neighbouring digits that differ is always noticed', () => {
  const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-11-01'), noInvalidDate: true })
  fc.assert(fc.property(day, fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 15 }), (born, serial, at) => {
    const good = whole(`120119${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(serial).padStart(3, '0')}`)
    fc.pre(good[at] !== good[at + 1])
    expect(judge(good.slice(0, at) + good[at + 1] + good[at] + good.slice(at + 2))).toHaveProperty('fault')
  }))
})
test('whatever text comes, an answer comes, never an exception', () => fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { expect(judge(text)).toBeTypeOf('object') })))
test('days exist exactly where the calendar of the machine says so', () => {
  fc.assert(fc.property(fc.integer({ min: 1850, max: 2100 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }), (year, month, day) => {
    const at = new Date(Date.UTC(year, month - 1, day))
    expect(dayExists(year, month, day)).toBe(at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day)
  }))
})
