import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ItemPage, ItemTerms, ServiceItem } from '#contracts/service-item'
import { itemInForce } from '#systems/service-item'
import { openTestCity, type TestCity } from '../kit/city.ts'

let city: TestCity
const get = async <T>(url: string): Promise<T> => { const answer = await city.anonymous({ method: 'GET', url }); expect(answer.statusCode, answer.body).toBe(200); return answer.json() as T }
beforeAll(async () => { city = await openTestCity({ at: '2026-11-25T02:00:00Z' }) })
afterAll(() => city?.close())

test('an item is read as it is in force where one lives: the district promises less time than the city, the street less still, and what the city holds need not be brought', async () => {
  expect((await city.anonymous({ method: 'GET', url: '/service-item/items/free-lunch' })).json().code).toBe('service_item.unknown')
  const whole = await get<ServiceItem>('/service-item/items/old-age-allowance')
  const street = await get<ServiceItem>('/service-item/items/old-age-allowance?division=120103009012')
  expect([whole.clocks.promised, street.clocks.promised, street.clocks.decide]).toMatchObject([{ amount: 5 }, { amount: 2 }, { amount: 20, unit: 'working_days' }])
  expect(street.better.map(({ division, fields }) => [division, fields])).toEqual([['河西区', ['halls', 'promise']], ['尖山街道', ['promise', 'without']]])
  expect([whole, street].map(({ materials }) => materials.some(({ name }) => name === '代办人身份证明'))).toEqual([true, false])
  expect(street.materials.find(({ name }) => name === '户口簿')?.held).toMatchObject({ licence: '居民户口簿', unit: '天津市公安局' })
  expect(street.office?.name).toBe('河西区民政局')
  expect(street.remedies.map(({ name }) => name)).toEqual(['行政复议', '行政诉讼'])
})

test('items are listed by life event and counted in the terms; another system reads the same through the door', async () => {
  const { items } = await get<ItemPage>('/service-item/items?event=ageing&limit=200')
  expect(items.map(({ code }) => code)).toEqual(expect.arrayContaining(['elder-card', 'old-age-allowance']))
  const { events, items: all } = await get<ItemTerms>('/service-item/terms')
  expect(events.find(({ code }) => code === 'ageing')?.count).toBe(items.length)
  expect(all).toBeGreaterThanOrEqual(12)
  expect(await city.read((deed) => itemInForce(deed, 'old-age-allowance', '120103009'))).toMatchObject({ version: 1, department: 'civil_affairs', clocks: { promised: { amount: 2 }, notice: { amount: 5 }, deliver: { amount: 10 } } })
  expect((await city.read((deed) => itemInForce(deed, 'open-company', '120116'))).clocks).toMatchObject({ promised: 'at_once', decide: { amount: 3, unit: 'working_days' } })
})

test('a question in people\'s own words is understood and answered with reasons; a mistyped one and one in letters too', async () => {
  const ask = (q: string) => get<ItemPage>(`/service-item/items?q=${encodeURIComponent(q)}`)
  const { items, understood } = await ask('我妈八十了能领什么钱')
  expect(items[0]).toMatchObject({ code: 'old-age-allowance', promised: { amount: 5 } })
  expect(items[0]!.because).toEqual(expect.arrayContaining([{ kind: 'age', said: '八十', means: '80' }, { kind: 'wants', said: '什么钱', means: '领钱' }]))
  expect(understood).toContainEqual({ kind: 'age', said: '八十', means: '80' })
  expect((await ask('居住正')).items[0]).toMatchObject({ code: 'residence-permit' })
  expect((await ask('gongjijin')).items.map(({ code }) => code)).toContain('housing-fund-withdrawal')
  expect((await ask('？？？')).items).toEqual([])
  expect((await get<ItemPage>(`/service-item/items?q=${encodeURIComponent('补贴')}&audience=disabled`)).items.map(({ code }) => code)).toContain('disability-allowance')
})
