import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anonymous } from '#base/deed'
import type { Refusal } from '#base/errors'
import type { JobRun } from '#base/home'
import { jobRun } from '#base/jobs'
import type { Arrived, Booking, CalledTicket, DeskDay, Halls, OwnBookings, Queue, ShownBooking, Slots, Ticket } from '#contracts/booking'
import { createPerson } from '#primitives/party'
import { bookVisit } from '../../server/systems/booking/book-visit.ts'
import { markMissed, remind } from '../../server/systems/booking/tick-bookings.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'

let city: TestCity
const item = 'old-age-allowance'
beforeAll(async () => { city = await openTestCity({ at: '2026-11-25T02:00:00Z' }) }) // a Wednesday, 10:00 there
afterAll(() => city?.close())

const book = (login: string, startsAt: string, more: object = {}) => city.call(login, 'POST', '/booking/bookings', { id: randomUUIDv7(), hall: 'hexi', item, startsAt, ...more })
const slotsOf = async (hall = 'hexi', of = item) => (await city.anonymous({ method: 'GET', url: `/booking/halls/${hall}/slots?item=${of}` })).json() as Slots
const freeAt = async (startsAt: string) => (await slotsOf()).days.flatMap(({ slots }) => slots).find((slot) => slot.startsAt === new Date(startsAt).toISOString())?.free
const told = async (login: string) => (await city.get<{ items: { template: string; text: string }[] }>(login, '/notices')).items

test.each([
  ['the Saturday before Spring Festival is worked, the Sunday after it is not', '2026-02-13T02:00:00Z', { '2026-02-14': 'open', '2026-02-15': 'closed', '2026-02-16': 'closed', '2026-02-23': 'closed', '2026-02-24': 'open' }],
  ['the Sunday before National Day is worked, the Saturday is not', '2026-09-18T02:00:00Z', { '2026-09-19': 'closed', '2026-09-20': 'open', '2026-09-25': 'closed' }],
  ['the week of National Day is off, the Saturday after it is worked', '2026-09-30T02:00:00Z', { '2026-09-30': 'open', '2026-10-01': 'closed', '2026-10-07': 'closed', '2026-10-08': 'open', '2026-10-10': 'open', '2026-10-11': 'closed' }],
  ['beyond the year whose days off are published nothing is promised', '2026-12-28T02:00:00Z', { '2026-12-31': 'open', '2027-01-01': 'unpublished', '2027-01-04': 'unpublished' }],
])('%s', async (_, at, expected) => {
  city.setNow(at)
  const { days } = await slotsOf()
  for (const [day, open] of Object.entries(expected)) {
    const found = days.find((one) => one.day === day)!
    expect([day, found.open, found.slots.length > 0]).toEqual([day, open, open === 'open'])
  }
  city.setNow('2026-11-25T02:00:00Z')
})

test('a hundred people want the last ten places of a slot at once: ten have one, ninety are told which slot is next', async () => {
  const people = await city.deed(async (deed) => { const made: string[] = []; for (let at = 0; at < 100; at++) made.push((await createPerson(deed, { name: `测试${at}` })).id); return made })
  const startsAt = '2026-11-26T01:00:00.000Z' // 9:00
  const one = (id: string) => city.deed((deed) => bookVisit(deed, { id: randomUUIDv7(), hall: 'hexi', item, startsAt }), { actor: { ...anonymous, kind: 'person', id } })
  const results = await Promise.allSettled(people.map(one))
  const won = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const lost = results.flatMap((one) => (one.status === 'rejected' ? [one.reason as Refusal] : []))
  expect([won.length, lost.length]).toEqual([10, 90])
  expect(new Set(lost.map(({ code, detail }) => `${code} ${String(detail.next)}`))).toEqual(new Set(['booking.slot_full 2026-11-26 09:30']))
  expect(new Set(won.map(({ number }) => number)).size).toBe(10)
  expect(await city.sql(`select count(*)::int as places, count(distinct place)::int as different from booking.place`)).toEqual([{ places: 10, different: 10 }])
  expect(await city.sql(`select count(*)::int as kept from booking.booking`)).toEqual([{ kept: 10 }])
  const answer = await book('li', startsAt)
  expect(answer.json()).toMatchObject({ status: 409, code: 'booking.slot_full', nextAt: '2026-11-26T01:30:00.000Z' })
  expect((answer.json() as { title: string }).title).toMatch(/最近还有空的是 2026-11-26 09:30.*取号/)
})

