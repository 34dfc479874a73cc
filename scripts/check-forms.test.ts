import { describe, expect, test } from 'vitest'
import { faultsWith } from './testing/faults-with.ts'

const form = 'catalogues/forms/old-age-allowance.yaml'
const item = 'catalogues/service-items/civil-affairs.yaml'
const wrong: [why: string, path: string, from: string | RegExp, to: string, says: RegExp][] = [
  ['asks for what an entry holds, by its field', form, /source: prefill, prefill: \{ resource: '101005000001', item: birth_on \}/, 'source: typed', /birth_on: nobody is asked for 出生日期: 101005000001 人口基础信息 holds 出生日期/],
  ['asks for it under another name', form, 'label: 老人现在住在哪儿', 'label: 您的手机号码', /living: nobody is asked for 您的手机号码: 307001000002 实名注册信息 holds 手机号码/],
  ['asks for it under a synonym', form, /field: contact_phone, label: [^,]+, (.*?)source: prefill, prefill: \{[^}]*\}/, 'field: reach, label: 联系方式, $1source: typed', /reach: nobody is asked for 联系方式/],
  ['is prefilled from an entry that is not there', form, "'307012000502', item: allowance_number", "'307012000999', item: allowance_number", /allowance_now: the data catalogue has no entry 307012000999/],
  ['is prefilled from a field that is not there', form, 'item: birth_on', 'item: born', /birth_on: 人口基础信息 holds no born/],
  ['is prefilled with what is withheld', form, /widget: bank_card, source: typed/, "widget: bank_card, source: prefill, prefill: { resource: '307012000502', item: bank_account }", /allowance_account: 银行账号 is withheld from everybody/],
  ['looks it up by what is no key', form, 'item: birth_on', 'item: birth_on, by: [name]', /birth_on: 人口基础信息 is not asked by name, which is no key/],
  ['asks something that nobody can choose', form, 'widget: bank_card, source: typed', 'widget: bank_card, source: typed, when: { field: living, equals: home }', /its condition asks living, which does not stand before it/],
  ['forgets a paper that the item names', form, / {2}- \{ material: 户口簿.*\n/, '', /the item names 户口簿, the form does not/],
  ['spares a paper that the item does not spare', form, 'material: 健在和待遇情况, english: Proof of life and benefits', "material: 健在和待遇情况, english: Proof of life and benefits, replaced_by: { resource: '101005000001' }", /what replaces it is not what the item says/],
  ['asks for a paper that is a licence of the city', 'catalogues/forms/elder-card.yaml', ', replaced_by: { licence: residence_permit }', '', /居住证: nobody is asked for a residence_permit: whoever has a 居住证 has it in the wallet/],
  ['leaves out a clause of its rule', form, 'clauses: [age, household, not_twice]', 'clauses: [age, household]', /the clause not_twice of old_age_allowance is asked by nobody/],
  ['gives its rule a field of another kind', form, 'inputs: { age: age', 'inputs: { age: living', /living is no number for age/],
  ['has a label in one language', form, 'label: 姓名, english: Name', 'label: 姓名', /must have required property 'english'/],
  ['gives a department of a joint review a field that is not there', item, 'form: old-age-allowance', 'form: old-age-allowance\n    joint: { within: { amount: 1, unit: working_days }, parts: [{ department: police, name: 户籍, fields: [moon], materials: [户口簿] }] }', /old-age-allowance: 户籍: its form has no field moon/],
  ['belongs to no item', item, 'form: old-age-allowance', 'form: elder-card', /the item old-age-allowance does not name this form/],
]

describe('the check of the forms', () => {
  test.each(wrong)('says so when a form %s', (_, path, from, to, says) => expect(faultsWith(path, from, to).join('\n')).toMatch(says))
})

const systems = 'catalogues/department-systems.yaml'
/** An item that a department's own system would decide, and its names there. */
const elsewhere = `systems:
  - code: cards
    name: 优待证系统
    english: Card system
    decided: municipal
    acknowledged: { amount: 1, unit: hours }
    answered: { amount: 1, unit: days }
    source: 试
    statuses: [{ code: '1', step: accepted }, { code: '2', step: missing }, { code: '3', step: approved }, { code: '4', step: refused }, { code: '5', step: paused, reason: 鉴定 }, { code: '6', step: resumed }]
    items:
      - item: elder-card
        as: YDZ
        subject: { name: A1, number: A2 }
        fields:
          - { field: name, as: XM }
          - { field: identity_number, as: ZJHM }
          - { field: birth_on, as: CSRQ }
          - { field: household_here, as: HJ, codes: { 'true': '1', 'false': '0' } }
          - { field: contact_phone, as: LXDH }
          - { field: photo, as: XP }
`
/** Each with one thing wrong; what the county itself says of the item is wrong each time. */
test.each([
  ['a field that must be filled in', '          - { field: birth_on, as: CSRQ }\n', '', /birth_on \(出生日期\) must be filled in, and has no name there/],
  ['a paper', '          - { field: photo, as: XP }\n', '', /photo .*must be filled in, and has no name there/],
  ['the code of a value', "'true': '1', ", '', /household_here: true has no code there/],
  ['a step that an application may come to', "{ code: '4', step: refused }, ", '', /cards: no status of it says refused/],
])('a mapping that leaves out %s is refused', (_, from, to, says) => {
  const text = elsewhere.replace(from, to)
  expect(text).not.toBe(elsewhere)
  expect(faultsWith(systems, 'systems: []', text).join('\n')).toMatch(says)
})

test('what it names must be there and be decided there, once, under names and codes of its own', () => {
  const wrong = elsewhere.replace('field: name, as: XM', 'field: moon, as: ZJHM').replace('reason: 鉴定', 'reason: 天冷').replace('{ field: photo, as: XP }', '{ field: photo, as: XP }\n        found: { moon: { from: YL } }').replace("'true': '1'", "moon: '1'")
  const faults = faultsWith(systems, 'systems: []', wrong).join('\n')
  for (const says of [/decided own, its system municipal/, /its form has no field moon/, /two fields are called ZJHM/, /the status 5 needs one of the reasons of pause/, /its licence does not ask for moon/, /household_here: true has no code there/, /household_here: moon is none of its values/]) expect(faults).toMatch(says)
  expect(faultsWith(systems, 'systems: []', elsewhere)).toEqual([expect.stringMatching(/decided own, its system municipal/)]) // the county decides this item itself
})
