import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Chunk, Position, SourceAddress, TextRow, WholeTarget } from '#systems/transfer'
import { gb18030 } from '../../test/kit/gb18030.ts'
import { jsonReceiver } from '../../test/kit/json-receiver.ts'
import { httpJson } from './http-json.ts'

const on = new AbortController().signal
const connector = httpJson({ networks: ['127.0.0.0/8'], patience: 1 })
const asked: string[] = []
let [server, root, failures] = [undefined as unknown as Server, '', 0]
const people = (from: number, count: number) => Array.from({ length: count }, (_, n) => ({ id: 9_007_199_254_740_000 + from + n, name: `人${from + n}` }))

const pages: Record<string, (query: URLSearchParams, request: IncomingMessage, answer: ServerResponse) => unknown> = {
  '/api/people': (query) => ({ data: { list: Number(query.get('pageNo')) <= 4 ? people(Number(query.get('pageNo')) * 100, 100) : [] } }),
  '/api/linked': (query) => ({ items: people(Number(query.get('from') ?? 0), 10), next: query.get('from') === '20' ? null : `?from=${Number(query.get('from') ?? 0) + 10}` }),
  '/api/cursor': (query) => ({ rows: people(Number(query.get('after') ?? 0), 10), last: query.get('after') === '10' ? '' : 10 }),
  '/api/exact': (_, request, answer) => { answer.setHeader('content-type', 'application/json; charset=gbk'); return gb18030(`[{"id": 123456789012345678901, "share": 1.10, "on": true, "name": "王", "key": "${request.headers['x-api-key']}", "inner": {"n": 10000000000000001}, "none": null}]`) },
  '/api/stuck': () => people(1, 5),
  '/api/circle': () => ({ items: people(1, 1), next: '/api/circle' }),
  '/api/away': () => ({ items: people(1, 1), next: 'http://localhost.example/api' }),
  '/api/moved': (_, _request, answer) => { answer.writeHead(302, { location: 'http://127.0.0.1:1/' }); return null },
  '/api/closed': (_, _request, answer) => { answer.statusCode = 403; return null },
  '/api/words': () => Buffer.from('<html>'),
  '/api/shaky': (_, _request, answer) => { if (failures-- > 0) answer.statusCode = 503; return people(1, 2) },
  '/api/endless': (_, _request, answer) => { const more = (): void => { while (answer.write('[1,2,3],'.repeat(100_000))); answer.once('drain', more) }; more(); return undefined },
}
beforeAll(async () => {
  server = createServer((request, answer) => {
    asked.push(request.url!)
    const url = new URL(request.url!, 'http://x')
    const told = pages[url.pathname]?.(url.searchParams, request, answer)
    if (told !== undefined) answer.end(Buffer.isBuffer(told) ? told : JSON.stringify(told))
  })
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`
})
afterAll(() => { server.closeAllConnections(); server.close() })

const address = (table: string, secret: string | null = null): SourceAddress => ({ kind: 'http', url: root, table, mode: 'full', secret, job: 'test' })
async function copied(table: string, columns: readonly string[], after: Position | null = null, most = Infinity): Promise<{ rows: TextRow[]; chunks: Chunk[] }> {
  const source = await connector.openSource(address(table))
  const chunks: Chunk[] = []
  for await (const chunk of source.copy(columns, after, on)) if (chunks.push(chunk) >= most) break
  await source.close()
  return { rows: chunks.flatMap(({ rows }) => rows), chunks }
}
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: { code?: string; message: string }) => error.code ?? error.message)

test('pages are followed by number, by link and by what the last page said, and after a stop from the next page on', async () => {
  const begun = await copied('/people?size=100#items=/data/list&page=pageNo', ['name', 'id'], null, 2)
  const ended = await copied('/people?size=100#items=/data/list&page=pageNo', ['name', 'id'], begun.chunks.at(-1)!.position)
  expect([...begun.rows, ...ended.rows]).toEqual(people(100, 400).map(({ id, name }) => [name, String(id)]))
  expect(asked.slice(0, 3)).toEqual(['/api/people?size=100&pageNo=1', '/api/people?size=100&pageNo=2', '/api/people?size=100&pageNo=3'])
  expect((await copied('linked#items=/items&next=/next', ['id'])).rows.length).toBe(30)
  expect((await copied('cursor#items=/rows&after=after&cursor=/last', ['id'])).rows.length).toBe(20)
})

test('values keep their digits and their encoding, and the secret goes along as the header it names', async () => {
  const source = await connector.openSource(address('exact', 'X-Api-Key: of-the-bureau'))
  const columns = await source.columns()
  expect(columns).toEqual(['id', 'share', 'on', 'name', 'key', 'inner', 'none'].map((name) => ({ name, type: 'json' })))
  const taken: unknown[] = []
  for await (const { rows } of source.copy(columns.map(({ name }) => name), null, on)) taken.push(...rows)
  expect(taken).toEqual([['123456789012345678901', '1.10', 'true', '王', 'of-the-bureau', '{"n":10000000000000001}', null]])
})

test('an outage is tried again and then told; what a person must set right stops', async () => {
  failures = 3
  expect((await copied('shaky', ['id'])).rows.length).toBe(2)
  failures = 100
  expect(await codeOf(copied('shaky', ['id']))).toBe('HTTP 503')
  const told = (table: string) => codeOf(copied(table, ['id']))
  expect(await Promise.all([told('stuck#page=p'), told('circle#items=/items&next=/next'), told('away#items=/items&next=/next'), told('moved'), told('closed'), told('words'), told('stuck#items=/none'), told('endless'), codeOf(httpJson({ networks: [] }).openSource(address('stuck')).then((source) => source.columns()))]))
    .toEqual(['pages_in_circle', 'pages_in_circle', 'next_elsewhere', 'moved', 'login_refused', 'not_json', 'no_items', 'too_large', 'private_address'].map((code) => `transfer.source.${code}`))
})

test('rows are pushed signed and bounded, acknowledged to the byte, the same again under the same key; what the receiver refuses or does not acknowledge stops, what may pass is an outage', async () => {
  const receiver = await jsonReceiver('s3cret')
  const wide = 'x'.repeat(1500)
  const columns = [['code', 'integer'], ['name', 'text'], ['on', 'boolean']].map(([name, type]) => ({ name: name!, field: name!, type: type! }))
  const rows = Array.from({ length: 3500 }, (_, at) => [String(at), `${wide}${at}`, at % 2 === 0 ? 'true' : null])
  const opened = async (secret: string | null = 's3cret', url = receiver.url, by = connector) => {
    const target = await by.openTarget!({ ...address('/', secret), url })
    const whole = target.whole as Extract<WholeTarget, { acknowledged: unknown }>
    await whole.begin({ id: 'd1', columns, total: rows.length })
    return { target, whole, write: (again = false) => target.write([], ['code'], rows, { number: 1, again }) }
  }
  const first = await opened()
  await first.write()
  expect(receiver.came).toEqual(['d1-1-1', 'd1-1-2', 'd1-1-3', 'd1-1-4'])
  expect(receiver.rows.get('[7]')).toEqual({ code: 7, name: `${wide}7`, on: null })
  const later = await opened() // another life: what was acknowledged is not sent again, and counts
  await later.write(true)
  await later.target.remove(['code'], [['7']])
  expect(receiver.rows.size).toBe(3499)
  const { sent, there } = await later.whole.acknowledged(3499)
  expect(there).toEqual(sent)
  await first.write()
  expect(receiver.came.slice(-4)).toEqual(receiver.came.slice(0, 4))

  for (const [answer, code] of [[{ status: 422 }, 'transfer.target.refused'], [{ status: 503 }, 'HTTP 503'], [{ status: 302 }, 'transfer.source.moved'], [{ body: '{"rows":1000}' }, 'transfer.target.not_acknowledged'], [{ body: `{"rows":1000,"sha256":"${'0'.repeat(64)}"}` }, 'transfer.target.not_acknowledged']] as const) {
    receiver.answer = () => answer
    expect(await codeOf(first.write())).toBe(code)
  }
  receiver.answer = () => ({})
  expect(await codeOf(opened('other').then((one) => one.write()))).toBe('transfer.target.refused')
  expect(await codeOf(opened(null))).toBe('transfer.target.secret_needed')
  expect(await codeOf(opened('s3cret', receiver.url, httpJson({ networks: [] })).then((one) => one.write()))).toBe('transfer.source.private_address')
  receiver.close()
  expect(await codeOf(first.write())).toMatch(/^E[A-Z]+$/) // the system's own words, which are no text of ours: an outage
})