test('a double tap is one booking; a second for the same item and day is refused; nobody else sees it, and a place given back is free again', async () => {
  const [startsAt, id] = ['2026-11-27T01:00:00.000Z', randomUUIDv7()]
  const taps = await Promise.all([1, 2, 3].map(() => book('li', startsAt, { id })))
  expect(taps.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201])
  const [first] = taps.map((one) => one.json() as Booking)
  expect(new Set(taps.map((one) => (one.json() as Booking).number)).size).toBe(1)
  expect(await freeAt(startsAt)).toBe(9)
  expect((await book('li', '2026-11-27T02:00:00.000Z')).json()).toMatchObject({ code: 'booking.booked_already', day: '2026-11-27' })
  expect((await book('sun', startsAt, { id })).json()).toMatchObject({ code: 'booking.id_taken' })
  for (const [method, url] of [['GET', ''], ['POST', '/cancel']] as const) expect((await (await city.as('sun'))({ method, url: `/booking/bookings/${id}${url}` })).json()).toMatchObject({ status: 404, code: 'booking.unknown' })
  expect((await city.call('sun', 'POST', `/booking/bookings/${id}/change`, { startsAt: '2026-11-27T02:00:00.000Z' })).statusCode).toBe(404)
  expect((await city.call('chen', 'POST', '/booking/desk/halls/hexi/arrive', { said: first!.number })).statusCode).toBe(403)
  for (const [at, code] of [['2026-11-28T01:00:00Z', 'booking.no_such_slot'], ['2026-11-27T01:10:00Z', 'booking.no_such_slot'], ['2026-12-20T01:00:00Z', 'booking.no_such_slot'], ['2026-11-25T01:00:00Z', 'booking.slot_begun']]) expect((await book('li', at!)).json(), at).toMatchObject({ code })
  expect((await book('li', startsAt, { hall: 'city-hall' })).json()).toMatchObject({ code: 'booking.not_served_here' })

  expect((await city.get<ShownBooking>('li', `/booking/bookings/${id}`)).qr).toMatch(/^<svg/)
  const changed = (await city.call('li', 'POST', `/booking/bookings/${id}/change`, { startsAt: '2026-11-30T06:30:00.000Z' })).json() as Booking
  expect([changed.number, changed.startsAt, await freeAt(startsAt), await freeAt('2026-11-30T06:30:00.000Z')]).toEqual([first!.number, '2026-11-30T06:30:00.000Z', 10, 9])
  city.setNow('2026-11-30T05:00:00Z') // an hour and a half before: the hall says two
  expect((await (await city.as('li'))({ method: 'POST', url: `/booking/bookings/${id}/cancel` })).json()).toMatchObject({ code: 'booking.too_late', phone: '12345' })
  city.setNow('2026-11-27T02:00:00Z')
  expect((await (await city.as('li'))({ method: 'POST', url: `/booking/bookings/${id}/cancel` })).json()).toMatchObject({ state: 'cancelled', cancelledHow: 'person' })
  expect(await freeAt('2026-11-30T06:30:00.000Z')).toBe(10)
  expect((await told('li')).map(({ template }) => template).filter((one) => one.startsWith('booking.')).sort()).toEqual(['booking.notice.booked', 'booking.notice.cancelled', 'booking.notice.changed'])
})

