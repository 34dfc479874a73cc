import { createHmac, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '#base/deed'
import { jobRun } from '#base/jobs'
import { readTexts, type Texts } from '#base/texts'
import { createPerson } from '#primitives/party'
import { smsFake } from '../../connectors/sms-fake.ts'
import { smtp } from '../../connectors/smtp.ts'
import { webhook } from '../../connectors/webhook.ts'
import { openTestDatabase, type TestDatabase } from '../../../test/kit/database.ts'
import { deliverNotices } from './deliver-notices.ts'
import { markAllRead, markRead, readInbox } from './inbox.ts'
import { useNotices } from './notices-here.ts'
import { findParked, forgetParked, retryParked } from './parked-notices.ts'
import type { Ports } from './ports.ts'
import { setEndpoint } from './set-endpoint.ts'
import { notice } from './tables.ts'
import { tell } from './tell.ts'

let db: TestDatabase
let texts: Texts
const template = 'test.notice.returned'
let start = new Date()
const later = (seconds: number): Date => new Date(start.getTime() + seconds * 1000)
const deliver = (seconds?: number) => deliverNotices(jobRun(db.database, 'notice.deliver', seconds === undefined ? new Date() : later(seconds)))
const outgoing = (columns: string) => db.sql(`select ${columns} from notice.outgoing order by at, id`)
const staff = (overrides: Partial<Actor> = {}): Actor => ({ kind: 'staff', id: randomUUID(), postId: null, departmentId: null, divisionPath: null, grants: [], ...overrides })
const through = (ports: Ports): void => useNotices(texts, ports)

beforeEach(() => { start = new Date() }) // seconds are counted from each test's own beginning, however long the ones before took
beforeAll(async () => {
  db = await openTestDatabase()
  await db.sql('alter table notice.outgoing no force row level security') // so that the owner can look
  const read = readTexts('server', 'cities/none')
  texts = { 'zh-CN': new Map([...read['zh-CN'], [template, '{unit}退回了{number}']]), en: new Map([...read.en, [template, '{unit} returned {number}']]) }
}, 120_000)
beforeEach(async () => {
  await db.sql('delete from notice.outgoing')
  through({})
})
afterAll(() => db.close())

const facts = { unit: '水务局', number: '261125-000001-7' }

test('a text that does not exist cannot be told', async () => {
  await expect(db.deed((deed) => tell(deed, { to: { party: randomUUID() }, template: 'test.notice.nothing' }))).rejects.toThrow('no text')
})

test('a notice whose deed fails is never told', async () => {
  const sms = smsFake()
  through({ sms })
  await expect(db.deed(async (deed) => { await tell(deed, { to: { phone: '13800000000' }, template, facts }); throw new Error('no') })).rejects.toThrow('no')
  await deliver()
  expect(sms.sent).toEqual([])
})

test('an inbox shows one\'s own, one\'s post\'s and one\'s unit\'s notices in the reader\'s language, and nobody else\'s', async () => {
  const [li, wang] = [staff({ postId: randomUUID(), departmentId: 'water' }), staff({ departmentId: 'gas' })]
  await db.deed(async (deed) => {
    await tell(deed, { to: { party: li.id }, template, facts, link: '/incidents/1', urgent: true })
    await tell(deed, { to: { post: li.postId! }, template, facts })
    await tell(deed, { to: { unit: 'water' }, template, facts })
  })
  const mine = await db.read((deed) => readInbox(deed, 'en', {}), { actor: li })
  expect(mine).toMatchObject({ unread: 3, next: null })
  expect(mine.items.filter(({ urgent }) => urgent)).toMatchObject([{ text: '水务局 returned 261125-000001-7', link: '/incidents/1', read: false }])
  expect((await db.read((deed) => readInbox(deed, 'zh-CN', { limit: 2 }), { actor: li })).next).not.toBeNull()
  expect(await db.read((deed) => readInbox(deed, 'en', {}), { actor: wang })).toMatchObject({ items: [], unread: 0 })

  const { id } = mine.items[0]!
  await expect(db.deed((deed) => markRead(deed, id), { actor: wang })).rejects.toMatchObject({ status: 404 })
  await db.deed((deed) => markRead(deed, id), { actor: li })
  await db.deed((deed) => markRead(deed, id), { actor: li })
  expect((await db.read((deed) => readInbox(deed, 'en', { unread: true }), { actor: li })).items).toHaveLength(2)
  expect(await db.deed((deed) => markAllRead(deed), { actor: li })).toEqual({ marked: 2 })
  expect((await db.read((deed) => readInbox(deed, 'en', {}), { actor: li })).unread).toBe(0)
  await expect(db.read((deed) => readInbox(deed, 'en', {}), { actor: { ...li, kind: 'anonymous', id: 'anonymous' } })).rejects.toMatchObject({ status: 401 })
})

test('an SMS goes once, its text lies sealed until then and is erased after', async () => {
  const sms = smsFake()
  through({ sms })
  const { id } = await db.deed((deed) => createPerson(deed, { name: '林晓梅', phone: '13812346021' }))
  await db.deed(async (deed) => {
    await tell(deed, { to: { party: id }, template, facts, also: ['sms'] })
    await tell(deed, { to: { phone: '13912340000' }, template, facts })
  })
  for (const row of await outgoing('*')) expect(JSON.stringify({ ...row, sealed: row.sealed.toString('latin1') })).not.toMatch(/13812346021|13912340000|水务/)
  await deliver()
  await deliver()
  expect(sms.sent.map(({ phone, text }) => [phone, text]).sort()).toEqual([['13812346021', '水务局退回了261125-000001-7'], ['13912340000', '水务局退回了261125-000001-7']])
  expect(await outgoing('state, sealed')).toEqual([{ state: 'sent', sealed: null }, { state: 'sent', sealed: null }])
})

test('what is on its way out is seen by the jobs that send it, not by other deeds', async () => {
  await db.deed((deed) => tell(deed, { to: { phone: '13912340000' }, template, facts }))
  const count = (run: ReturnType<typeof jobRun>) => run.read(async (deed) => (await notice(deed.tx).selectFrom('notice.outgoing').select('id').execute()).length)
  expect(await count(jobRun(db.database, 'governance.brief', start))).toBe(0)
  expect(await count(jobRun(db.database, 'notice.deliver', start))).toBe(1)
})

test('a number that cannot be one is refused for good and erased', async () => {
  through({ sms: smsFake() })
  await db.deed((deed) => tell(deed, { to: { phone: '12345' }, template, facts }))
  await deliver()
  expect(await outgoing('state, sealed, reason')).toEqual([{ state: 'refused', sealed: null, reason: 'not a mobile number' }])
})

test('what keeps failing waits longer each time, is parked, and goes when the desk sends it again', async () => {
  let tries = 0
  const broken = { sendSms: async () => { tries++; throw new Error('gateway says 13912340000 is busy') } }
  through({ sms: broken })
  await db.deed((deed) => tell(deed, { to: { phone: '13912340000' }, template, facts }), { now: start })
  for (const at of [0, 1, 9, 11, 12, 80, 400, 2300, 9600, 99_999]) await deliver(at)
  expect(tries).toBe(6)
  const [row] = await outgoing('id, state, reason')
  expect(row).toMatchObject({ state: 'parked', reason: 'Error' }) // no number of a person
  const { items } = await db.read((deed) => findParked(deed), { actor: staff() })
  expect(items).toMatchObject([{ channel: 'sms', tries: 6, template }])
  const sms = smsFake()
  through({ sms })
  await db.deed((deed) => retryParked(deed, row!.id), { now: later(100_000), actor: staff() })
  await expect(db.deed((deed) => retryParked(deed, row!.id), { actor: staff() })).rejects.toMatchObject({ status: 404 })
  await deliver(100_001)
  expect(sms.sent).toHaveLength(1)
})

test('what has been parked for thirty days is erased', async () => {
  await db.deed((deed) => tell(deed, { to: { phone: '13912340000' }, template, facts }), { now: start })
  for (const at of [0, 100, 1000, 10_000, 50_000, 99_999]) await deliver(at)
  await forgetParked(jobRun(db.database, 'notice.forget', later(31 * 86_400)))
  expect(await outgoing('state, sealed')).toEqual([{ state: 'refused', sealed: null }])
})

test('an attempt whose process was killed is made again after its lease, under the same id', async () => {
  const ids: string[] = []
  let killed = true
  through({ sms: { sendSms: ({ id }) => { ids.push(id); return killed ? new Promise(() => {}) : Promise.resolve('sent') } } })
  await db.deed((deed) => tell(deed, { to: { phone: '13912340000' }, template, facts }), { now: start })
  void deliver(0) // never comes back
  while (ids.length === 0) await new Promise((wait) => setTimeout(wait, 10))
  killed = false
  await deliver(60)
  expect(ids).toHaveLength(1)
  await deliver(121)
  expect([ids.length, new Set(ids).size]).toEqual([2, 1])
})

test('a unit\'s system gets a signed POST; 4xx refuses for good, 5xx is tried again, this machine is never an address', async () => {
  let status = 503
  const got: { request: IncomingMessage; body: string }[] = []
  const server: Server = createServer((request, answer) => {
    let body = ''
    request.on('data', (part) => { body += String(part) }).on('end', () => { got.push({ request, body }); answer.writeHead(status).end() })
  })
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/push`
  const clock = (): Date => start
  await expect(db.deed((deed) => setEndpoint(deed, 'water', 'file:///etc/passwd'))).rejects.toMatchObject({ code: 'notice.bad_address' })
  const { secret } = await db.deed((deed) => setEndpoint(deed, 'water', url))
  const tellUnit = () => db.deed((deed) => tell(deed, { to: { unit: 'water' }, template, facts, also: ['webhook'] }), { now: start })

  through({ webhook: webhook({ clock }) })
  await tellUnit()
  await deliver(0)
  expect([(await outgoing('state, reason'))[0], got.length]).toEqual([{ state: 'refused', reason: 'the address is private or of this machine' }, 0])

  through({ webhook: webhook({ clock, networks: ['127.0.0.0/8'] }) })
  await tellUnit()
  await deliver(0)
  status = 204
  await deliver(11)
  expect(got).toHaveLength(2)
  const { request, body } = got[1]!
  const signature = createHmac('sha256', secret).update(`${Math.floor(start.getTime() / 1000)}.${body}`).digest('hex')
  expect(request.headers['haihe-signature']).toBe(`t=${Math.floor(start.getTime() / 1000)},v1=${signature}`)
  expect(request.headers['haihe-delivery']).toBe(got[0]!.request.headers['haihe-delivery'])
  expect(JSON.parse(body)).toMatchObject({ template, facts })

  status = 302
  await tellUnit()
  await deliver(20)
  status = 410
  await deliver(31)
  expect((await outgoing('state, reason')).map((row) => `${row.state} ${row.reason}`)).toEqual(['refused the address is private or of this machine', 'sent null', 'refused HTTP 410'])
  server.close()
})

test('a mail server that answers nothing in time is tried again', async () => {
  const hanging = createServer((_request, answer) => void setTimeout(() => answer.end(), 5000))
  await new Promise<void>((go) => hanging.listen(0, '127.0.0.1', go))
  const post = webhook({ clock: () => start, networks: ['127.0.0.0/8'], timeout: 50 }).post({ id: randomUUID(), url: `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`, secret: 's', body: '{}' })
  await expect(post).rejects.toThrow()
  hanging.closeAllConnections()
  hanging.close()
})

test('an e-mail goes by SMTP; an address that the server will never take is refused', async () => {
  const letters: string[] = []
  const mailServer = createTcpServer((socket) => {
    let inData = false
    socket.on('error', () => {})
    socket.write('220 test ESMTP\r\n')
    socket.on('data', (part) => {
      const text = part.toString()
      if (inData) { letters.push(text); if (text.endsWith('\r\n.\r\n')) { inData = false; socket.write('250 taken\r\n') } return }
      if (/^(EHLO|HELO)/i.test(text)) socket.write('250 test\r\n')
      else if (/^RCPT TO:<nobody/i.test(text)) socket.write('550 no such box\r\n')
      else if (/^DATA/i.test(text)) { inData = true; socket.write('354 go on\r\n') }
      else if (/^QUIT/i.test(text)) socket.end('221 bye\r\n')
      else socket.write('250 ok\r\n')
    })
  })
  await new Promise<void>((go) => mailServer.listen(0, '127.0.0.1', go))
  through({ email: smtp({ host: '127.0.0.1', port: (mailServer.address() as AddressInfo).port, secure: false, from: 'city@example.gov' }) })
  await db.deed((deed) => tell(deed, { to: { email: 'clerk@example.gov' }, template, facts }))
  await db.deed((deed) => tell(deed, { to: { email: 'nobody@example.gov' }, template, facts }))
  await deliver(5)
  expect((await outgoing('state, reason')).map((row) => `${row.state} ${row.reason}`).sort()).toEqual(['refused SMTP 550', 'sent null'])
  expect(letters.join('')).toContain('To: clerk@example.gov')
  mailServer.close()
})
