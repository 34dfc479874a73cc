import { expect, test } from 'vitest'
import { judgeTightening, tightened } from '../tightening/judge-tightening.ts'
import type { ItemSaid } from './item-said.ts'
import { judgeItem, type ItemBook } from './judge-item.ts'
import { longerSpan } from './longer-span.ts'

const days = (amount: number) => ({ amount, unit: 'days' as const })
const working = (amount: number) => ({ amount, unit: 'working_days' as const })
const book: ItemBook = {
  clocks: {
    acts: [{ code: 'licence', name: '行政许可', english: '', remedies: ['sue'] }], remedies: [{ code: 'sue', name: '', text: '', source: '' }],
    clocks: [
      { code: 'licence', name: '', decide: working(20), joint: { decide: working(45) }, source: '', channel: 'public', from: '2020-01-01' }, { code: 'fund', name: '', decide: days(3), source: '', channel: 'public', from: '2020-01-01' },
      { code: 'none', name: '', decide: null, source: '', channel: 'public', from: '2020-01-01' },
    ],
  },
  terms: { audiences: [{ code: 'elder', name: '', english: '' }], events: [], gives: [{ code: 'money', name: '', english: '' }], licences: [{ code: 'card', name: '', english: '' }], sources: [], forced: ['必须刷脸'] },
}
const item: ItemSaid = { code: 'x', name: '某事', summary: '说明', act: 'licence', level: 'district', audiences: ['elder'], events: [], gives: ['money'], words: [], basis: [{ law: '某法' }], clock: 'licence', sources: ['law'] }
const faults = (said: Partial<ItemSaid>) => judgeItem({ ...item, ...said }, book).map(({ field, code }) => `${field} ${code}`)

test('five working days hold a weekend: against three calendar days of law one working day is the most that can be promised', () => {
  expect([[working(20), working(20)], [working(21), working(20)], [days(20), working(20)], [working(1), days(3)], [working(2), days(3)], ['at_once', days(1)], [days(1), 'at_once']].map(([a, b]) => longerSpan(a as never, b as never)))
    .toEqual([false, true, false, false, true, false, true])
})

test('an item promises no more than its law, names only what is there, and needs no smartphone, online payment or face scan', () => {
  expect(faults({})).toEqual([])
  expect(faults({ promise: working(21) })).toEqual(['promise longer_than_law'])
  expect(faults({ promise: working(45), joint: true })).toEqual([])
  expect(faults({ clock: 'fund', promise: working(2) })).toEqual(['promise longer_than_law'])
  expect(faults({ clock: 'none', promise: days(400) })).toEqual([])
  expect(faults({ clock: 'fund', joint: true })).toEqual(['joint no_joint_clock'])
  expect(faults({ clock: 'fund', promise: working(1), joint: { within: working(1), parts: [] } })).toEqual([]) // reviewed jointly, by its own clock
  expect(faults({ promise: working(45), joint: { within: working(5), parts: [] } })).toEqual([])
  expect(faults({ clock: 'soon', act: 'wish', audiences: ['cat'], remedies: ['duel'], materials: [{ name: '证', from: { licence: 'pass' } }] })).toEqual(['act unknown_word', 'audiences unknown_word', 'remedies unknown_word', 'materials unknown_word', 'clock unknown_word'])
  expect(faults({ ways: ['online'] })).toEqual(['ways online_only'])
  expect(faults({ fee: { amount: 10, text: '10 元', basis: '某文件', pay: ['online'] } })).toEqual(['fee no_cash'])
  expect(faults({ steps: ['领取时必须刷脸'] })).toEqual(['steps forced'])
  expect(faults({ instant: true, ages: { from: 80, to: 60 } })).toEqual(['ages upside_down', 'instant no_rule'])
})

test('a district may only do better: what would be worse is named by its field, and is not taken when the city has gone further since', () => {
  const above: ItemSaid = { ...item, promise: working(10), materials: [{ name: '户口簿' }, { name: '照片' }], ways: ['hall', 'phone'], visits: 1, depth: 'accept' }
  const loose = (said: object) => judgeTightening(above, said, working(20)).map(({ field, code }) => `${field} ${code}`)
  expect(loose({ promise: working(5), without: ['照片'], ways: ['hall', 'phone', 'community'], visits: 0, depth: 'decide', fee: 'free' })).toEqual([])
  expect(loose({ promise: working(11), without: ['结婚证'], ways: ['hall', 'online'], visits: 2, depth: 'collect', fee: { amount: 5, text: '', basis: '', pay: ['card'] } }))
    .toEqual(['promise longer', 'fee dearer', 'fee no_cash', 'without not_asked', 'depth shallower', 'visits more', 'ways missing'])
  expect(judgeTightening(item, { promise: working(21) }, working(20))).toMatchObject([{ field: 'promise', code: 'longer' }])
  expect(tightened(above, { promise: working(5), without: ['照片'], halls: [{ name: '区大厅' }] }, working(20))).toMatchObject({ promise: working(5), materials: [{ name: '户口簿' }], halls: [{ name: '区大厅' }] })
  expect(tightened({ ...above, promise: working(2) }, { promise: working(5) }, working(20)).promise).toEqual(working(2))
})
