import { describe, expect, it } from 'vitest'
import { emptyForm, guessItems, missingOf, saysSomething, titleOf, type FieldForm } from './field-form.ts'
import { searchItems, type Item } from '../catalogue/items.ts'

const form = (more: Partial<FieldForm> = {}): FieldForm => ({ ...emptyForm(), ...more })
const item = (code: string, name: string, words: string[]): Item => ({ code, name, words, register: 'event', class: '', kind: '', endsAt: 'community', urgency: 'ordinary', evidence: 'none', public: true, call: [] })
const items = [item('A', '路灯损坏', ['路灯不亮', '灯坏了']), item('B', '垃圾堆积', ['垃圾', '一堆垃圾没人收']), item('C', '灯杆倾斜', ['灯杆歪了'])]
const place = { code: '1', name: '甲社区' }

describe('a record on the spot', () => {
  it('may not go without a place, nor without a word or a photo', () => {
    expect(missingOf(form({ words: '灯坏了' }), 0, null)).toBe('place')
    expect(missingOf(form({ place }), 0, null)).toBe('words')
    expect(missingOf(form({ place }), 1, null)).toBeNull()
  })
  it('mended on the spot needs a photo of before and one of after', () => {
    expect(missingOf(form({ place, words: '灯' }), 0, 1)).toBe('before')
    expect(missingOf(form({ place, words: '灯' }), 1, 0)).toBe('after')
    expect(missingOf(form({ place }), 1, 1)).toBeNull()
  })
  it('that says nothing yet is not kept', () => {
    expect(saysSomething(form({ place, words: '  ' }), 0)).toBe(false)
    expect(saysSomething(form(), 1)).toBe(true)
  })
  it('is called by its entry, else by its first words', () => {
    expect(titleOf(form({ itemCode: 'A', words: '灯坏了' }), items, '照片')).toBe('路灯损坏')
    expect(titleOf(form({ words: '路边一堆垃圾，好几天了' }), items, '照片')).toBe('路边一堆垃圾')
    expect(titleOf(form(), items, '照片')).toBe('照片')
  })
})

describe('a guess without a network', () => {
  it('puts the entry with the longest words that were said first', () => expect(guessItems('这里一堆垃圾没人收，旁边灯坏了', items).map(one => one.code)).toEqual(['B', 'A']))
  it('says nothing of what it does not know', () => expect(guessItems('邻居吵架', items)).toEqual([]))
})

describe('a search of the catalogue', () => {
  it('finds by the words people use, and puts first what is called so', () => {
    expect(searchItems(items, '灯杆').map(one => one.code)).toEqual(['C'])
    expect(searchItems(items, '灯').map(one => one.code)).toEqual(['A', 'C'])
    expect(searchItems(items, ' b ').map(one => one.code)).toEqual(['B'])
  })
  it('finds nothing for no words', () => expect(searchItems(items, '  ')).toEqual([]))
})
