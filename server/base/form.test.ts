import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { completeForm, formOf, materialsFor, readForms, ruleInputs, shownFields, validateForm, type FormRules, type FormSaid } from './form.ts'

const said: FormSaid = {
  form: 'rent', title: '租房', english: 'Rent', sources: ['practice'],
  parts: [
    { part: 'why', title: '原因', english: 'Why', fields: [
      { field: 'reason', label: '原因', english: 'Reason', widget: 'choice', source: 'typed', required: true, options: [{ value: 'rent', label: '租房', english: 'Rent' }, { value: 'buy', label: '买房', english: 'Buy' }] },
      { field: 'rent', label: '月租金', english: 'Monthly rent', widget: 'money', source: 'typed', required: true, when: { field: 'reason', equals: 'rent' }, schema: { minimum: 1, maximum: 100_000 } },
      { field: 'contract', label: '租约', english: 'Lease', widget: 'file', source: 'typed', required: true, when: { field: 'rent', above: 3000 } },
      { field: 'born', label: '出生日期', english: 'Born', widget: 'date', source: 'typed', days: { to: 'today' } },
      { field: 'age', label: '周岁', english: 'Age', widget: 'number', source: 'computed', compute: { age: 'born' } },
    ] },
    { part: 'who', title: '人', english: 'Who', fields: [
      { field: 'card', label: '卡号', english: 'Card', widget: 'bank_card', source: 'typed', required: true },
      { field: 'phone', label: '电话', english: 'Phone', widget: 'phone', source: 'typed' },
      { field: 'others', label: '同住的人', english: 'Others', widget: 'list', source: 'typed', columns: [{ field: 'name', label: '姓名', english: 'Name', widget: 'text', source: 'typed', required: true }, { field: 'number', label: '证件号码', english: 'Number', widget: 'identity_number', source: 'typed' }] },
      { field: 'deed_paper', label: '房产证', english: 'Title deed', widget: 'file', source: 'typed', required: true },
    ] },
  ],
  materials: [{ material: '租约', english: 'Lease', take: 'contract', when: { field: 'rent', above: 3000 } }, { material: '房产证', english: 'Title deed', take: 'deed_paper', replaced_by: { resource: '103078000001' } }],
}
const form = formOf(said)
const rules: FormRules = { today: '2026-11-28', numbers: { 'identity-number': (number) => (number.endsWith('X') ? 'refusal.party.number_check_digit' : null), 'credit-code': () => null } }
const card = '6217000010001234569'
const told = (values: Record<string, unknown>, more: Partial<FormRules> = {}) => validateForm(form, values, { ...rules, ...more }).map(({ field, at, key }) => `${field}${at} ${key.replace('base.form_fault.', '')}`)

describe('a form that was filled in', () => {
  test('tells everything that is missing at once, and nothing of what it does not show', () => expect(told({})).toEqual(['reason required', 'card required']))
  test('asks for the rent only of who rents, and for the lease only above 3,000', () => {
    expect(told({ reason: 'rent', card })).toEqual(['rent required'])
    expect(told({ reason: 'rent', rent: 3000, card })).toEqual([])
    expect(told({ reason: 'rent', rent: 3000.01, card })).toEqual(['contract required'])
    expect(told({ reason: 'buy', rent: 5000, card })).toEqual([])
  })
  test('says what is wrong in each field, in a list by its row', () => {
    const others = [{ name: '甲', number: '11010119900101123X' }, { number: '1' }]
    expect(told({ reason: 'sell', card: '6217000010001234562', phone: '12345', born: '2026-11-29', others, spoilt: 1 })).toEqual([
      'spoilt unknown', 'reason choose', 'born too_late', 'card format_bank_card', 'phone format_phone', 'others/1/name required', 'others/1/number format_identity_number', 'others/0/number refusal.party.number_check_digit',
    ])
    expect(told({ reason: 'rent', rent: 0.001, card })).toEqual(['rent too_small', 'rent cents'])
    expect(told({ reason: 'buy', card, born: '2026-02-29' })).toEqual(['born format_date'])
  })
  test('a paper that something replaces is asked for only where nothing answered', () => {
    expect(told({ reason: 'buy', card }, { lacking: new Set(['房产证']) })).toEqual(['deed_paper required'])
    expect(materialsFor(form, { reason: 'buy' }).map(({ material, bring }) => [material, bring])).toEqual([['房产证', false]])
    expect(shownFields(form, { reason: 'buy' }).has('deed_paper')).toBe(false)
  })
  test('an answer of any size is refused before it is looked at', () => expect(told({ reason: 'x'.repeat(300_000) })).toEqual([' too_much']))
  test('what is computed is computed here, whatever was sent', () => expect(completeForm(form, { reason: 'buy', rent: 9, born: '1946-11-28', age: 20 }, rules)).toEqual({ reason: 'buy', born: '1946-11-28', age: 80 }))
  test('a rule knows what the exchange said and what only the person can say, and not what the person typed in its place', () => {
    const allowance = readForms(join(import.meta.dirname, '../../cities/tianjin')).get('old-age-allowance')!
    const values = completeForm(allowance, { birth_on: '1946-11-28', household_here: true, allowance_now: false }, rules)
    expect(ruleInputs(allowance, values, new Set(['birth_on', 'allowance_now']))).toEqual({ age: 80, household_here: null, deceased: null, allowance_now: false })
    expect(ruleInputs(allowance, values, new Set())).toMatchObject({ age: null })
  })
})

describe('a form that is said', () => {
  const wrong = (change: (copy: typeof said) => void): string => { const copy = structuredClone(said); change(copy); try { formOf(copy); return '' } catch (error) { return (error as Error).message } }
  test('asks nothing that comes after it, or that nobody can choose', () => {
    expect(wrong((copy) => Object.assign(copy.parts[0]!.fields[1]!, { when: { field: 'phone', equals: '1' } }))).toMatch(/rent: its condition asks phone, which does not stand before it/)
    expect(wrong((copy) => Object.assign(copy.parts[0]!.fields[1]!, { when: { field: 'reason', in: ['gift'] } }))).toMatch(/whether reason is gift, which nobody can choose/)
  })
  test("every form of the cities' folders is read, and empty it faults what it always asks", () => {
    for (const city of ['tianjin', 'sample-county'])
      for (const [code, one] of readForms(join(import.meta.dirname, '../../cities', city))) {
        const always = one.parts.flatMap((part) => part.fields.filter(({ source, required, when }) => source !== 'computed' && required && !when && !part.when).map(({ field }) => field)).filter((field) => shownFields(one, {}).has(field))
        expect([code, validateForm(one, {}, rules).filter(({ key }) => key === 'base.form_fault.required').map(({ field }) => field)]).toEqual([code, always])
      }
  })
})