test('who comes is found by either number and waits with a number; who just walks in gets one too; who calls is booked for; a closed slot tells everybody the next', async () => {
  city.setNow('2026-12-01T01:30:00Z')
  const today = '2026-12-01T02:00:00.000Z'
  const own = (await book('li', today)).json() as Booking
  const payload = { id: randomUUIDv7(), hall: 'hexi', item, startsAt: today, number: '120199194809030056', here: false }
  expect((await city.call('li', 'POST', '/booking/desk/bookings', payload)).statusCode).toBe(403)
  const called = (await city.call('tang', 'POST', '/booking/desk/bookings', payload)).json() as Booking
  expect((await city.get<OwnBookings>('sun', '/booking/bookings')).items).toMatchObject([{ id: called.id, state: 'booked' }])
  expect((await city.call('liuqing', 'POST', '/booking/desk/bookings', { ...payload, id: randomUUIDv7(), hall: 'nankai' })).json()).toMatchObject({ status: 404 })
  expect((await city.get<Halls>('liuqing', '/booking/desk/halls')).items.map(({ code }) => code)).toEqual(['hexi'])
  const desk = '/booking/desk/halls/hexi'
  const seen = (await city.get<DeskDay>('liuqing', `${desk}/day`)).counters[0]!.slots.find(({ startsAt }) => startsAt === today)!
  expect(seen.bookings.map(({ name }) => name).sort()).toEqual(['孙*福', '李*梅'])

  const byNumber = (await city.call('liuqing', 'POST', `${desk}/arrive`, { said: own.number })).json() as Arrived
  const again = (await city.call('liuqing', 'POST', `${desk}/arrive`, { said: own.number })).json() as Arrived
  expect([byNumber.ticket, again.ticket]).toEqual(['G001', 'G001'])
  const id = randomUUIDv7()
  const walked = await Promise.all([1, 2].map(() => city.call('liuqing', 'POST', `${desk}/tickets`, { id, counter: 'general' })))
  expect(walked.map((one) => (one.json() as Ticket).ticket)).toEqual(['G002', 'G002'])
  expect((await city.call('liuqing', 'POST', `${desk}/arrive`, { said: '120199194809030056' })).json()).toMatchObject({ ticket: 'G003', number: called.number })
  expect((await city.call('liuqing', 'POST', `${desk}/arrive`, { said: '00000000' })).json()).toMatchObject({ code: 'booking.nothing_today' })

  const closing = '2026-12-01T06:00:00.000Z'
  expect((await book('li', closing)).statusCode).toBe(201) // the first is done: another for the same item may be made
  expect((await city.call('liuqing', 'POST', `${desk}/close`, { counter: 'general', startsAt: closing, reason: '系统检修' })).json()).toEqual({ told: 1 })
  expect((await told('li'))[0]).toMatchObject({ template: 'booking.notice.closed', text: expect.stringMatching(/系统检修.*2026-12-01 14:30/) })
  expect((await book('sun', closing)).json()).toMatchObject({ code: 'booking.slot_closed', nextAt: '2026-12-01T06:30:00.000Z' })
  expect((await city.get<OwnBookings>('li', '/booking/bookings')).items[0]).toMatchObject({ state: 'cancelled', cancelledHow: 'hall' })
})

