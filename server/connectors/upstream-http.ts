import { createHmac } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { isIP } from 'node:net'
import { join } from 'node:path'
import type { Upstream } from '#systems/exchange'
import { judgedLookup, Private, reachable } from './reachable.ts'

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
  const call = (method: 'GET' | 'POST', path: string, body = ''): Promise<string> => {
    const at = new URL(`${url.replace(/\/$/, '')}${path}`)
    const host = at.hostname.replace(/^\[|\]$/g, '')
    if (isIP(host) !== 0 && !mayReach(host)) return Promise.reject(new Private('the address is private or of this machine'))
    const seconds = Math.floor(clock().getTime() / 1000)
    const signature = createHmac('sha256', secret).update(`${seconds}.${method} ${at.pathname}${at.search}.${body}`).digest('hex')
    return new Promise((done, failed) => {
      const sent = (at.protocol === 'https:' ? secure : plain)(at, {
        method, lookup: judgedLookup(mayReach), signal: AbortSignal.timeout(timeout),
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'haihe-signature': `t=${seconds},v1=${signature}` },
      }, (answer) => {
        const parts: Buffer[] = []
        let size = 0
        answer.on('data', (part: Buffer) => {
          if ((size += part.length) > MOST_BYTES) answer.destroy(new Error('the answer is too long'))
          else parts.push(part)
        })
        answer.on('error', failed)
        answer.on('end', () => ((answer.statusCode ?? 500) >= 300 ? failed(new Error(`HTTP ${answer.statusCode}`)) : done(Buffer.concat(parts).toString('utf8'))))
      })
      sent.on('error', failed)
      sent.end(body)
    })
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
