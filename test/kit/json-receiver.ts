import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

type Message = Readonly<{ kind: 'rows' | 'removed' | 'finished'; delivery: string; keys: readonly string[]; rows: readonly Record<string, unknown>[] | number }>

/** A receiver as docs/how-to/connect-a-source.md describes it: it checks the signature, takes each key once, and says what it has. `answer` may spoil what it says. */
export type JsonReceiver = {
  url: string
  rows: Map<string, Record<string, unknown>>
  /** Keys of idempotency, in the order in which they came, again or not. */
  came: string[]
  answer(message: Message): Readonly<{ status?: number; body?: string }>
  close(): void
}

export async function jsonReceiver(secret: string): Promise<JsonReceiver> {
  const known = new Map<string, string>(), sums = new Map<string, string[]>()
  const receiver: JsonReceiver = { url: '', rows: new Map(), came: [], answer: () => ({}), close: () => { server.closeAllConnections(); server.close() } }
  const told = (body: string, message: Message): object => {
    const { kind, delivery, keys, rows } = message
    const sha256 = createHash('sha256').update(body).digest('hex')
    const mine = sums.get(delivery) ?? []
    if (typeof rows === 'number') return { rows: receiver.rows.size, sha256: createHash('sha256').update(mine.join('')).digest('hex') }
    for (const row of rows) {
      const key = JSON.stringify(keys.map((name) => row[name]))
      if (kind === 'removed') receiver.rows.delete(key)
      else receiver.rows.set(key, row)
    }
    if (kind === 'rows') sums.set(delivery, [...mine, sha256])
    return { rows: rows.length, sha256 }
  }
  const server = createServer((request, answer) => void bodyOf(request).then((body) => {
    const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(String(request.headers['haihe-signature'])) ?? []
    const key = String(request.headers['idempotency-key'])
    if (createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex') !== signature) return answer.writeHead(401).end()
    receiver.came.push(key)
    const message = JSON.parse(body) as Message
    const { status = 200, body: spoiled } = receiver.answer(message)
    if (status !== 200) return answer.writeHead(status).end()
    const said = known.get(key) ?? JSON.stringify(told(body, message))
    known.set(key, said)
    return answer.end(spoiled ?? said)
  }))
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return receiver
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}
