/** What an application costs: brought when it is accepted, paid online or in cash, never decided before and never lost; reduced, given back by two, and settled with the till. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobRun } from '#base/jobs'
import type { JobRun } from '#base/home'
import type { Application, BeganApplication, DraftSaved } from '#contracts/application'
import type { Visit } from '#contracts/counter'
import type { Charge, Charges, DeskCharge, PayOrder, RefusedNotices, Till } from '#contracts/payment'
import { paymentPlatformFake, type FakePaymentPlatform } from '../../server/connectors/payment-platform-fake.ts'
import { tickMatters } from '../../server/primitives/matter/tick/tick-matters.ts'
import { askOrders } from '../../server/systems/payment/order/ask-orders.ts'
import { fetchReceipts } from '../../server/systems/payment/receipt/fetch-receipts.ts'
import { carryOutRefunds } from '../../server/systems/payment/refund/carry-out-refunds.ts'
import { usePaymentPlatform } from '../../server/systems/payment/system.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'

let city: TestCity
let platform: FakePaymentPlatform
const [item, clerk, reviewer, head] = ['driving-licence-reissue', 'liuqing', 'duyan', 'heqing']
const at = (id: string, rest = '') => `/application/applications/${id}${rest}`
const code = async (answering: ReturnType<TestCity['call']>) => { const answer = await answering; return [answer.statusCode, (answer.json() as { code?: string }).code ?? ''] }
const people = { sun: { name: '孙德福', number: '120199194809030056' }, gulan: { name: '顾兰芳', number: '120199194105160768' } } as const
const job = async (name: string, work: (run: JobRun) => Promise<void>): Promise<void> => { await work(jobRun(city.city.database, name, city.now())); await city.deliver() }
const [ask, receipts, carryOut] = [() => job('payment.ask_orders', askOrders), () => job('payment.fetch_receipts', fetchReceipts), () => job('payment.carry_out_refunds', carryOutRefunds)]
const show = (login: string, id: string) => city.get<Application>(login, at(id))
const chargeOf = async (login: string, id: string): Promise<Charge> => (await show(login, id)).charge!
const later = (minutes: number) => city.setNow(new Date(city.now().getTime() + minutes * 60_000))
const notify = (call: { signature: string; body: object }) => city.anonymous({ method: 'POST', url: '/payment/notices', payload: call.body, headers: { 'haihe-signature': call.signature } })
const order = (login: string, { id }: Charge) => city.done<PayOrder>(login, `/payment/charges/${id}/order`)

/** Handed in by a person who would rather not be asked of the city, and accepted by the traffic police. */
async function accepted(login: keyof typeof people): Promise<{ id: string; number: string; charge: Charge }> {
  const begun = await city.done<BeganApplication>(login, '/application/applications', { id: randomUUIDv7(), item })
  const { version } = await city.done<DraftSaved>(login, at(begun.id, '/prefill'), { version: begun.version, take: false })
  const { name, number } = people[login]
  const values = { lost_how: 'lost', name, identity_number: number, licence_state: 'valid', driving_class: 'C1', contact_phone: '15400001064' }
  const handed = await city.call(login, 'POST', at(begun.id, '/submit'), { version, values })
  expect(handed.json(), handed.body).toMatchObject({ state: 'received', faults: [] })
  expect((await show(login, begun.id)).charge).toBeNull()
  expect(await city.done(reviewer, `/application/desk/applications/${begun.id}/accept`)).toMatchObject({ state: 'paying' })
  return { ...begun, charge: await chargeOf(login, begun.id) }
}

beforeAll(async () => {
  city = await openTestCity({ at: '2026-11-25T02:00:00Z' }) // a Wednesday, 10:00 there
  platform = paymentPlatformFake({ clock: city.now })
  usePaymentPlatform(platform)
})
afterAll(() => city?.close())

