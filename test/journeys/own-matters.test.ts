/** All that is one's own as one list: what one reported, asked the hotline for, applied for and booked, what is disputed and who used one's data. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BeganApplication } from '#contracts/application'
import type { OwnThings, Trace } from '#contracts/matter'
import { createResident } from '../../server/primitives/access/account/create-resident.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { openRegister } from '../kit/register.ts'
import { places } from './cast.ts'

let city: TestCity
const at = places.tianjin
const phone = '15400001064' // gulan's
const own = (query = '', login = 'gulan') => city.get<OwnThings>(login, `/matters/own?limit=50${query}`)
const sorts = ({ items }: OwnThings) => items.map(({ of }) => of)
const later = (minutes: number) => city.setNow(new Date(city.now().getTime() + minutes * 60_000))

/** A call that becomes an order. */
const called = async (kind: string, number = phone): Promise<string> => {
  const call = await city.done<{ id: string }>('tang', '/hotline/calls', { id: randomUUIDv7(), number })
  const { id } = await city.done('tang', '/hotline/orders', { id: randomUUIDv7(), callId: call.id, kind, words: '家里没水，楼下水管漏水', divisionCode: at.community, itemCode: at.item, placeWords: '3号楼2门' })
  return id
}

beforeAll(async () => { city = await openTestCity({ at: '2026-11-25T02:00:00Z' }) })
afterAll(() => city?.close())

test('a resident finds all that is hers in one list, the latest change first, with who has it and what comes next, page by page; nobody else sees any of it', async () => {
  expect(await own()).toEqual({ items: [], next: null, sorts: ['application', 'booking', 'call', 'correction', 'incident', 'use'] })
  await openRegister(city, { resource: '101004000001', fields: ['identity_number', 'name', 'birth_on', 'deceased'], unit: '120103-civil-affairs', rows: [{ identity_number: '120199194105160768', name: '顾兰芳', gender: '2', ethnicity: '01', birth_on: '1941-05-16', household_address: '河西区光明里6号楼1门201', household_kind: '01', person_status: '1', deceased: '', updated_at: '2026-11-01T00:00:00Z' }], use: { purpose: '审核高龄津贴', legalBasis: '《老年人权益保障法》第三十三条', scenario: '高龄津贴', usingSystem: '办件' } })
  const incident = await city.done<{ id: string; number: string }>('gulan', '/governance/incidents', { id: randomUUIDv7(), words: '楼下水管漏水', divisionCode: at.district, itemCode: at.item })
  later(1)
  const help = await called('help')
  await called('accusation')
  later(1)
  const booked = await city.done<{ id: string }>('gulan', '/booking/bookings', { id: randomUUIDv7(), hall: 'hexi', item: 'old-age-allowance', startsAt: '2026-11-27T01:00:00.000Z' })
  later(1)
  const { id: drafted, version } = await city.done<BeganApplication>('gulan', '/application/applications', { id: randomUUIDv7(), item: 'old-age-allowance' })
  later(1)
  await city.done('gulan', `/application/applications/${drafted}/prefill`, { version, take: true })
  later(1)
  const use = (await own('&of=use')).items[0]!
  const correction = await city.done<{ id: string }>('gulan', '/exchange/corrections/mine', { id: randomUUIDv7(), use: use.id, field: 'name', wrong: '名字写错了', believed: '顾兰芬' })
  later(1)
  await city.done('chen', `/governance/incidents/${incident.id}/dispatch`, { unitId: at.department('water'), supporting: [] })

  const all = await own()
  expect(all.items.map(({ of, id }) => [of, id])).toEqual([['incident', incident.id], ['correction', correction.id], ['use', use.id], ['application', drafted], ['booking', booked.id], ['call', help]])
  expect(all.items[0]).toMatchObject({ number: incident.number, stateName: '已派给承办单位', next: '正在处理', who: expect.stringContaining('水务'), turn: 'city', open: true, href: `/matter/${incident.id}`, can: [{ action: 'comment' }] })
  expect(all.items[3]).toMatchObject({ title: '高龄津贴发放', turn: 'you', can: expect.arrayContaining([{ action: 'submit', name: '提交' }]) })
  expect(all.items[5]).toMatchObject({ who: expect.stringContaining('热线'), open: true, next: '已转承办单位' })
  expect(all.items[4]).toMatchObject({ state: 'booked', dueAt: '2026-11-27T01:00:00.000Z', can: [{ action: 'cancel', name: null }] })
  expect(all.items[2]).toMatchObject({ open: false, turn: 'nobody', who: expect.stringContaining('民政') })

  const paged: string[] = []
  for (let next: string | null = ''; next !== null;) {
    const page: OwnThings = await city.get('gulan', `/matters/own?limit=2${next && `&after=${encodeURIComponent(next)}`}`)
    paged.push(...page.items.map(({ id }) => id))
    next = page.next
  }
  expect(paged).toEqual(all.items.map(({ id }) => id))
  expect(sorts(await own('&open=true'))).toEqual(['incident', 'correction', 'application', 'booking', 'call'])
  expect(sorts(await own('&open=false'))).toEqual(['use'])
  await city.done('gulan', `/booking/bookings/${booked.id}/cancel`)
  expect((await own('&open=false')).items[0]).toMatchObject({ id: booked.id, state: 'cancelled', can: [] })
  expect((await own('', 'sun')).items).toEqual([])
  expect((await city.call('gulan', 'GET', '/matters/own?after=nowhere')).json()).toMatchObject({ code: 'matter.bad_page' })
})

test('a call is hers from when the number is: one that an earlier holder made is not, nor any once another person has the number as well; the steps are told by unit', async () => {
  const mine = async () => (await own('&of=call')).items.map(({ id }) => id)
  const [first] = await mine()
  const trace = await city.get<Trace>('gulan', `/matters/own/${first!}/trace`)
  expect(trace.steps[0]).toMatchObject({ action: 'opened', actor: null })
  expect((await city.call('sun', 'GET', `/matters/own/${first!}/trace`)).statusCode).toBe(404)
  const held = (await city.sql<{ held_at: Date }>(`select p.held_at from access.phone p join access.account a on a.id = p.account_id where a.login = 'gulan' limit 1`))[0]!.held_at
  const second = await called('help')
  expect(await mine()).toEqual([second, first])
  await city.sql(`update hotline.caller set at = $1 where call_id = (select call_id from hotline.order where id = $2)`, [new Date(held.getTime() - 91 * 86_400_000), second])
  expect(await mine()).toEqual([first])
  await called('help', '15400001065')
  expect(await mine()).toEqual([first])
  await city.deed((deed) => createResident(deed, phone))
  expect(await mine()).toEqual([])
  expect((await city.call('gulan', 'GET', `/matters/own/${first!}/trace`)).statusCode).toBe(404)
})
