import { createHash, createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { departmentSystemHttp } from './department-system-http.ts'

let there: Server
let answer: { status: number; body: string } = { status: 200, body: '{"receipt":"R1"}' }
const heard: { line: string; key: string | undefined; body: Buffer }[] = []
const now = new Date('2026-11-28T01:00:00Z')
beforeAll(async () => {
  there = createServer(async (request, response) => {
    const body = await buffer(request)
    const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(request.headers['haihe-signature']))!
    const right = signature === createHmac('sha256', 'secret').update(`${seconds}.${request.method} ${request.url}.`).update(body).digest('hex')
    heard.push({ line: `${request.method} ${request.url}`, key: request.headers['idempotency-key'] as string | undefined, body })
    response.writeHead(right ? answer.status : 401, { 'content-type': 'application/json' }).end(answer.body)
  })
  await new Promise<void>((done) => there.listen(0, '127.0.0.1', done))
})
afterAll(() => there?.close())
const system = (more: { secret?: string; networks?: string[] } = {}) => departmentSystemHttp({ url: `http://127.0.0.1:${(there.address() as AddressInfo).port}/api/`, secret: more.secret ?? 'secret' }, { networks: more.networks ?? ['127.0.0.1/32'], timeout: 1000, clock: () => now })
const pushed = { number: '2611280000017', version: 2, kind: 'supplement', item: 'GSRD01', subject: { XM: '李晓梅' }, values: { SJ: '2026-11-02' }, papers: [] } as const

test('what is pushed bears its key and its signature over the very bytes; a paper goes as it is; taken and refused are told apart, and anything else is no answer', async () => {
  expect(await system().push(pushed)).toEqual({ taken: true, receipt: 'R1' })
  expect(heard.at(-1)).toMatchObject({ line: 'POST /api/applications', key: '2611280000017-2' })
  const bytes = Buffer.from([0xff, 0xd8, 0x00, 0xfe])
  await system().paper({ sha256: createHash('sha256').update(bytes).digest('hex'), type: 'image/jpeg', bytes })
  expect(heard.at(-1)!.body.equals(bytes)).toBe(true)
  answer = { status: 422, body: JSON.stringify({ reason: '校验不通过', faults: [{ field: 'SJ', reason: '日期不对' }] }) }
  expect(await system().push(pushed)).toEqual({ taken: false, reason: '校验不通过', faults: [{ field: 'SJ', reason: '日期不对' }] })
  for (const [wrong, says] of [[{ status: 503, body: '' }, 'HTTP 503'], [{ status: 200, body: '<html>李晓梅' }, 'the answer is no JSON'], [{ status: 200, body: '{"receipt":7}' }, 'shape'], [{ status: 302, body: '' }, 'HTTP 302']] as const) {
    answer = wrong
    await expect(system().push(pushed)).rejects.toThrow(says)
  }
  await expect(system({ networks: [] }).push(pushed)).rejects.toThrow(/private/)
  answer = { status: 200, body: '{"statuses":[{"id":"1"}],"next":"1"}' }
  expect(await system().statuses('a b')).toEqual({ statuses: [{ id: '1' }], next: '1' })
  expect(heard.at(-1)!.line).toBe('GET /api/statuses?after=a%20b')
  await expect(system({ secret: 'another' }).statuses(null)).rejects.toThrow('HTTP 401')
})

test('a call-back is good with its own secret, for its own bytes and for five minutes', () => {
  const seconds = now.getTime() / 1000
  const sign = (secret: string, body: string, at = seconds): string => `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`
  const good = (signature: string): boolean => system().signed(signature, '{"a":1}', now)
  expect(good(sign('secret', '{"a":1}'))).toBe(true)
  expect([sign('another', '{"a":1}'), sign('secret', '{"a": 1}'), sign('secret', '{"a":1}', seconds - 301), sign('secret', '{"a":1}', seconds + 301), '', 't=1,v1=00'].map(good)).toEqual([false, false, false, false, false, false])
})
