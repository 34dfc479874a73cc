import { createHmac } from 'node:crypto'
import type { Outcome, WebhookPort } from '#primitives/notice'
import { judgedRequest } from './judged-request.ts'
import { Private, reachable } from './reachable.ts'

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
      const headers = { 'content-type': 'application/json', 'haihe-delivery': id, 'haihe-signature': `t=${seconds},v1=${signature}` }
      const answer = await judgedRequest(new URL(url), { method: 'POST', headers, body, mayReach, most: 0, signal: AbortSignal.timeout(timeout) }).catch((error: Error) => {
        if (error instanceof Private) return error
        throw error
      })
      if (answer instanceof Private) return { refused: answer.message }
      const { status } = answer
      if (status >= 200 && status < 300) return 'sent'
      if (status >= 400 && status < 500 && ![408, 425, 429].includes(status)) return { refused: `HTTP ${status}` }
      throw new Error(`HTTP ${status}`)
    },
  }
}
