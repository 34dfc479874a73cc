import { afterAll, beforeAll, expect, test } from 'vitest'
import { existingExchangeFake, type FakeExistingExchange } from '../../server/connectors/existing-exchange-fake.ts'
import { existingExchangeHttp } from '../../server/connectors/existing-exchange-http.ts'
import { useExistingExchange } from '../../server/systems/front/system.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'

const fields = [{ name: '证件号码', field: 'number', type: 'text' }, { name: '享受起始日期', field: 'from_on', type: 'date' }]
const entry = (id: string, more: object = {}) => ({ id, name: `目录${id}`, unit: { code: 'MZ', name: '市民政局' }, share: 'conditional', fields, ...more })
let city: TestCity
let fake: FakeExistingExchange
beforeAll(async () => {
  city = await openTestCity()
  fake = await existingExchangeFake('secret')
  fake.entries.push(
    entry('A'), entry('B', { unit: { code: 'RS', name: '市人社局' } }),
    entry('C', { name: '坏\0名', share: '看情况', unit: null, fields: [...fields, { name: '金额', field: '金额', type: 'money' }, fields[0], 7] }),
    entry('D'), entry('\0E'), { id: 'F', gone: true },
  )
})
afterAll(async () => { useExistingExchange(null); await Promise.all([city?.close(), fake?.close()]) })
const shown = async () => (await (await city.as('hou'))({ url: '/front' })).json()
const listed = async (query = '') => (await (await city.as('hou'))({ url: `/front/entries${query}` })).json().items as { id: string; unit: { id: string } | null }[]
const map = async (login: string, body: object) => (await city.as(login))({ method: 'POST', url: '/front/departments', payload: body })

test('a city without one has nothing of it; the catalogue is read to its end, what cannot be read is told by place, and the same again is the same', async () => {
  await city.tick()
  expect(await shown()).toMatchObject({ name: null, harvestedAt: null, entries: 0 })
  useExistingExchange(existingExchangeHttp({ name: '市共享平台', url: fake.url, secret: 'secret' }, { networks: ['127.0.0.0/8'], clock: () => new Date() }))
  await city.tick()
  const first = await shown()
  expect(first).toMatchObject({ name: '市共享平台', harvestedAt: expect.any(String), failure: null, entries: 4, faulty: 1, gone: 0, unnamed: 1, unmapped: [{ code: 'MZ', name: '市民政局', entries: 2 }, { code: 'RS', name: '市人社局', entries: 1 }] })
  expect(fake.heard).toEqual(['GET /catalogue', 'GET /catalogue?after=2', 'GET /catalogue?after=4'])
  expect(await listed('?view=faulty')).toEqual([expect.objectContaining({ id: 'C', name: null, department: null, share: null, fields, faults: ['name', 'unit.code', 'unit.name', 'share', 'fields.3', 'fields.4.field', 'fields.5'] })])
  const all = await listed()
  await Promise.all([city.tick(), city.tick()])
  expect(await listed()).toEqual(all)
  expect(await shown()).toEqual({ ...first, harvestedAt: expect.any(String) })
  expect((await (await city.as('jin'))({ url: '/front' })).statusCode).toBe(403)
})

test('the authority says which unit a department there is, and may say it anew; nobody else may', async () => {
  expect((await map('jin', { code: 'MZ', unitId: 'city-civil-affairs' })).statusCode).toBe(403)
  expect((await map('hou', { code: 'MZ', unitId: 'city-nowhere' })).json().code).toBe('party.unit_unknown')
  expect((await map('hou', { code: 'MZ', unitId: 'city-upper-exchange' })).statusCode).toBe(201)
  expect((await map('hou', { code: 'MZ', unitId: 'city-civil-affairs' })).json()).toMatchObject({ code: 'MZ', unit: { id: 'city-civil-affairs' } })
  expect((await shown()).unmapped).toEqual([expect.objectContaining({ code: 'RS' })])
  expect((await listed()).map(({ id, unit }) => [id, unit?.id ?? null])).toEqual([['A', 'city-civil-affairs'], ['B', null], ['C', null], ['D', 'city-civil-affairs']])
})

test('an entry that is gone is shown so; one that is no longer listed, and an outage, change nothing', async () => {
  fake.entries.splice(0, 2, entry('A', { gone: true }))
  fake.behave('out')
  await city.tick()
  expect(await shown()).toMatchObject({ entries: 4, gone: 0, failedAt: expect.any(String), failure: 'HTTP 503' })
  fake.behave('well')
  await city.tick()
  expect(await shown()).toMatchObject({ entries: 3, gone: 1, failedAt: null, failure: null })
  expect((await listed()).map(({ id }) => id)).toEqual(['B', 'C', 'D'])
  expect(await listed('?view=gone')).toEqual([expect.objectContaining({ id: 'A', goneAt: expect.any(String) })])
  fake.entries.splice(0, 1, entry('A'))
  await city.tick()
  expect((await listed()).map(({ id }) => id)).toEqual(['A', 'B', 'C', 'D'])
})
