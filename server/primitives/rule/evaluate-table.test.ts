import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { checkTable } from './check-table.ts'
import { compileTable, evaluate } from './evaluate-table.ts'
import type { Given, Row, RuleTable } from './table-shape.ts'

const table = (rows: Row[], more: Partial<RuleTable> = {}): RuleTable => ({
  table: 'dispatch', name: '派遣规则', source: { title: '测试', channel: 'platform', since: '2026-01-01' }, effective_from: '2026-01-01',
  inputs: { item: { name: '事项', type: 'text' }, place: { name: '地点', type: 'division' }, amount: { name: '数量', type: 'number' }, on: { name: '日期', type: 'date' } },
  outcome: { lead: { name: '主办', type: 'text' } }, rows, examples: [{ given: {}, expect: { none: true } }], ...more,
})
const row = (number: number, when: Row['when']): Row => ({ row: number, when, then: { lead: `u${number}` }, because: '如此' })
const ask = (rows: Row[], given: Given) => {
  const got = evaluate(compileTable(table(rows)), given)
  return got === null ? null : 'hit' in got ? got.hit.row : got.unknown
}

describe('cells', () => {
  test('a range includes from and to, and leaves out above and below', () => {
    expect([1, 2, 3, 4].map((amount) => ask([row(1, { amount: { from: 2, to: 3 } })], { amount }))).toEqual([null, 1, 1, null])
    expect([1, 2, 3].map((amount) => ask([row(1, { amount: { above: 1, below: 3 } })], { amount }))).toEqual([null, 1, null])
    expect(ask([row(1, { on: { from: '2026-03-01' } })], { on: '2026-02-28' })).toBe(null)
  })
  test('within a division does not match a code that merely begins alike', () => {
    expect(ask([row(1, { place: { within: '1201' } })], { place: '12011/3' })).toBe(null)
    expect(ask([row(1, { place: { within: 'a/b' } })], { place: 'a/b/c' })).toBe(1)
    expect(ask([row(1, { place: { within: 'b' } })], { place: 'a/b/c' })).toBe(1)
    expect(ask([row(1, { place: { within: ['x', 'a'] } })], { place: 'a' })).toBe(1)
  })
  test('the first row that holds answers', () => expect(ask([row(5, { item: ['x', 'y'] }), row(1, { item: 'y' })], { item: 'y' })).toBe(5))
})

describe('unknown is a third value', () => {
  test('a row that would hold but for an unknown input stops the search', () => expect(ask([row(1, { item: 'x', amount: 3 }), row(2, {})], { item: 'x' })).toEqual(['amount']))
  test('a row that another column rules out does not', () => expect(ask([row(1, { item: 'x', amount: 3 }), row(2, {})], { item: 'y' })).toBe(2))
  test('a cell may ask for it', () => expect(ask([row(1, { amount: { unknown: true } })], { item: 'y' })).toBe(1))
})

describe('a table is checked before it is published', () => {
  const faults = (rows: Row[], more: Partial<RuleTable> = {}) => checkTable(table(rows, more)).join('\n')
  test('an undeclared column', () => expect(faults([row(1, { colour: 'red' })])).toContain('not declared'))
  test('a range over text', () => expect(faults([row(1, { item: { from: 'a' } })])).toContain('a range needs'))
  test('a value of another type', () => expect(faults([row(1, { amount: 'three' })])).toContain('no value of a column of type number'))
  test('a number used twice', () => expect(faults([row(1, { item: 'x' }), row(1, { item: 'y' })])).toContain('used twice'))
  test('a row behind one that holds for everything', () => expect(faults([row(1, {}), row(2, { item: 'x' })])).toContain('never reached'))
  test('an outcome that lacks what is declared', () => expect(faults([{ row: 1, when: {}, then: {}, because: '如此' }])).toContain("'lead' is missing"))
  test('an example that turns out otherwise', () => expect(faults([row(1, { item: 'x' })], { examples: [{ given: { item: 'x' }, expect: { row: 2 } }] })).toContain('expected row 2, but row 1'))
  test('an input of the wrong type is refused when it is asked', () => expect(() => ask([row(1, {})], { amount: '3' })).toThrow('rule.input_wrong'))
})

test.each(['dispatch', 'limits', 'receive-limits'])("the city's %s holds together", (name) => {
  const path = new URL(`../../../cities/tianjin/rules/${name}.yaml`, import.meta.url)
  expect(checkTable(parse(readFileSync(path, 'utf8')) as RuleTable)).toEqual([])
})
