import { createHmac } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Carrier, Status, Word } from '#systems/delivery'
import { judgedRequest } from './judged-request.ts'
import { reachable } from './reachable.ts'

export type CarrierAccount = Readonly<{ url: string; secret: string }>
type Options = Readonly<{ networks: readonly string[]; timeout?: number; clock: () => Date }>
const statuses: ReadonlySet<string> = new Set<Status>(['moving', 'arrived', 'at_locker', 'received', 'returned', 'lost'])

/** Post and cabinets in carriers.json of the key folder; none where the city has no connector to them. */
export function carrierAccounts(keyFolder: string): Partial<Record<'post' | 'locker', CarrierAccount>> {
  const path = join(keyFolder, 'carriers.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Partial<Record<'post' | 'locker', CarrierAccount>>) : {}
}

/** The post, or cabinets, by HTTP; each call signed as our other calls are (haihe-signature: t=…,v1=HMAC-SHA256 of “t.METHOD path.body”). 承运商（HTTP）
 *  POST /orders { id, from, to: { name, phone, address } | null, cabinet | null } → { tracking, box | null }: the same id is the same order.
 *  POST /cancel { tracking } → 2xx, also where it was cancelled before.
 *  POST /words { trackings: […] } → { words: [{ id, tracking, status, at, place | null }] }: all there are; status moving, arrived, at_locker, received, returned or lost; at an ISO instant.
 *  What they call themselves: POST /delivery/words/<post|locker> with one such word, and a cabinet POST /delivery/cabinets/<code>/open { code | null, number | null } → { boxes: [{ box, tracking }] },
 *  each with t and v1 = HMAC-SHA256 over the lines t, path and fields in this order, an empty line for null. */
export function parcelCarrierHttp({ url, secret }: CarrierAccount, { networks, timeout = 10_000, clock }: Options): Carrier {
  const mayReach = reachable(networks)
  const post = async (path: string, content: object): Promise<Record<string, unknown>> => {
    const at = new URL(`${url.replace(/\/$/, '')}${path}`)
    const body = JSON.stringify(content)
    const seconds = Math.floor(clock().getTime() / 1000)
    const signature = createHmac('sha256', secret).update(`${seconds}.POST ${at.pathname}.${body}`).digest('hex')
    const answer = await judgedRequest(at, { method: 'POST', headers: { 'content-type': 'application/json', 'haihe-signature': `t=${seconds},v1=${signature}` }, body, mayReach, most: 2_000_000, signal: AbortSignal.timeout(timeout) })
    if (answer.status >= 300) throw new Error(`HTTP ${answer.status}`)
    return answer.body.length === 0 ? {} : (JSON.parse(answer.body.toString('utf8')) as Record<string, unknown>)
  }
  return {
    secret,
    async order(sending) {
      const { tracking, box } = await post('/orders', sending)
      if (typeof tracking !== 'string' || !/^[A-Za-z0-9-]{4,40}$/.test(tracking) || !(box === null || box === undefined || (typeof box === 'string' && box.length <= 20))) throw new Error('the answer is no order')
      return { tracking, box: box ?? null }
    },
    cancel: async (tracking) => void (await post('/cancel', { tracking })),
    async ask(trackings) {
      const { words } = await post('/words', { trackings })
      if (!Array.isArray(words)) throw new Error('the answer has no list of words')
      return words.map(wordIn)
    },
  }
}

function wordIn(said: unknown): Word {
  const { id, tracking, status, at, place } = said as Record<string, unknown>
  const when = typeof at === 'string' ? new Date(at) : new Date(Number.NaN)
  if (typeof id !== 'string' || !/^[A-Za-z0-9._:-]{1,80}$/.test(id) || typeof tracking !== 'string' || tracking.length > 40 || typeof status !== 'string' || !statuses.has(status) || Number.isNaN(when.getTime())) throw new Error('one of the answers is no word')
  return { id, tracking, status: status as Status, at: when, place: typeof place === 'string' && place !== '' ? place.slice(0, 100) : null }
}
