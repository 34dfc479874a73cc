/** What an application gives reaches the person the way they chose: by post, from a cabinet, at the counter; told at each step, and nothing is lost by a call that was lost. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Application, BeganApplication } from '#contracts/application'
import type { Visit } from '#contracts/counter'
import type { DeliveryLeaks, Parcel, Parcels, Receiving } from '#contracts/delivery'
import { jobRun } from '#base/jobs'
import type { Word } from '#systems/delivery'
import { parcelCarrierFake } from '../../server/connectors/parcel-carrier-fake.ts'
import { tickMatters } from '../../server/primitives/matter/tick/tick-matters.ts'
import { eraseAddresses } from '../../server/systems/delivery/choice/erase-addresses.ts'
import { useCarriers } from '../../server/systems/delivery/system.ts'
import { askCarriers } from '../../server/systems/delivery/word/ask-carriers.ts'
import { signatureOf } from '../../server/systems/delivery/word/signed.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'

let city: TestCity
const [post, locker] = [parcelCarrierFake({ kind: 'post' }), parcelCarrierFake({ kind: 'locker' })]
const code = async (answering: ReturnType<TestCity['call']>) => { const answer = await answering; return [answer.statusCode, (answer.json() as { code: string }).code] }
const own = (id: string) => `/delivery/applications/${id}`
const desk = (id = '', rest = '') => `/delivery/desk/parcels${id && `/${id}`}${rest}`
const see = (id: string, login = 'sun') => city.get<Receiving>(login, own(id))
const choose = (id: string, body: object, login = 'sun') => city.call(login, 'PUT', own(id), body)
const chosen = async (id: string, body: object): Promise<Receiving> => { const answer = await choose(id, body); if (answer.statusCode !== 200) throw new Error(answer.body); return answer.json<Receiving>() }
const list = async (view: string, login = 'mo') => (await city.get<Parcels>(login, `${desk()}?view=${view}`)).items
const ask = () => askCarriers(jobRun(city.city.database, 'delivery.ask_carriers', city.now()))
const called = (carrier: 'post' | 'locker', { id, tracking, status, at, place }: Word, secret = `fake-${carrier}`) => {
  const [path, t, said] = [`/delivery/words/${carrier}`, Math.floor(city.now().getTime() / 1000), at.toISOString()]
  return city.anonymous({ method: 'POST', url: path, payload: { id, tracking, status, at: said, place, t, v1: signatureOf(secret, t, path, [id, tracking, status, said, place]) } })
}
const opened = (cabinet: string, given: { code?: string; number?: string }) => {
  const [path, t, fields] = [`/delivery/cabinets/${cabinet}/open`, Math.floor(city.now().getTime() / 1000), [given.code ?? null, given.number ?? null]]
  return city.anonymous({ method: 'POST', url: path, payload: { code: fields[0], number: fields[1], t, v1: signatureOf('fake-locker', t, path, fields) } })
}
const home = { name: '孙德福', phone: '15400001002', division: '120103009012', address: '平安胡同 1 号楼 2 门 301' }
let id = ''

beforeAll(async () => {
  city = await openTestCity({ at: '2026-11-25T02:00:00Z' }) // a Wednesday, 10:00 there
  useCarriers({ post, locker })
})
afterAll(() => city?.close())

test('the ways are the item\'s and the counter is always one; an address is needed where something is sent to, and another\'s application is unknown', async () => {
  const begun = await city.done<BeganApplication>('sun', '/application/applications', { id: randomUUIDv7(), item: 'elder-card', division: '120103' })
  id = begun.id
  expect(await see(id)).toMatchObject({ ways: ['counter', 'post', 'locker', 'community', 'wallet'], chosen: null, mayChange: true, own: { name: '孙德福' }, parcel: null })
  expect(await code(choose(id, { way: 'post' }))).toEqual([400, 'delivery.to_whom'])
  expect(await code(choose(id, { way: 'post', to: { name: '孙德福', phone: '15400001002' } }))).toEqual([400, 'delivery.where_to'])
  expect(await code(choose(id, { way: 'locker', to: home, cabinet: 'nowhere' }))).toEqual([400, 'delivery.cabinet_unknown'])
  expect(await code(choose(id, { way: 'post', to: home }, 'gulan'))).toEqual([404, 'application.unknown'])
  expect(await chosen(id, { way: 'post', to: home })).toMatchObject({ chosen: { way: 'post', to: { address: home.address, division: { code: home.division } }, atCounter: false } })
  expect(JSON.stringify(await city.sql(`select c::text from delivery.choice c`))).not.toContain('平安胡同')
})

test('approved by post it waits to be packed, masked; a silent carrier packs nothing; the label is open, for a purpose and with a leaf', async () => {
  const { version } = await city.done<{ version: number }>('sun', `/application/applications/${id}/prefill`, { version: 1, take: false })
  const values = { contact_phone: '15400001002', name: '孙德福', identity_number: '120199194809030056', birth_on: '1948-09-03', household_here: true }
  expect(await city.done('sun', `/application/applications/${id}/submit`, { version, values })).toMatchObject({ state: 'received', faults: [] })
  await city.done('mo', `/application/desk/applications/${id}/accept`)
  expect(await city.done('mo', `/application/desk/applications/${id}/approve`, { words: '户籍已电话核实' })).toMatchObject({ state: 'approved' })
  await city.deliver()
  const [waiting] = await list('to_pack')
  expect(waiting).toMatchObject({ state: 'ordered', way: 'post', applicationId: id, name: '孙*福', phone: '154****1002', tracking: null, attempt: 1, dueAt: '2026-11-27T10:00:00.000Z' })
  expect([await list('to_pack', 'jiangyu'), (await city.call('jiangyu', 'GET', desk(waiting!.id))).statusCode]).toEqual([[], 404])
  const parcel = waiting!.id
  post.cut(true)
  expect(await code(city.call('mo', 'POST', desk(parcel, '/pack'), {}))).toEqual([502, 'delivery.carrier_silent'])
  expect((await city.get<Parcel>('mo', desk(parcel))).parcel.state).toBe('ordered')
  post.cut(false)
  for (const _ of [1, 2]) expect(await city.done('mo', desk(parcel, '/pack'))).toMatchObject({ state: 'packed' })
  expect(post.orders).toMatchObject([{ id: expect.stringContaining(parcel), to: { name: '孙德福', phone: '15400001002', address: expect.stringContaining('河西区') } }])
  const detail = await city.get<Parcel>('mo', desk(parcel))
  expect(JSON.stringify(detail)).not.toMatch(/平安胡同|15400001002/)
  expect(detail).toMatchObject({ asks: true, division: expect.stringContaining('河西区') })
  const label = await city.call('mo', 'GET', desk(parcel, '/label'))
  expect([label.statusCode, label.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  expect((await city.get<{ items: { kind: string }[] }>('sun', '/ledger/mine')).items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['delivery.address_given', 'delivery.label_printed']))
})

test('until it is dispatched the person chooses otherwise: the label is void and the carrier is told; then no more', async () => {
  const old = (await see(id)).parcel!.tracking!
  expect((await chosen(id, { way: 'post', to: { ...home, address: '平安胡同 3 号楼 1 门 102' } })).parcel).toMatchObject({ state: 'ordered', tracking: null })
  const [{ id: parcel } = { id: '' }] = await list('to_pack')
  const order = post.order.bind(post)
  useCarriers({ locker, post: { ...post, order: async (sending) => { await chosen(id, { way: 'post', to: { ...home, address: '平安胡同 5 号楼' } }); return order(sending) } } }) // while the clerk packs
  expect(await code(city.call('mo', 'POST', desk(parcel, '/pack'), {}))).toEqual([409, 'delivery.chosen_anew'])
  useCarriers({ post, locker })
  await city.done('mo', desk(parcel, '/pack'))
  expect(post.orders.map(({ to }) => to!.address.slice(-5))).toEqual([' 301', ' 102', ' 5 号楼'].map((end) => expect.stringContaining(end.trim())))
  await ask()
  expect(post.cancelled).toHaveLength(2) // the first label, and the one of the address that was given up meanwhile
  expect(post.cancelled).toContain(old)
  expect((await called('post', post.happen(old, 'moving', city.now()))).json()).toMatchObject({ status: 409, code: 'delivery.label_void' })
  await city.done('mo', desk(parcel, '/dispatch'))
  expect(await code(choose(id, { way: 'counter' }))).toEqual([409, 'delivery.on_its_way'])
  expect((await see(id)).mayChange).toBe(false)
})

test('a word is taken signed and once; a call that was lost is made good by asking; received, the application is delivered; too late, it is refused and kept', async () => {
  const tracking = (await see(id)).parcel!.tracking!
  const moving = post.happen(tracking, 'moving', city.now(), '河西营业部')
  expect((await called('post', moving, 'another secret')).json()).toMatchObject({ status: 403, code: 'delivery.not_signed' })
  for (const _ of [1, 2]) expect((await called('post', moving)).json()).toEqual({ taken: true })
  expect((await see(id)).parcel).toMatchObject({ state: 'moving', stateName: '在路上', moved: [{ status: 'moving', place: '河西营业部' }] })
  expect((await called('post', { ...moving, id: 'stray', tracking: 'EX000000000CN' })).json()).toMatchObject({ status: 409, code: 'delivery.number_unknown' })
  city.setNow('2026-11-26T02:00:00Z')
  post.happen(tracking, 'arrived', city.now()) // and nobody called
  post.happen(tracking, 'received', new Date('2026-11-26T03:00:00Z'))
  city.setNow('2026-11-26T04:00:00Z')
  await ask()
  await ask()
  await city.deliver()
  const { parcel } = await see(id)
  expect([parcel!.state, parcel!.steps.map(({ name }) => name)]).toEqual(['received', ['登记好了，等单位装好', '单位装好了', '您改了地址，重新装', '单位装好了', '寄出了', '邮政收到了，在路上', '到了投递点', '您收到了']])
  expect((await city.get<Application>('sun', `/application/applications/${id}`)).application).toMatchObject({ state: 'delivered' })
  const late = post.happen(tracking, 'lost', city.now())
  for (const _ of [1, 2]) expect((await called('post', late)).json()).toMatchObject({ status: 409, code: 'delivery.parcel_over' })
  expect(await city.sql(`select heard_how, refused from delivery.word where id = $1`, [late.id])).toEqual([{ heard_how: 'called', refused: 'parcel_over' }])
  expect(await city.sql(`select template from notice.notice where template like 'delivery.%' order by at, id`)).toEqual(['dispatched', 'arrived', 'received'].map((one) => ({ template: `delivery.notice.${one}` })))
})

test('a clerk chooses with the person a cabinet: only the person reads the code, it or the identity card opens the box; not fetched it goes to the counter, sent once more and lost it is issued anew', async () => {
  const served = await city.call('liuqing', 'POST', '/counter/visits', { id: randomUUIDv7(), hall: 'hexi', counter: 'general', window: 1, person: { name: '顾兰芳', number: '120199194105160768', document: 'identity_card' } })
  const visit = served.json<Visit>().id
  const begun = await city.done<BeganApplication>('liuqing', `/counter/visits/${visit}/applications`, { id: randomUUIDv7(), item: 'elder-card', division: '120103' })
  const there = `/delivery/visits/${visit}/applications/${begun.id}`
  const gulan = { name: '顾兰芳', phone: '15400001064' }
  expect((await city.call('liuqing', 'PUT', there, { way: 'locker', to: gulan, cabinet: 'hexi' })).json()).toMatchObject({ own: { name: '顾兰芳', phone: null }, chosen: { way: 'locker', cabinet: { code: 'hexi' }, atCounter: true } })
  const { version } = await city.done<{ version: number }>('liuqing', `/counter/visits/${visit}/applications/${begun.id}/prefill`, { version: begun.version, take: false })
  await city.done('liuqing', `/application/applications/${begun.id}/submit`, { version, values: { contact_phone: '15400001064', name: '顾兰芳', identity_number: '120199194105160768', birth_on: '1941-05-16', household_here: true } })
  await city.done('mo', `/application/desk/applications/${begun.id}/accept`)
  await city.done('mo', `/application/desk/applications/${begun.id}/approve`, { words: '户籍已电话核实' })
  await city.deliver()
  const [boxed] = await list('to_pack')
  await city.done('mo', desk(boxed!.id, '/pack'))
  expect(locker.orders).toMatchObject([{ to: null, cabinet: 'hexi' }])
  await city.done('mo', desk(boxed!.id, '/load'))
  await city.deliver()
  const { parcel } = await see(begun.id, 'gulan')
  expect(parcel).toMatchObject({ state: 'at_locker', cabinet: { code: 'hexi' }, code: expect.stringMatching(/^\d{8}$/) })
  expect((await city.call('liuqing', 'GET', there)).json<Receiving>().parcel!.code).toBeNull()
  expect(JSON.stringify([await city.get<Parcel>('mo', desk(boxed!.id)), await city.sql(`select facts from notice.notice`)])).not.toContain(parcel!.code!)
  expect((await city.sql(`select channel from notice.outgoing where template = 'delivery.notice.code'`))).toEqual([{ channel: 'sms' }])
  const wrong = String((Number(parcel!.code) + 1) % 100_000_000).padStart(8, '0')
  expect((await opened('hexi', { code: wrong })).json()).toMatchObject({ status: 404, code: 'delivery.nothing_here' })
  expect((await opened('city-hall', { code: parcel!.code! })).statusCode).toBe(404)
  for (const given of [{ code: parcel!.code! }, { number: '120199194105160768' }]) expect((await opened('hexi', given)).json()).toMatchObject({ boxes: [{ box: parcel!.box }] })
  for (let tries = 0; tries < 9; tries++) await opened('hexi', { code: wrong })
  expect((await opened('hexi', { code: parcel!.code! })).json()).toMatchObject({ status: 429, code: 'delivery.cabinet_waits' })

  city.setNow('2026-11-30T02:00:00Z') // three days and nobody came
  await tickMatters(jobRun(city.city.database, 'matter.tick', city.now()))
  await city.deliver()
  expect(await see(begun.id, 'gulan')).toMatchObject({ chosen: { way: 'counter' }, mayChange: true, parcel: { state: 'returned', code: null, tracking: null } })
  expect((await opened('hexi', { code: parcel!.code! })).statusCode).toBe(404)
  await ask()
  expect(locker.cancelled).toHaveLength(1) // the box is another's

  expect((await choose(begun.id, { way: 'post', to: { ...home, ...gulan } }, 'gulan')).json()).toMatchObject({ parcel: { state: 'ordered' } })
  const [again] = await list('to_pack')
  await city.done('mo', desk(again!.id, '/pack'))
  await city.done('mo', desk(again!.id, '/dispatch'))
  await city.done('mo', desk(again!.id, '/lose'), { words: '承运方书面确认遗失' })
  await city.done('mo', desk(again!.id, '/reissue'))
  await city.deliver()
  expect((await list('to_pack')).map(({ attempt, way }) => [attempt, way])).toEqual([[3, 'post']])
  const cards = (await city.sql<{ revoked_reason: string | null; replaced: boolean }>(`select revoked_reason, replaces is not null as replaced from licence.licence where kind = 'elder_card' and holder_id = (select person_id from application.application where id = $1) order by id`, [begun.id]))
  expect(cards).toEqual([{ revoked_reason: 'lost', replaced: false }, { revoked_reason: null, replaced: true }])
}, 30_000)

test('what was chosen and not sent, and what was sent and of which nobody hears, slipped through: its own for a unit, and nobody\'s name in it', async () => {
  const leaks = (login: string, kind: string) => city.get<DeliveryLeaks>(login, `/delivery/leaks?kind=${kind}`)
  expect((await leaks('fangjin', 'not_sent')).items).toEqual([])
  const [third] = await list('to_pack')
  city.setNow('2026-12-05T02:00:00Z')
  expect(await leaks('fangjin', 'not_sent')).toMatchObject({ kinds: [{ kind: 'not_sent', count: 1 }, { count: 0 }, { count: 0 }], items: [{ id: third!.id, item: { code: 'elder-card' }, unit: { code: '120103-civil-affairs' } }] })
  await city.done('mo', desk(third!.id, '/pack'))
  await city.done('mo', desk(third!.id, '/dispatch'))
  city.setNow('2026-12-08T02:00:00Z')
  const all = await leaks('shao', 'no_word')
  expect([all.items.map((one) => one.id), JSON.stringify(all)]).toEqual([[third!.id], expect.not.stringContaining('顾')])
  expect((await city.call('mo', 'GET', '/delivery/leaks')).statusCode).toBe(403)
})

test('an address is erased when its last parcel ended long ago, and no sooner', async () => {
  const erase = async () => { await eraseAddresses(jobRun(city.city.database, 'delivery.erase_addresses', city.now())); return city.sql('select application_id = $1 as ended, contact is null as erased from delivery.choice order by 1', [id]) }
  expect(await erase()).toEqual([{ ended: false, erased: false }, { ended: true, erased: false }])
  city.setNow('2027-06-30T02:00:00Z')
  expect(await erase()).toEqual([{ ended: false, erased: false }, { ended: true, erased: true }])
})
