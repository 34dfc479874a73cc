import { expect, test } from 'vitest'
import { faultsOfRoles } from '../load-roles.ts'
import { apartFrom, type Held } from './apart.ts'

const day = (n: number) => new Date(Date.UTC(2026, 10, n))
const held = (role: string, apart: string[] = [], from = 1, until: number | null = null): Held => ({ role, apart, fromAt: day(from), untilAt: until === null ? null : day(until) })

test('one person is not system and security administrator', () => {
  expect(apartFrom(held('security_admin', ['system_admin', 'audit_admin']), [held('system_admin', ['security_admin', 'audit_admin'])])).toBe('system_admin')
})
test('it is enough that one of the two roles says so', () => expect(apartFrom(held('grid_worker'), [held('verifier', ['grid_worker'])])).toBe('verifier'))
test('a role that ended before the other begins is no clash', () => {
  expect(apartFrom(held('b', ['a'], 10), [held('a', [], 1, 10)])).toBe(null)
  expect(apartFrom(held('b', ['a'], 10), [held('a', [], 1, 11)])).toBe('a')
})
test('a role to come later clashes as well', () => expect(apartFrom(held('b', ['a'], 1), [held('a', [], 20)])).toBe('a'))
test('the same role at a second place is no clash', () => expect(apartFrom(held('a', ['b']), [held('a', ['b'])])).toBe(null))
test('a city whose administrators are not held apart does not start', () => {
  const role = (code: string, apart: string[]) => ({ code, title: {}, level: 'city', permissions: [], apart })
  expect(faultsOfRoles([role('system_admin', ['security_admin', 'audit_admin']), role('security_admin', ['system_admin']), role('audit_admin', ['nobody'])])).toEqual([
    'audit_admin is held apart from nobody, which is no role', 'security_admin must be held apart from audit_admin',
    'audit_admin must be held apart from system_admin', 'audit_admin must be held apart from security_admin',
  ])
})
