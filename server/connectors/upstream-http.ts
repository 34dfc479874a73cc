import { createHmac } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Upstream } from '#systems/exchange'
import { judgedRequest } from './judged-request.ts'
import { reachable } from './reachable.ts'

export type UpstreamAccount = Readonly<{ name: string; url: string; secret: string }>
type Options = Readonly<{ networks: readonly string[]; timeout?: number; clock: () => Date }>
const MOST_BYTES = 10_000_000

/** The account in upstream.json of the key folder; null where a city has no platform above it. */
export function upstreamAccount(keyFolder: string): UpstreamAccount | null {
  const path = join(keyFolder, 'upstream.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as UpstreamAccount) : null
}

/** The platform above by HTTP, each call signed as our own pushes are: POST /entries, GET /requests?after=…, POST /requests/<id>/answer. What it needs otherwise is a connector of its own. 上级平台（HTTP） */
export function upstreamHttp({ name, url, secret }: UpstreamAccount, { networks, timeout = 20_000, clock }: Options): Upstream {
  const mayReach = reachable(networks)
  const call = async (method: 'GET' | 'POST', path: string, body = ''): Promise<string> => {
    const at = new URL(`${url.replace(/\/$/, '')}${path}`)
    const seconds = Math.floor(clock().getTime() / 1000)
    const signature = createHmac('sha256', secret).update(`${seconds}.${method} ${at.pathname}${at.search}.${body}`).digest('hex')
    const headers = { 'content-type': 'application/json', 'haihe-signature': `t=${seconds},v1=${signature}` }
    const answer = await judgedRequest(at, { method, headers, body, mayReach, most: MOST_BYTES, signal: AbortSignal.timeout(timeout) })
    if (answer.status >= 300) throw new Error(`HTTP ${answer.status}`)
    return answer.body.toString('utf8')
  }
  return {
    name,
    register: async (entries) => { await call('POST', '/entries', JSON.stringify({ entries })) },
    requests: async (after) => {
      const page = JSON.parse(await call('GET', `/requests${after === null ? '' : `?after=${encodeURIComponent(after)}`}`)) as Awaited<ReturnType<Upstream['requests']>>
      if (!Array.isArray(page.requests)) throw new Error('the answer has no list of requests')
      return { requests: page.requests, next: typeof page.next === 'string' ? page.next : null }
    },
    answer: async (answer) => { await call('POST', `/requests/${encodeURIComponent(answer.id)}/answer`, JSON.stringify(answer)) },
  }
}
