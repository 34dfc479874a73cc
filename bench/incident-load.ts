import { randomUUIDv7 } from 'node:crypto'
import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })
export type Cookies = Readonly<Record<'li' | 'chen' | 'huang' | 'bai', string>>

/** One POST; refuses to go on when the answer is no success. What it was answered. */
export function post(address: string, path: string, cookie: string, body: object): Promise<string> {
  return new Promise((done, fail) => {
    const text = JSON.stringify(body)
    const sent = request(`${address}${path}`, { method: 'POST', agent, headers: { cookie, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } }, (answer) => {
      let told = ''
      answer.setEncoding('utf8').on('data', (part: string) => { told += part }).on('end', () => (answer.statusCode! < 300 ? done(told) : fail(new Error(`${path}: ${answer.statusCode} ${told.slice(0, 300)}`))))
    })
    sent.on('error', fail).end(text)
  })
}

const unit = '120103-housing-construction'
/** The five requests of a life: report → dispatch → handle → verify → close. */
export const requests: readonly ((address: string, cookies: Cookies, id: string) => Promise<unknown>)[] = [
  (address, { li }, id) => post(address, '/governance/incidents', li, { id, words: '楼下水管漏水，流了一地', divisionCode: '120103', itemCode: 'E51002' }),
  (address, { chen }, id) => post(address, `/governance/incidents/${id}/dispatch`, chen, { unitId: unit, supporting: [] }),
  (address, { huang }, id) => post(address, `/governance/incidents/${id}/handle`, huang, { note: '已更换管段' }),
  (address, { bai }, id) => post(address, `/governance/incidents/${id}/verify`, bai, {}),
  (address, { chen }, id) => post(address, `/governance/incidents/${id}/close`, chen, {}),
]
export async function life(address: string, cookies: Cookies): Promise<void> {
  const id = randomUUIDv7()
  for (const step of requests) await step(address, cookies, id)
}

/** Runs lives from so many workers for so many seconds; lives a second. */
export async function rate(workers: number, seconds: number, one: () => Promise<void>): Promise<number> {
  const began = performance.now()
  let done = 0
  await Promise.all(Array.from({ length: workers }, async () => { while (performance.now() - began < seconds * 1000) { await one(); done++ } }))
  return done / ((performance.now() - began) / 1000)
}

/** Starts so many lives each second whether or not earlier ones are done; how many succeeded and how long they took. */
export async function burst(perSecond: number, seconds: number, one: () => Promise<void>): Promise<{ started: number; succeeded: number; p95: number }> {
  const times: number[] = []
  const running: Promise<void>[] = []
  for (let i = 0; i < perSecond * seconds; i++) {
    const began = performance.now()
    running.push(one().then(() => { times.push(performance.now() - began) }, () => {}))
    await new Promise((wait) => setTimeout(wait, 1000 / perSecond))
  }
  await Promise.all(running)
  times.sort((a, b) => a - b)
  return { started: running.length, succeeded: times.length, p95: Math.round(times[Math.floor(times.length * 0.95)] ?? 0) }
}
