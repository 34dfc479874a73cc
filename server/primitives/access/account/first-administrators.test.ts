import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../../../../test/kit/city.ts'
import { makeFirstAdministrators, readAdministrators } from './first-administrators.ts'

let city: TestCity
beforeAll(async () => { city = await openTestCity({ demo: false }) })
afterAll(() => city.close())

test.each(['', 'a:甲', 'qin:秦,shen:沈', 'qin:秦,qin:沈,yu:余', 'qin:秦,shen:秦,yu:余', 'QIN:秦,shen:沈,yu:余', 'qin:秦,shen:沈,yu:余:x'])('%j does not name three people', (text) =>
  expect(() => readAdministrators(text)).toThrow(/three people/))

test('a city without staff gets three administrators once, each of whom must enrol before anything', async () => {
  const make = () => makeFirstAdministrators((work) => city.deed(work), 'qin:秦明,shen:沈岚,yu:余静')
  const made = await make()
  expect(made.map((one) => [one.role, one.login])).toEqual([['system_admin', 'qin'], ['security_admin', 'shen'], ['audit_admin', 'yu']])
  expect(await make()).toEqual([])
  const login = await city.anonymous({ method: 'POST', url: '/sessions', payload: { login: 'shen', password: made[1]!.password } })
  expect(login.json().stage).toBe('enrol')
})
