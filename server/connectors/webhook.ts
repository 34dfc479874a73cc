import { createHmac } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { Outcome, WebhookPort } from '#primitives/notice'

const TIMEOUT = 10_000

/** Addresses that no unit's system has, but this machine or its cloud may answer on. Private ranges stay allowed: a city's network is one. */
const isOwn = (address: string): boolean =>
  /^(127\.|0\.|169\.254\.)/.test(address) || ['::1', '::'].includes(address) || /^fe80:/i.test(address) || /^::ffff:(127|0|169\.254)\./i.test(address)

export type WebhookOptions = Readonly<{ allowLoopback?: boolean; timeout?: number; clock: () => Date }>

/** Signed POSTs to units' own systems. No redirect is followed; 4xx other than 408, 425 and 429 refuse for good. 对接推送 */
export const webhook = ({ allowLoopback = false, timeout = TIMEOUT, clock }: WebhookOptions): WebhookPort => ({
  async post({ id, url, secret, body }): Promise<Outcome> {
    const { hostname } = new URL(url)
    const host = hostname.replace(/^\[|\]$/g, '')
    const addresses = isIP(host) ? [host] : (await lookup(host, { all: true })).map(({ address }) => address)
    if (!allowLoopback && addresses.some(isOwn)) return { refused: 'the address is one of this machine' }
    const seconds = Math.floor(clock().getTime() / 1000)
    const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
    const answer = await fetch(url, {
      method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(timeout),
      headers: { 'content-type': 'application/json', 'haihe-delivery': id, 'haihe-signature': `t=${seconds},v1=${signature}` },
    })
    await answer.body?.cancel()
    if (answer.ok) return 'sent'
    if (answer.status >= 400 && answer.status < 500 && ![408, 425, 429].includes(answer.status)) return { refused: `HTTP ${answer.status}` }
    throw new Error(`HTTP ${answer.status}`)
  },
})
