import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contains, metresBetween, metresToEdge, outlineOf, type Ring } from './polygon.ts'

const square: Ring = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]
const hole: Ring = [[4, 4], [6, 4], [6, 6], [4, 6]]
const at = (longitude: number, latitude: number) => ({ longitude, latitude })

test('a point outside, or in a hole, is not inside', () => {
  const shape = outlineOf([[square, hole]])
  expect([at(11, 5), at(-1, -1), at(5, 5)].map((point) => contains(shape, point))).toEqual([false, false, false])
})
test('an unclosed ring counts as closed', () => expect(contains(outlineOf([[square.slice(0, 4)]]), at(0.001, 5))).toBe(true))
test('the small loop of a self-crossing ring is inside, whichever way it turns', () => {
  const crossing: Ring = [[0, 0], [10, 0], [10, 10], [6, 10], [8, 12], [4, 12], [6, 10], [0, 10]]
  expect(contains(outlineOf([[crossing]]), at(6, 11))).toBe(true)
})
test('an empty shape holds nothing', () => expect(contains(outlineOf([]), at(0, 0))).toBe(false))
test('any of several polygons will do', () => expect(contains(outlineOf([[square], [[[20, 20], [30, 20], [25, 30]]]]), at(25, 22))).toBe(true))
test('a point belongs to exactly one of two halves', () => {
  const [left, right] = [outlineOf([[[[0, 0], [5, 0], [5, 10], [0, 10]]]]), outlineOf([[[[5, 0], [10, 0], [10, 10], [5, 10]]]])]
  fc.assert(fc.property(fc.double({ min: 0.01, max: 9.99, noNaN: true }), fc.double({ min: 0.01, max: 9.99, noNaN: true }), (x, y) => {
    expect(Number(contains(left, at(x, y))) + Number(contains(right, at(x, y)))).toBe(1)
  }))
})
test('distances are metres', () => {
  expect(metresBetween(at(117.2, 39.1), at(117.2, 39.11))).toBeCloseTo(1112, 0)
  expect(metresToEdge(outlineOf([[square]]), at(10.01, 0))).toBeCloseTo(1112, 0)
})
