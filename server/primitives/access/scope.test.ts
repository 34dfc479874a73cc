import { expect, test } from 'vitest'
import type { Deed, Grant } from '#base/deed'
import { covers, departmentScope, mayAt, narrowest, requireScope, scopeFor, scopeOf } from './scope.ts'

const grant = (divisionPath: string, departmentId: string | null = null, ...permissions: string[]): Grant => ({ permissions: new Set(permissions.length ? permissions : ['read']), divisionPath, departmentId })
const deed = (...grants: Grant[]): Pick<Deed, 'actor'> => ({ actor: { kind: 'staff', id: 'p', postId: null, departmentId: null, divisionPath: null, grants } })

test.each([
  ['120103', '1201031', false],
  ['120103', '120103/120103008', true],
  ['120103', '120103', true],
  ['120103/120103008', '120103', false],
  ['120103/120103008', '120103/1201030081', false],
  ['', '', true],
  ['', '120103', true],
  ['120103', '', false],
  ['120103', '120104/120103', false],
])('%s reaches %s: %s', (scope, path, answer) => expect(covers(scope, path)).toBe(answer))

test('a place that another one covers is not named twice', () => {
  expect(narrowest(['120103/120103008', '120103', '1201031', '120103'])).toEqual(['120103', '1201031'])
  expect(narrowest(['120103', '', '120104'])).toEqual([''])
})
test('without a grant the scope is empty and nothing may be done anywhere', () => {
  expect(scopeOf(deed(), 'read')).toEqual([])
  expect(mayAt(deed(), 'read', '')).toBe(false)
})
test('another permission opens no place', () => expect(scopeOf(deed(grant('120103', null, 'write')), 'read')).toEqual([]))
test('a permission at one street is not joined with a place of another permission', () => {
  const actor = deed(grant('120103/120103008', null, 'read', 'close'), grant('120104', null, 'read'))
  expect(mayAt(actor, 'close', '120104')).toBe(false)
  expect(scopeOf(actor, 'read')).toEqual(['120103/120103008', '120104'])
})
test('a filter naming a street outside is 403, an id outside is the 404 of the unknown', () => {
  const actor = deed(grant('120103/120103008'))
  expect(() => requireScope(actor, 'read', '120103/120103009', { filter: true })).toThrow(expect.objectContaining({ status: 403, code: 'access.scope_outside' }))
  expect(() => requireScope(actor, 'read', '120103/120103009', { code: 'x.not_found' })).toThrow(expect.objectContaining({ status: 404, code: 'x.not_found' }))
  expect(() => requireScope(actor, 'read', '120103', { filter: true })).toThrow(expect.objectContaining({ status: 403 }))
  expect(scopeFor(actor, 'read')).toEqual(['120103/120103008'])
  expect(scopeFor(actor, 'read', '120103/120103008/1')).toEqual(['120103/120103008/1'])
})
test('a grant for one department does not act for another, nor in another place', () => {
  const actor = deed(grant('120103', 'water'), grant('120104', 'roads'))
  expect(departmentScope(actor, 'read')).toEqual(['roads', 'water'])
  expect(mayAt(actor, 'read', '120103', 'water')).toBe(true)
  expect(mayAt(actor, 'read', '120104', 'water')).toBe(false)
  expect(departmentScope(deed(grant('120103', 'water'), grant('120104')), 'read')).toBe(null)
  expect(departmentScope(deed(), 'read')).toEqual([])
})
