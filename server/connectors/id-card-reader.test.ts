import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { idCardReaderHttp } from './id-card-reader-http.ts'

let agent: Server
let answer: { status: number; body?: unknown } = { status: 204 }
const heard: string[] = []
const card = { name: ' 顾兰芳 ', number: '12019919410516076x', valid_until: null }
const at = { hall: 'hexi', counter: 'general', window: 1 }
beforeAll(async () => {
  agent = createServer((request, response) => {
    heard.push(request.url!)
    const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(request.headers['haihe-signature']))!
    const right = signature === createHmac('sha256', 'secret').update(`${seconds}.GET /agent/card.`).digest('hex')
    response.writeHead(right ? answer.status : 401, { 'content-type': 'application/json' }).end(answer.body === undefined ? '' : JSON.stringify(answer.body))
  })
  await new Promise<void>((done) => agent.listen(0, '127.0.0.1', done))
})
afterAll(() => agent?.close())
const read = (more: { secret?: string; networks?: string[]; window?: number } = {}) =>
  idCardReaderHttp([{ ...at, url: `http://127.0.0.1:${(agent.address() as AddressInfo).port}/agent/`, secret: more.secret ?? 'secret' }], { networks: more.networks ?? ['127.0.0.1/32'], timeout: 1000, clock: () => new Date('2026-11-28T01:00:00Z') }).read({ ...at, window: more.window ?? 1 })

test('a window without a reader has none, an empty one no card, and one in a network that is not told is not called', async () => {
  expect(await read({ window: 2 })).toBe('no_reader')
  expect(await read()).toBe('no_card')
  const before = heard.length
  await expect(read({ networks: [] })).rejects.toThrow(/private/)
  expect(heard).toHaveLength(before)
})

test('a card is what a card can say; anything else, and an agent that does not know our signature, is not taken', async () => {
  answer = { status: 200, body: card }
  expect(await read()).toEqual({ name: '顾兰芳', number: '12019919410516076X', validUntil: null })
  await expect(read({ secret: 'another' })).rejects.toThrow('HTTP 401')
  for (const wrong of [{ ...card, number: '1234' }, { ...card, name: '' }, { ...card, name: 'x'.repeat(61) }, { name: card.name, number: card.number }, { ...card, valid_until: '长期' }]) {
    answer = { status: 200, body: wrong }
    await expect(read()).rejects.toThrow(/card/)
  }
})
