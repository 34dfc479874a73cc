import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useUpstream } from '../../server/systems/exchange/system.ts'
import { upstreamFake } from '../../server/connectors/upstream-fake.ts'
import { upstreamHttp } from '../../server/connectors/upstream-http.ts'
import { openTestCity, type TestCity } from '../kit/city.ts'

const marriages = '307012000214'
const above = upstreamFake()
const asked = { id: 'GJ-2026-001', askedBy: '外省某市公积金中心', resource: marriages, fields: ['groom_name', 'state'], purpose: '办理异地公积金提取', legalBasis: '住房公积金管理条例', scenario: '公积金提取', usingSystem: '公积金业务系统', mode: 'query', untilOn: '2030-12-31', rowsADay: 100 }
let city: TestCity
beforeAll(async () => {
  city = await openTestCity()
  useUpstream(above)
})
afterAll(() => city?.close())
const shown = async () => (await (await city.as('hou'))({ url: '/exchange/upstream' })).json()

test('the catalogue goes up whole, then only what changed; a line that is cut is told and made good', async () => {
  above.cut(true)
  await city.tick()
  expect(await shown()).toMatchObject({ sent: 0, metAt: null, failure: 'the line is cut' })
  above.cut(false)
  await city.tick()
  const state = await shown()
  expect(state).toMatchObject({ sent: state.entries, failure: null })
  expect(above.entries.size).toBe(state.entries)
  expect(above.entries.get(marriages)).toMatchObject({ version: 1, withdrawn: false, share: 'conditional', fields: expect.arrayContaining([{ name: '男方证件号', field: 'groom_number', type: 'text', grade: 4 }]) })
  await city.sql('update exchange.resource set version = 2, withdrawn_at = now() where code = $1', [marriages])
  await city.tick()
  expect(above.entries.get(marriages)).toMatchObject({ version: 2, withdrawn: true })
  await city.sql('update exchange.resource set version = 1, withdrawn_at = null where code = $1', [marriages])
  await city.tick()
  expect(above.entries.get(marriages)).toMatchObject({ withdrawn: false })
})

test('what is asked from above is a request with the same clock as any other, each once; what cannot be one is answered with the reason; the answer goes up', async () => {
  above.ask(asked)
  above.ask({ ...asked, id: 'GJ-2026-002', resource: '999999999999' })
  above.ask({ ...asked, id: 'GJ-2026-003', untilOn: '明年' })
  for (const odd of [null, { ...asked, id: 7 }, { id: 'GJ-2026-004' }]) above.ask(odd as never) // of no shape at all: told where it can be told, and nothing behind it waits
  await city.tick()
  await city.tick()
  expect((await shown()).requests.map((one: { id: string, outcome: string, reason: string | null, told: boolean }) => [one.id, one.outcome, one.reason, one.told]).toSorted()).toEqual([
    ['GJ-2026-001', 'received', null, true], ['GJ-2026-002', 'impossible', 'exchange.resource_unknown', true], ['GJ-2026-003', 'impossible', 'exchange.upstream_malformed', true], ['GJ-2026-004', 'impossible', 'exchange.upstream_malformed', true],
  ])
  const mine = (await (await city.as('jin'))({ url: '/exchange/requests?view=to_answer' })).json().items
  expect(mine).toEqual([expect.objectContaining({ state: 'replying', purpose: '办理异地公积金提取', unit: { id: 'city-upper-exchange', name: expect.any(String) }, stateDueAt: expect.any(String) })])
  expect((await (await city.as('jin'))({ method: 'POST', url: `/exchange/requests/${mine[0].id}/grant`, payload: {} })).statusCode).toBe(200)
  above.cut(true)
  await city.tick()
  above.cut(false)
  await city.tick()
  await city.tick()
  expect(above.answers.filter(({ id }) => id === 'GJ-2026-001').map(({ outcome, number }) => [outcome, number])).toEqual([['received', mine[0].number], ['granted', mine[0].number]])
  expect((await (await city.as('jin'))({ url: '/exchange/upstream' })).statusCode).toBe(403)
})

test('over HTTP each call is signed, a page follows a page, and a private address is not called unless allowed', async () => {
  const heard: { at: string; signed: boolean; body: string }[] = []
  const server = createServer(async (request, answer) => {
    let body = ''
    for await (const part of request) body += String(part)
    const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(request.headers['haihe-signature']))!
    heard.push({ at: `${request.method} ${request.url}`, signed: createHmac('sha256', 'secret').update(`${seconds}.${request.method} ${request.url}.${body}`).digest('hex') === signature, body })
    if (request.url?.startsWith('/node/requests?after=busy')) answer.statusCode = 503
    answer.end(request.method === 'GET' ? JSON.stringify({ requests: [asked], next: '1' }) : '{}')
  }).listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))
  const account = { name: '省平台', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/node/`, secret: 'secret' }
  try {
    await expect(upstreamHttp(account, { networks: [], clock: city.now }).requests(null)).rejects.toThrow(/private/)
    expect(heard).toEqual([])
    const http = upstreamHttp(account, { networks: ['127.0.0.1/32'], clock: city.now })
    expect(await http.requests(null)).toEqual({ requests: [asked], next: '1' })
    await expect(http.requests('busy')).rejects.toThrow(/503/)
    await http.answer({ id: 'GJ/1', outcome: 'refused', number: '1', reason: '不符合共享条件' })
    expect(heard.map(({ at, signed }) => [at, signed])).toEqual([['GET /node/requests', true], ['GET /node/requests?after=busy', true], ['POST /node/requests/GJ%2F1/answer', true]])
  } finally { server.close() }
})
