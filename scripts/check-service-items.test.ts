import { describe, expect, test } from 'vitest'
import { faultsWith } from './testing/faults-with.ts'

const civil = 'catalogues/service-items/civil-affairs.yaml'
const spoken = 'catalogues/spoken-words.yaml'
const wrong: [why: string, path: string, from: string | RegExp, to: string, says: RegExp][] = [
  ['a promise is longer than the law', civil, 'promise: { amount: 5, unit: working_days }', 'promise: { amount: 25, unit: working_days }', /old-age-allowance: promise: longer_than_law 25 working_days/],
  ['an item can only be asked for online', civil, 'ways: [hall, community, phone]', 'ways: [online]', /old-age-allowance: ways: online_only/],
  ['a step demands a face scan', civil, '领证]', '领证时必须刷脸]', /elder-card: steps: forced 必须刷脸/],
  ['a clock is no row of law', civil, 'clock: licence', 'clock: soon', /old-age-allowance: clock: unknown_word soon/],
  ['an item names a data resource that is not there', civil, '{ text: 年满 80 周岁 }', "{ text: 年满 80 周岁, resource: '999999999999' }", /the data catalogue has no entry 999999999999/],
  ['a department is nobody', civil, 'department: civil_affairs', 'department: good_works', /no unit of departments\.csv has the role good_works/],
  ['two items have one code', civil, 'code: elder-card', 'code: old-age-allowance', /item old-age-allowance occurs twice/],
  ['spoken words point to no item', spoken, 'items: [elder-card]', 'items: [lottery]', /there is no item lottery/],
]

describe('the check of the service items', () => {
  test.each(wrong)('says so when %s', (_, path, from, to, says) => {
    expect(faultsWith(path, from, to).join('\n')).toMatch(says)
  })
})