test('nothing is decided before it is paid; a notice that is not signed, or says another amount, moves nothing and the latter is kept once; the right one twice is one payment, and the time of the law goes on from there', async () => {
  const { id, charge } = await accepted('sun')
  expect(charge).toMatchObject({ state: 'waiting', amount: 1000, full: 1000, online: true, unit: { code: 'city-traffic-police' }, ways: ['cash', 'card', 'online'] })
  const before = (await show('sun', id)).application
  expect([before.turn, before.state]).toEqual(['you', 'paying'])
  for (const [step, body] of [['approve', { words: '已核实' }], ['refuse', { grounds: ['holds'], words: '不符合' }]] as const) expect((await city.call(reviewer, 'POST', `/application/desk/applications/${id}/${step}`, body)).statusCode).toBe(409)
  expect((await city.call('gulan', 'POST', `/payment/charges/${charge.id}/order`)).statusCode).toBe(404)

  platform.cut(true)
  expect(await code(city.call('sun', 'POST', `/payment/charges/${charge.id}/order`))).toEqual([502, 'payment.platform_silent'])
  platform.cut(false)
  const first = await order('sun', charge)
  expect((await order('sun', charge)).id).toBe(first.id) // a second tap, and the one that was lost
  const good = platform.pay(first.id)
  expect(await code(notify({ ...good, signature: 'x' }))).toEqual([403, 'payment.not_signed'])
  const wrong = platform.pay(first.id, { amount: 100 })
  for (const _ of [1, 2]) expect(await code(notify(wrong))).toEqual([409, 'payment.amount_differs'])
  expect(await chargeOf('sun', id)).toMatchObject({ state: 'waiting', takings: [] })
  expect((await city.get<RefusedNotices>('shao', '/payment/overseen/notices')).items.map(({ why, amount }) => [why, amount])).toEqual([['amount_differs', 100]])

  later(60 * 48) // two days in which nobody paid
  for (const _ of [1, 2]) expect((await notify(good)).statusCode).toBe(200)
  await city.deliver()
  const after = await show('sun', id)
  expect(after.charge).toMatchObject({ state: 'paid', takings: [{ how: 'online', amount: 1000, surplus: false, receipt: null }] })
  expect(after.application.state).toBe('reviewing')
  expect(new Date(after.application.dueAt!).getTime()).toBeGreaterThan(city.now().getTime()) // one working day, of which none has passed
  await receipts()
  const [taking] = (await chargeOf('sun', id)).takings
  expect(taking!.receipt).toMatchObject({ number: expect.stringMatching(/^\d{10}$/), check: expect.stringMatching(/^\d{6}$/), document: true })
  const document = await city.call('sun', 'GET', `/payment/charges/${charge.id}/receipts/${taking!.id}`)
  expect([document.statusCode, document.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  expect((await city.call('gulan', 'GET', `/payment/charges/${charge.id}/receipts/${taking!.id}`)).statusCode).toBe(404)
  expect(await city.done(reviewer, `/application/desk/applications/${id}/approve`, { words: '驾驶证状态已核实' })).toMatchObject({ state: 'approved' })
}, 30_000)

test('cash settles it at the counter, too little does not; what was paid online at the same time is asked back by the platform, approved by the unit and goes back the way it came; the till is counted, and a difference wants a reason', async () => {
  const { id, number, charge } = await accepted('gulan')
  const open = await order('gulan', charge)
  const served = await city.done<Visit>(clerk, '/counter/visits', { id: randomUUIDv7(), hall: 'hexi', counter: 'general', window: 1, person: { ...people.gulan, document: 'identity_card' } })
  const found = await city.get<Visit>(clerk, `/counter/visits/${served.id}?number=${number}`)
  expect(found.applications.find((one) => one.id === id)!.charge).toMatchObject({ id: charge.id, state: 'waiting', amount: 1000 })
  const take = (body: object) => city.call(clerk, 'POST', `/counter/visits/${served.id}/applications/${id}/take`, body)
  const cash = { id: randomUUIDv7(), how: 'cash', given: 2000 }
  expect(await code(take({ ...cash, given: 900 }))).toEqual([400, 'payment.too_little'])
  expect(await code(take({ id: cash.id, how: 'card' }))).toEqual([400, 'payment.slip_missing'])
  for (const _ of [1, 2]) expect((await take(cash)).statusCode).toBe(200)
  expect(await code(take({ ...cash, id: randomUUIDv7() }))).toEqual([409, 'payment.not_waiting'])
  await city.deliver()
  expect((await show('gulan', id)).application.state).toBe('reviewing')

  platform.pay(open.id) // and the call about it is lost
  await ask()
  const { takings } = await chargeOf('gulan', id)
  expect(takings.map(({ how, surplus, refund }) => [how, surplus, refund?.state ?? null]).toSorted()).toEqual([['cash', false, null], ['online', true, 'asked']])
  const refund = takings.find(({ surplus }) => surplus)!.refund!
  expect(refund.reason.code).toBe('twice')
  expect((await city.call(reviewer, 'POST', `/payment/desk/refunds/${refund.id}/approve`, {})).statusCode).toBe(403)
  expect((await city.call('fangjin', 'POST', `/payment/desk/refunds/${refund.id}/approve`, {})).statusCode).toBe(404) // heads another unit
  await city.done(head, `/payment/desk/refunds/${refund.id}/approve`)
  for (const _ of [1, 2]) await carryOut()
  expect((await chargeOf('gulan', id)).takings.find(({ surplus }) => surplus)!.refund).toMatchObject({ state: 'refunded' })
  expect([...platform.refunded.values()]).toEqual([1000])

  const till = await city.get<Till>(clerk, '/payment/till')
  expect([till.cashDue, till.cardDue, till.lines.map(({ matter }) => matter)]).toEqual([1000, 0, [number]])
  const settle = { id: randomUUIDv7(), cash: 900, card: 0, due: { cash: 1000, card: 0 } }
  expect(await code(city.call(clerk, 'POST', '/payment/till/settle', settle))).toEqual([400, 'payment.say_why_differs'])
  expect(await code(city.call(clerk, 'POST', '/payment/till/settle', { ...settle, due: { cash: 900, card: 0 } }))).toEqual([412, 'payment.till_moved'])
  for (const _ of [1, 2]) expect(await city.done<Till>(clerk, '/payment/till/settle', { ...settle, words: '少一张一元，已报科长' })).toMatchObject({ cashDue: 0, settled: [{ cashDue: 1000, cashCounted: 900, takings: 1 }] })
  await city.done(clerk, `/counter/visits/${served.id}/end`)
}, 30_000)

test('reduced to nothing it is settled; paid and then withdrawn it is a leak until the unit asks for it back, and who asked cannot approve; cash comes back at a counter', async () => {
  const waived = await accepted('sun')
  expect(await code(city.call(reviewer, 'POST', `/payment/desk/charges/${waived.charge.id}/waive`, { amount: 1001, reason: 'low_income' }))).toEqual([400, 'payment.too_much'])
  expect(await city.done<DeskCharge>(reviewer, `/payment/desk/charges/${waived.charge.id}/waive`, { amount: 1000, reason: 'low_income', words: '低保证号已核对' })).toMatchObject({ charge: { state: 'paid', amount: 0, takings: [] }, waiver: { amount: 1000, words: '低保证号已核对' } })
  await city.deliver()
  expect((await show('sun', waived.id)).application.state).toBe('reviewing')
  await city.done('sun', at(waived.id, '/withdraw'))

  const { id, charge } = await accepted('sun')
  const served = await city.done<Visit>(clerk, '/counter/visits', { id: randomUUIDv7(), hall: 'hexi', counter: 'general', window: 2, person: { ...people.sun, document: 'identity_card' } })
  const here = `/counter/visits/${served.id}/applications/${id}`
  await city.get<Visit>(clerk, `/counter/visits/${served.id}`)
  await city.done(clerk, `${here}/take`, { id: randomUUIDv7(), how: 'cash' })
  await city.deliver()
  await city.done('sun', at(id, '/withdraw'))
  await city.deliver()
  const leaks = async () => (await city.get<Charges>(reviewer, '/payment/desk/charges?view=leak')).items.map((one) => [one.id, one.leak])
  expect(await leaks()).toEqual([[charge.id, 'ended_paid']])
  const taking = (await chargeOf('sun', id)).takings[0]!
  const wish = { id: randomUUIDv7(), taking: taking.id, amount: 1000, reason: 'withdrawn', words: '受理当天撤回，还没有制证' }
  const asked = await city.done<DeskCharge>(reviewer, `/payment/desk/charges/${charge.id}/refunds`, wish)
  expect([asked.charge.takings[0]!.refund!.state, asked.may.decide]).toEqual(['asked', []])
  expect(await leaks()).toEqual([])
  expect((await city.get<DeskCharge>(head, `/payment/desk/charges/${charge.id}`)).may.decide).toEqual([wish.id])
  expect(await code(city.call(clerk, 'POST', `${here}/pay-out`))).toEqual([409, 'payment.nothing_to_pay_out'])
  await city.done(head, `/payment/desk/refunds/${wish.id}/approve`)
  await carryOut()
  expect((await chargeOf('sun', id)).takings[0]!.refund!.state).toBe('approved') // cash goes back by hand
  await city.done(clerk, `${here}/pay-out`)
  expect((await chargeOf('sun', id)).takings[0]!.refund!.state).toBe('refunded')
  expect((await city.get<Till>(clerk, '/payment/till')).cashDue).toBe(0)
  expect((await city.sql(`select kind from ledger.entry where kind like 'payment.%' and kind <> 'payment.payer_named' order by kind`)).map(({ kind }) => kind)).toEqual(['payment.refund_approved', 'payment.refund_approved', 'payment.waived'])
}, 30_000)

test('whoever does not pay is told before the time is over, and then it has lapsed; an order that was still open cannot be paid any more', async () => {
  const { id, charge } = await accepted('sun')
  const open = await order('sun', charge)
  const told = () => city.sql<{ template: string }>(`select template from notice.notice where template in ('application.notice.pay_soon', 'application.notice.unpaid') order by id`).then((rows) => rows.map(({ template }) => template.split('.').at(-1)))
  const clock = async (days: number) => { later(days * 24 * 60); await job('matter.tick', tickMatters) }
  await clock(13)
  expect([(await show('sun', id)).application.state, await told()]).toEqual(['paying', ['pay_soon']])
  await clock(3)
  expect([(await show('sun', id)).application.state, (await chargeOf('sun', id)).state, await told()]).toEqual(['unpaid', 'lapsed', ['pay_soon', 'unpaid']])
  await ask()
  expect(() => platform.pay(open.id)).toThrow()
  expect(await code(city.call('sun', 'POST', `/payment/charges/${charge.id}/order`))).toEqual([409, 'payment.not_waiting'])
}, 30_000)
