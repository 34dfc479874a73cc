import { setTimeout as wait } from 'node:timers/promises'
import { SourceStopped } from '#base/source-stopped'
import { judgedRequest, TooLong, type Answer } from './judged-request.ts'
import { Private } from './reachable.ts'

export type Asking = Readonly<{ headers: Readonly<Record<string, string>>; mayReach(address: string): boolean; /** Milliseconds before the second try; each later one waits twice as long. */ patience: number }>

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
      const { status } = answer
      if (status >= 200 && status < 300) return textOf(answer)
      if (status >= 300 && status < 400) throw new SourceStopped('transfer.source.moved', { status })
      if (status === 401 || status === 403) throw new SourceStopped('transfer.source.login_refused', { says: `HTTP ${status}` })
      if (status === 404 || status === 410) throw new SourceStopped('transfer.source.no_table', { says: `HTTP ${status}` })
      if (status < 500 && ![408, 425, 429].includes(status)) throw new SourceStopped('transfer.source.answer_refused', { status })
    }
    if (attempt === TRIES) throw answer instanceof Error ? answer : new Error(`HTTP ${answer.status}`)
    const told = answer instanceof Error ? 0 : (Number(answer.headers['retry-after']) || 0) * 1000
    await wait(Math.min(LONGEST_WAIT, Math.max(told, asking.patience * 2 ** (attempt - 1))), undefined, { signal })
  }
}

/** Agencies also answer in GBK. */
function textOf({ headers, body }: Answer): string {
  const charset = /charset="?([\w-]+)/i.exec(String(headers['content-type'] ?? ''))?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset, { fatal: true }).decode(body)
  } catch {
    throw new SourceStopped('transfer.source.not_json', { says: charset })
  }
}

async function send(url: URL, { headers, mayReach }: Asking, signal: AbortSignal): Promise<Answer> {
  try {
    return await judgedRequest(url, { headers: { accept: 'application/json', ...headers }, mayReach, most: MOST_BYTES, signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]) })
  } catch (error) {
    if (error instanceof Private) throw new SourceStopped('transfer.source.private_address', { host: url.hostname.replace(/^\[|\]$/g, '') })
    if (error instanceof TooLong) throw new SourceStopped('transfer.source.too_large', { megabytes: MOST_BYTES / 1024 ** 2 })
    throw error
  }
}