test('who booked goes first once the slot begins, then who came first; two windows call two numbers, one window one at a time; who was not there waits anew; the wall names nobody', async () => {
  city.setNow('2026-12-01T02:00:30Z') // the slot of G001 and G003 has begun; G002 just came, before G003
  const [desk, at] = ['/booking/desk/halls/hexi', (window: number) => ({ counter: 'general', window })]
  const step = async (id: string, name: string) => (await city.call('liuqing', 'POST', `/booking/desk/tickets/${id}/${name}`)).json() as { ticket: string; code?: string }
  const queue = () => city.get<Queue>('liuqing', `${desk}/queue?counter=general&window=1`)
  expect((await queue()).waiting.map(({ ticket }) => ticket)).toEqual(['G001', 'G003', 'G002'])
  const taps = await Promise.all([1, 1, 2].map((window) => city.call('liuqing', 'POST', `${desk}/call`, at(window))))
  const calls = taps.flatMap((one) => (one.statusCode === 200 ? [one.json() as CalledTicket] : []))
  expect(calls.map(({ ticket }) => ticket).sort()).toEqual(['G001', 'G003'])
  expect(calls[0]!.item).toEqual({ code: item, name: '高龄津贴发放' })
  expect(taps.flatMap((one) => (one.statusCode === 200 ? [] : [(one.json() as { code: string }).code]))).toEqual(['booking.window_busy'])
  expect((await city.call('liuqing', 'POST', `${desk}/call`, at(6))).json()).toMatchObject({ code: 'booking.window_unknown' }) // it has five
  const [first, other] = calls as [CalledTicket, CalledTicket]
  expect((await step(first.id, 'back')).code).toBe('booking.ticket_not_so')
  await step(first.id, 'again'); await step(first.id, 'absent'); await step(first.id, 'back')
  await step(other.id, 'served')
  expect(await queue()).toMatchObject({ waiting: [{ ticket: 'G002' }, { ticket: first.ticket, booked: false }], absent: [] }) // behind who waits
  expect((await city.call('liuqing', 'POST', `${desk}/call`, at(2))).json()).toMatchObject({ ticket: 'G002', item: null })
  const wall = await city.anonymous({ method: 'GET', url: '/booking/halls/hexi/wall' })
  expect(wall.json()).toMatchObject({ called: [{ ticket: 'G002', counter: '综合窗口', window: 2 }], counters: [{ code: 'general', waiting: 1 }, {}, {}] })
  expect(wall.body).not.toMatch(/李|孙|person|booking/)
  expect((await city.call('li', 'POST', `${desk}/call`, at(1))).statusCode).toBe(403)
  expect(await city.sql(`select ended_how, count(*)::int as many from booking.ticket group by 1 order by 1`)).toEqual([{ ended_how: 'served', many: 1 }, { ended_how: null, many: 2 }])
})

test('one is reminded the day before; three times not coming stops booking online for thirty days, never the counter, and what the hall cancelled does not count', async () => {
  const count = async (template: string) => (await told('sun')).filter((one) => one.template === `booking.notice.${template}`).length
  const own = () => city.get<OwnBookings>('sun', '/booking/bookings')
  const run = (job: (run: JobRun) => Promise<void>, name: string, at: string) => { city.setNow(at); return job(jobRun(city.city.database, `booking.${name}`, city.now())) }
  const days = ['2026-12-03', '2026-12-04', '2026-12-07']
  for (const day of days) expect((await book('sun', `${day}T02:00:00.000Z`)).statusCode).toBe(201)
  await run(remind, 'remind', '2026-12-02T07:59:00Z')
  expect(await count('tomorrow')).toBe(0)
  for (const at of ['2026-12-02T08:00:00Z', '2026-12-02T08:01:00Z']) await run(remind, 'remind', at)
  expect(await count('tomorrow')).toBe(1)
  await run(markMissed, 'mark_missed', '2026-12-03T02:29:00Z')
  expect((await own()).items.map(({ state }) => state)).toEqual(['booked', 'booked', 'booked', 'arrived'])
  for (const day of days.slice(0, 2)) await run(markMissed, 'mark_missed', `${day}T02:30:00Z`)
  expect(await own()).toMatchObject({ items: [{ state: 'booked' }, { state: 'missed' }, { state: 'missed' }, {}], pausedUntil: null })
  await city.tick('2026-12-07T02:31:00Z')
  expect(await own()).toMatchObject({ items: [{ state: 'missed' }, {}, {}, {}], pausedUntil: '2027-01-06' })
  expect((await book('sun', '2026-12-09T02:00:00.000Z')).json()).toMatchObject({ code: 'booking.paused', until: '2027-01-06' })
  expect((await told('sun')).find((one) => one.template === 'booking.notice.paused')?.text).toMatch(/2027-01-06.*取号/)
  expect(await city.sql(`select count(*)::int as leaves from ledger.entry where kind = 'booking.paused'`)).toEqual([{ leaves: 1 }])
  expect((await city.call('liuqing', 'POST', '/booking/desk/bookings', { id: randomUUIDv7(), hall: 'hexi', item, startsAt: '2026-12-09T02:00:00.000Z', number: '120199194809030056', here: true })).statusCode).toBe(201)
})
