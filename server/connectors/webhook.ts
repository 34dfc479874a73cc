import { createHmac } from 'node:crypto'
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { isIP } from 'node:net'
import type { Outcome, WebhookPort } from '#primitives/notice'
import { judgedLookup, Private, reachable } from './reachable.ts'

const TIMEOUT = 10_000

/** `networks`: ranges that are private and yet allowed, because units' systems lie in them. */
export type WebhookOptions = Readonly<{ networks?: readonly string[]; timeout?: number; clock: () => Date }>

/** Signed POSTs to units' own systems. No redirect is followed; 4xx other than 408, 425 and 429 refuse for good. 对接推送 */
export const webhook = ({ networks = [], timeout = TIMEOUT, clock }: WebhookOptions): WebhookPort => {
  const mayReach = reachable(networks)
  return {
    async post({ id, url, secret, body }): Promise<Outcome> {
      const seconds = Math.floor(clock().getTime() / 1000)
      const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'haihe-delivery': id, 'haihe-signature': `t=${seconds},v1=${signature}` }
      const status = await send(new URL(url), { headers, body, timeout, mayReach })
      if (status === 'private') return { refused: 'the address is private or of this machine' }
      if (status >= 200 && status < 300) return 'sent'
      if (status >= 400 && status < 500 && ![408, 425, 429].includes(status)) return { refused: `HTTP ${status}` }
      throw new Error(`HTTP ${status}`)
    },
  }
}

type Sending = Readonly<{ headers: Record<string, string | number>; body: string; timeout: number; mayReach(address: string): boolean }>

function send(url: URL, { headers, body, timeout, mayReach }: Sending): Promise<number | 'private'> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !mayReach(host)) return Promise.resolve('private')
  return new Promise((done, failed) => {
    const sent = (url.protocol === 'https:' ? secure : plain)(url, { method: 'POST', headers, lookup: judgedLookup(mayReach), signal: AbortSignal.timeout(timeout) }, (answer) => {
      answer.destroy() // the status says it all
      done(answer.statusCode ?? 500)
    })
    sent.on('error', (error) => (error instanceof Private ? done('private') : failed(error)))
    sent.end(body)
  })
}
