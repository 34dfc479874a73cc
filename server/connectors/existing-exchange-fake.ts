import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

type Entry = Readonly<{ id: string; gone?: boolean }> & Readonly<Record<string, unknown>>
type Row = Readonly<Record<string, unknown>>
export type FakeExistingExchange = Readonly<{
  url: string
  /** What it lists and keeps; a test changes them as the platform would. */
  entries: Entry[]; rows: Map<string, Row[]>
  /** Every call that was heard, in order. */
  heard: readonly string[]
  /** `out`: it answers 503; `silent`: it never answers; `wild`: it answers about somebody else. */
  behave(how: 'well' | 'out' | 'silent' | 'wild'): void
  close(): Promise<void>
}>

/** An existing platform for tests, by real HTTP: two entries a page, and calls without the right signature are refused. 既有共享平台（模拟） */
export async function existingExchangeFake(secret: string): Promise<FakeExistingExchange> {
  const [entries, rows, heard]: [Entry[], Map<string, Row[]>, string[]] = [[], new Map(), []]
  let how: Parameters<FakeExistingExchange['behave']>[0] = 'well'
  const server = createServer(async (request, answer) => {
    const asked = request.method === 'POST' ? await json(request) as { field: string; values: string[]; fields: string[]; most: number } : null
    const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(request.headers['haihe-signature'])) ?? []
    heard.push(`${request.method} ${request.url}`)
    const reply = (status: number, body: unknown) => { answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)) }
    if (signature !== createHmac('sha256', secret).update(`${seconds}.${request.method} ${request.url}.${asked ? JSON.stringify(asked) : ''}`).digest('hex')) return reply(401, {})
    if (how === 'silent') return
    if (how === 'out') return reply(503, {})
    const at = new URL(request.url!, 'http://fake')
    if (!asked) {
      const from = Number(at.searchParams.get('after') ?? 0)
      return reply(200, { entries: entries.slice(from, from + 2), next: from + 2 < entries.length ? String(from + 2) : null })
    }
    const kept = rows.get(decodeURIComponent(at.pathname.split('/')[2]!)) ?? []
    return reply(200, { answers: asked.values.map((value) => ({ value, rows: kept.filter((row) => how === 'wild' || row[asked.field] === value).slice(0, asked.most) })) })
  }).listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, entries, rows, heard,
    behave: (now) => { how = now },
    close: () => new Promise((done) => { server.close(() => done()); server.closeAllConnections() }),
  }
}
