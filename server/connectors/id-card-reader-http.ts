import { createHmac } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Card, CardReader } from '#systems/counter'
import { judgedRequest } from './judged-request.ts'
import { reachable } from './reachable.ts'

/** The agent of the reader on the machine of one window. */
export type ReaderAt = Readonly<{ hall: string; counter: string; window: number; url: string; secret: string }>
type Options = Readonly<{ networks: readonly string[]; timeout?: number; clock: () => Date }>

/** The readers in card-readers.json of the key folder; null where a city has none. */
export function cardReadersOf(keyFolder: string): readonly ReaderAt[] | null {
  const path = join(keyFolder, 'card-readers.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ReaderAt[]) : null
}

/** A reader by its local agent: GET /card on the window's machine, signed as our other calls are; 204 = nothing lies on it, 200 = { name, number, valid_until }. The server asks, not the browser: what a page says a chip said proves nothing. 身份证阅读器（本机代理） */
export function idCardReaderHttp(readers: readonly ReaderAt[], { networks, timeout = 8000, clock }: Options): CardReader {
  const mayReach = reachable(networks)
  return {
    read: async ({ hall, counter, window }) => {
      const reader = readers.find((one) => one.hall === hall && one.counter === counter && one.window === window)
      if (!reader) return 'no_reader'
      const at = new URL(`${reader.url.replace(/\/$/, '')}/card`)
      const seconds = Math.floor(clock().getTime() / 1000)
      const signature = createHmac('sha256', reader.secret).update(`${seconds}.GET ${at.pathname}.`).digest('hex')
      const answer = await judgedRequest(at, { headers: { 'haihe-signature': `t=${seconds},v1=${signature}` }, mayReach, most: 4096, signal: AbortSignal.timeout(timeout) })
      if (answer.status === 204) return 'no_card'
      if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`)
      return cardIn(answer.body.toString('utf8'))
    },
  }
}

/** The name as long as a card has room for, the number as cards have it, a last day or 长期. */
function cardIn(text: string): Card {
  const said = JSON.parse(text) as Record<string, unknown>
  const [name, number, until] = [said.name, said.number, said.valid_until]
  if (typeof name !== 'string' || name.trim() === '' || name.length > 60 || typeof number !== 'string' || !/^\d{17}[\dXx]$/.test(number)) throw new Error('the answer is no card')
  if (until !== null && !(typeof until === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(until))) throw new Error('the card says no last day')
  return { name: name.trim(), number: number.toUpperCase(), validUntil: until }
}
