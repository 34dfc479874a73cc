import { expect, test } from 'vitest'
import { maskValue, toBand, toStreet, toYear } from './mask-value.ts'

test.each([
  ['天津市河西区友谊路街道光明里3号楼2门501', '天津市河西区友谊路街道***'],
  ['天津市蓟州区下营镇常州村12号', '天津市蓟州区下营镇***'],
  ['河西区友谊路12号', '河西区***'],
  ['光明小区3号楼', '******'],
  ['小镇花园8号', '******'],
  ['', '******'],
])('an address is shown to its street and no further: %s', (address, shown) => expect(toStreet(address)).toBe(shown))

test.each([['3456.78', '2000–5000'], ['1000', '1000–2000'], ['5000', '5000–10000'], ['0', '0'], ['0.4', '0–1'], ['-320', '-500–-200'], ['免费', '***'], ['', '***']])('an amount is shown by its band: %s', (amount, shown) => expect(toBand(amount)).toBe(shown))

test('a kind that has its own way is masked in it, whatever its type; what has none keeps its first sign', () => {
  const part = (personal: string | null, type: 'text' | 'date' | 'decimal', text: string): string => maskValue({ personal, type }, 'part', text)
  expect(part('name', 'text', '林秀梅')).toBe('林*梅')
  expect(part('bank_card', 'text', '6222021234567890123')).toBe('***************0123')
  expect(part('plate', 'text', '津A12345')).toBe('津A***45')
  expect(part('birth', 'date', '1979-04-12')).toBe('1979')
  expect(part('other', 'decimal', '1999')).toBe('1000–2000')
  expect(part(null, 'text', '𠮷祥里')).toBe('𠮷***')
  expect(toYear('1979年')).toBe('***')
})
