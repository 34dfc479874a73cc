import { Agent, request } from 'node:http'
import type { Answers } from './bare-server.ts'

export type Visitor = Readonly<{ cookie: string; questions: readonly string[]; items: readonly string[]; division: string }>
type Kind = 'home' | 'search' | 'item' | 'my matters'
type Asked = Readonly<{ name: string; path: string }>

/** What a visit asks the server for, as the pages do; files named by their content lie with the browser. */
const home: readonly Asked[] = [
  { name: 'home page', path: '/' }, { name: 'home session', path: '/session' }, { name: 'home city', path: '/city' }, { name: 'home terms', path: '/service-item/terms' }, { name: 'home unread', path: '/notices?limit=1&unread=true' },
  { name: 'home my matters', path: '/matters/own?open=true&limit=3' }, { name: 'home wallet', path: '/licence/licences' }, { name: 'home bookings', path: '/booking/bookings' }, { name: 'home ratings', path: '/rating/ratings?limit=50' },
]
const order: readonly Kind[] = ['home', 'search', 'home', 'item', 'home', 'my matters', 'home', 'search', 'home', 'home', 'item', 'search', 'home', 'search', 'home', 'item', 'home', 'my matters', 'home', 'search']

/** The twenty visits of one person, each as its requests. */
function visitsOf({ questions, items, division }: Visitor): Asked[][] {
  let [asked, read] = [0, 0]
  return order.map((kind) => kind === 'home' ? [...home]
    : kind === 'search' ? [{ name: 'search', path: `/service-item/items?q=${encodeURIComponent(questions[asked++]!)}&limit=20` }]
    : kind === 'item' ? [{ name: 'item', path: `/service-item/items/${items[read++]!}?division=${division}` }]
    : [{ name: 'my matters', path: '/matters/own?limit=20' }])
}

type Answer = Readonly<{ status: number; headers: Record<string, string>; body: Buffer }>
function get(agent: Agent, address: string, path: string, cookie: string): Promise<Answer> {
  return new Promise((done, fail) => {
    request(`${address}${path}`, { agent, headers: { cookie, accept: path === '/' ? 'text/html' : 'application/json', 'accept-encoding': 'gzip, br' } }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part)).on('error', fail).on('end', () => done({ status: answer.statusCode!, headers: answer.headers as Record<string, string>, body: Buffer.concat(parts) }))
    }).on('error', fail).end()
  })
}

const ownToConnection = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding', 'x-request-id'])
/** Every answer that the visits will get, asked for once. */
export async function answersTo(address: string, visitors: readonly Visitor[]): Promise<Answers> {
  const answers: Record<string, Answers[string]> = {}
  await peopleOf(visitors, 8, Infinity, visitors.length, async (agent, visitor) => {
    for (const { path } of visitsOf(visitor).flat()) {
      const key = `${visitor.cookie} ${path}`
      if (answers[key]) continue
      const { status, headers, body } = await get(agent, address, path, visitor.cookie)
      if (status !== 200) throw new Error(`${path}: ${status} ${body.toString().slice(0, 300)}`)
      answers[key] = { status, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !ownToConnection.has(name))), body: body.toString('base64') }
    }
  })
  return answers
}

type Times = { p50: string; p99: string; count: number }
const timesOf = (times: number[]): Times => { times.sort((a, b) => a - b); const at = (part: number): string => (times[Math.floor(times.length * part)] ?? 0).toFixed(1); return { p50: at(0.5), p99: at(0.99), count: times.length } }

/** So many people at once, each on a connection and an address of their own, one request after another. */
export async function visit(address: string, visitors: readonly Visitor[], { workers, seconds }: { workers: number; seconds: number }): Promise<{ visits: number; requests: number; all: Times; kinds: Record<string, Times> }> {
  const times: Record<string, number[]> = {}
  let visits = 0
  const began = performance.now()
  const end = began + seconds * 1000
  await peopleOf(visitors, workers, end, Infinity, async (agent, visitor) => {
    for (const asked of visitsOf(visitor)) {
      if (performance.now() > end) return
      for (const { name, path } of asked) {
        const from = performance.now()
        const { status } = await get(agent, address, path, visitor.cookie)
        if (status !== 200) throw new Error(`${path}: ${status}`)
        ;(times[name] ??= []).push(performance.now() - from)
      }
      visits += 1
    }
  })
  const took = (performance.now() - began) / 1000
  const all = Object.values(times).flat()
  return { visits: visits / took, requests: all.length / took, all: timesOf(all), kinds: Object.fromEntries(Object.entries(times).map(([name, some]) => [name, timesOf(some)])) }
}

let people = 0
async function peopleOf(visitors: readonly Visitor[], workers: number, until: number, most: number, come: (agent: Agent, visitor: Visitor) => Promise<void>): Promise<void> {
  let came = 0
  await Promise.all(Array.from({ length: workers }, async () => {
    while (performance.now() < until && came < most) {
      const visitor = visitors[came++ % visitors.length]!
      people += 1
      const agent = new Agent({ keepAlive: true, maxSockets: 1, localAddress: `127.${1 + ((people >> 16) & 63)}.${(people >> 8) & 255}.${people & 255}` }) // how often one address may search is counted
      await come(agent, visitor)
      agent.destroy()
    }
  }))
}
