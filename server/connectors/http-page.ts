import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { isIP } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { SourceStopped } from '#base/source-stopped'
import { judgedLookup, Private } from './reachable.ts'

export type Asking = Readonly<{ headers: Readonly<Record<string, string>>; mayReach(address: string): boolean; /** Milliseconds before the second try; each later one waits twice as long. */ patience: number }>
type Answer = Readonly<{ status: number; retryAfter: number; charset: string; body: Buffer }>

const MOST_BYTES = 32 * 1024 ** 2
const TIMEOUT = 60_000
const TRIES = 4
const LONGEST_WAIT = 30_000

/** One page of an API as text. What may pass is tried again; what will not pass waits for a person. 接口取页 */
export async function askPage(url: URL, asking: Asking, signal: AbortSignal): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await send(url, asking, signal).catch((error: Error) => error)
    if (signal.aborted) throw signal.reason
    if (answer instanceof SourceStopped) throw answer
    if (!(answer instanceof Error)) {
      const { status, charset, body } = answer
      if (status >= 200 && status < 300) return textIn(body, charset)
      if (status >= 300 && status < 400) throw new SourceStopped('transfer.source.moved', { status })
      if (status === 401 || status === 403) throw new SourceStopped('transfer.source.login_refused', { says: `HTTP ${status}` })
      if (status === 404 || status === 410) throw new SourceStopped('transfer.source.no_table', { says: `HTTP ${status}` })
      if (status < 500 && ![408, 425, 429].includes(status)) throw new SourceStopped('transfer.source.answer_refused', { status })
    }
    if (attempt === TRIES) throw answer instanceof Error ? answer : new Error(`HTTP ${answer.status}`)
    const told = answer instanceof Error ? 0 : answer.retryAfter * 1000
    await wait(Math.min(LONGEST_WAIT, Math.max(told, asking.patience * 2 ** (attempt - 1))), undefined, { signal })
  }
}

/** Agencies also answer in GBK. */
function textIn(body: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(body)
  } catch {
    throw new SourceStopped('transfer.source.not_json', { says: charset })
  }
}

function send(url: URL, { headers, mayReach }: Asking, signal: AbortSignal): Promise<Answer> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const closed = new SourceStopped('transfer.source.private_address', { host })
  if (isIP(host) !== 0 && !mayReach(host)) return Promise.reject(closed)
  return new Promise((done, failed) => {
    const options = { headers: { accept: 'application/json', ...headers }, lookup: judgedLookup(mayReach), signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]) }
    const sent = (url.protocol === 'https:' ? secure : plain)(url, options, (answer) => {
      const parts: Buffer[] = []
      let bytes = 0
      answer.on('data', (part: Buffer) => {
        parts.push(part)
        bytes += part.length
        if (bytes > MOST_BYTES) answer.destroy(new SourceStopped('transfer.source.too_large', { megabytes: MOST_BYTES / 1024 ** 2 }))
      })
      answer.on('error', failed)
      answer.on('end', () => done({
        status: answer.statusCode ?? 500, retryAfter: Number(answer.headers['retry-after']) || 0, charset: /charset="?([\w-]+)/i.exec(answer.headers['content-type'] ?? '')?.[1] ?? 'utf-8', body: Buffer.concat(parts),
      }))
    })
    sent.on('error', (error) => failed(error instanceof Private ? closed : error))
    sent.end()
  })
}
