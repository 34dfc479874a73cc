import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parcelCarrierFake } from './parcel-carrier-fake.ts'
import { parcelCarrierHttp } from './parcel-carrier-http.ts'

let post: Server
let answers: Readonly<Record<string, unknown>> = {}
const heard: { path: string; body: string }[] = []
beforeAll(async () => {
  post = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      const body = Buffer.concat(parts).toString()
      const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(request.headers['haihe-signature']))!
      const right = signature === createHmac('sha256', 'secret').update(`${seconds}.POST ${request.url!}.${body}`).digest('hex')
      heard.push({ path: request.url!, body })
      response.writeHead(right ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(answers[request.url!] ?? {}))
    })
  })
  await new Promise<void>((done) => post.listen(0, '127.0.0.1', done))
})
afterAll(() => post?.close())
const carrier = (secret = 'secret') => parcelCarrierHttp({ url: `http://127.0.0.1:${(post.address() as AddressInfo).port}/ems/`, secret }, { networks: ['127.0.0.1/32'], timeout: 1000, clock: () => new Date('2026-11-28T01:00:00Z') })
const sending = { id: 'p.1', from: '河西区民政局', to: { name: '孙德福', phone: '15400001002', address: '河西区平安胡同' }, cabinet: null }
const word = { id: 'w-1', tracking: 'EX123456789CN', status: 'moving', at: '2026-11-28T00:30:00Z', place: '河西营业部' }

test('an order is what an order can say, signed with the secret of both; a carrier that does not know it is not believed', async () => {
  answers = { '/ems/orders': { tracking: 'EX123456789CN', box: null } }
  expect(await carrier().order(sending)).toEqual({ tracking: 'EX123456789CN', box: null })
  expect(JSON.parse(heard[0]!.body)).toEqual(sending)
  await expect(carrier('another').order(sending)).rejects.toThrow('HTTP 401')
  for (const wrong of [{}, { tracking: 12 }, { tracking: 'EX 1' }, { tracking: 'EX123456789CN', box: 'x'.repeat(21) }]) {
    answers = { '/ems/orders': wrong }
    await expect(carrier().order(sending)).rejects.toThrow(/no order/)
  }
  await carrier().cancel('EX123456789CN')
  expect(heard.at(-1)).toEqual({ path: '/ems/cancel', body: '{"tracking":"EX123456789CN"}' })
})

test('words are read one by one, and one that is none spoils the answer', async () => {
  answers = { '/ems/words': { words: [word, { ...word, id: 'w-2', status: 'received', place: null }] } }
  expect(await carrier().ask(['EX123456789CN'])).toEqual([{ ...word, at: new Date(word.at) }, { ...word, id: 'w-2', status: 'received', at: new Date(word.at), place: null }])
  for (const wrong of [{ ...word, status: 'stolen' }, { ...word, at: 'yesterday' }, { ...word, id: 'no id' }, { ...word, tracking: null }]) {
    answers = { '/ems/words': { words: [wrong] } }
    await expect(carrier().ask(['EX123456789CN'])).rejects.toThrow(/no word/)
  }
  answers = { '/ems/words': {} }
  await expect(carrier().ask([])).rejects.toThrow(/no list/)
})

test('in a demonstration a parcel goes its road by itself, a stage each so many minutes', async () => {
  let now = new Date('2026-11-28T01:00:00Z')
  const fake = parcelCarrierFake({ kind: 'post', everyMinutes: 5, clock: () => now })
  const { tracking } = await fake.order(sending)
  expect([await fake.order(sending), await fake.ask([tracking])]).toEqual([{ tracking, box: null }, []])
  now = new Date('2026-11-28T01:16:00Z')
  expect((await fake.ask([tracking])).map(({ status, place }) => [status, place])).toEqual([['moving', '已收寄'], ['moving', '处理中心'], ['arrived', '投递网点']])
})
