import { expect, test } from 'vitest'
import type { Division } from '#primitives/place'
import { addressIn } from './address-words.ts'
import { findNames, makeGazetteer, spokenNames } from './gazetteer.ts'

const division = (name: string, path: string): Division => ({ code: path.split('/').at(-1)!, name, level: 'community', kind: '居', path, parentCode: null, initials: '', point: null, validFrom: null, validTo: null, version: 1 })
const made = makeGazetteer([division('光明里社区居委会', 'a/b/c'), division('光明里社区居委会', 'd/e/f'), division('荣山村委会', 'a/b/g'), division('光明里北社区居委会', 'a/b/h')])

test('people leave out what offices add', () => {
  expect(spokenNames('光明里社区居委会')).toEqual(['光明里社区居委会', '光明里社区', '光明里'])
  expect(spokenNames('荣山村委会')).toEqual(['荣山村委会', '荣山村', '荣山'])
})
test('the longest name at a place is the one that was said', () => {
  expect(findNames(made, '我住光明里北三号楼').map(({ named }) => named.name)).toEqual(['光明里北'])
  expect(findNames(made, '我住光明里三号楼').map(({ named }) => [named.name, named.divisions.length])).toEqual([['光明里', 2]])
})
test('a text without a name has none', () => expect(findNames(made, '暖气不热')).toEqual([]))
test('house and door follow the place, up to the next stop', () => {
  const text = '住光明里 12 号楼 2 门 501，楼下围起来了'
  expect(addressIn(text, findNames(made, text)[0])).toBe('光明里 12 号楼 2 门 501')
  expect(addressIn('我家住解放南路与黑牛城道交口附近', undefined)).toContain('解放南路')
  expect(addressIn('没有说在哪儿', undefined)).toBe('')
})
