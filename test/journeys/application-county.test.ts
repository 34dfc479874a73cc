/** The same application in a city of another make: its own registers, rules, units and kinds of licences; nothing in code knows which city it is. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Application, BeganApplication, DeskApplication, SubmittedApplication } from '#contracts/application'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { openRegister } from '../kit/register.ts'

let city: TestCity
beforeAll(async () => { city = await openTestCity({ city: 'sample-county', at: '2026-11-25T02:00:00Z' }) })
afterAll(() => city?.close())

test('in the county a card for the elderly is applied for, judged by its own table and registers, decided by its own unit, and lies in the wallet', async () => {
  const open = (resource: string, fields: string[], rows: Record<string, string>[] = []) => openRegister(city, { resource, fields, unit: '9901-civil-affairs', rows, use: { purpose: '审核老年人优待证', legalBasis: '《老年人权益保障法》第五十三条', scenario: '老年人优待证', usingSystem: '办件' } })
  await open('101005000001', ['identity_number', 'name', 'birth_on', 'household_address', 'village'], [{ identity_number: '120199194105169762', name: '顾秀兰', gender: '2', birth_on: '1941-05-16', household_address: '东街6号楼1门201', village: '东街', person_status: '01', updated_at: '2026-11-01T00:00:00Z' }])
  await open('307001000002', ['identity_number', 'phone'])
  const begun = await city.done<BeganApplication>('gulan', '/application/applications', { id: randomUUIDv7(), item: 'elder-card' })
  const at = (rest = '') => `/application/applications/${begun.id}${rest}`
  const desk = (rest = '') => `/application/desk/applications/${begun.id}${rest}`
  const { version } = await city.done<{ version: number }>('gulan', at('/prefill'), { version: begun.version, take: true })
  expect(await city.done<SubmittedApplication>('gulan', at('/submit'), { version, values: {} })).toMatchObject({ state: 'received', faults: [] })
  expect((await city.get<DeskApplication>('mo', desk())).clauses!.map(({ clause, outcome }) => [clause, outcome])).toEqual([['age', 'met'], ['place', 'met']])
  await city.done('mo', desk('/accept'))
  const chosen = await city.call('gulan', 'PUT', `/delivery/applications/${begun.id}`, { way: 'wallet' })
  expect(chosen.json()).toMatchObject({ ways: ['counter', 'post', 'community', 'wallet'], chosen: { way: 'wallet' } })
  expect(await city.done('mo', desk('/approve'))).toMatchObject({ state: 'approved' })
  await city.deliver()
  expect((await city.get<Application>('gulan', at())).application.state).toBe('delivered')
  const { letters, licences } = await city.get<Application>('gulan', at())
  expect([letters.map(({ kind }) => kind), licences.map(({ kind }) => kind)]).toEqual([['receipt', 'accepted', 'approved'], ['elder_card']])
  expect((await city.get<{ items: { fields: object[] }[] }>('gulan', '/licence/licences')).items).toMatchObject([{ fields: [{ value: '东街' }] }])
})
