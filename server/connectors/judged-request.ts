import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { isIP } from 'node:net'
import { judgedLookup, Private } from './reachable.ts'

export type Sending = Readonly<{
  method?: 'GET' | 'POST'
  /** With the caller's signature or secret. */
  headers: Readonly<Record<string, string>>
  body?: string | Buffer
  mayReach(address: string): boolean
  /** So many bytes of the answer at most; 0 = its status says it all, and nothing of it is read. */
  most: number
  /** Ends it, whatever it is doing. */
  signal: AbortSignal
}>
export type Answer = Readonly<{ status: number; headers: Readonly<Record<string, string | string[] | undefined>>; body: Buffer }>

/** An answer with more bytes than were allowed. */
export class TooLong extends Error {
  override message = 'the answer is too long'
}

/**
 * One HTTP call to an address that somebody wrote down: `Private` where it leads into a closed network. No redirect is followed. 受检外呼
 * By hand, because the address must be judged where the connection is made, and fetch takes a lookup only inside a dispatcher of the package undici, whose copy within Node is not to be imported.
 */
export function judgedRequest(url: URL, { method = 'GET', headers, body, mayReach, most, signal }: Sending): Promise<Answer> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !mayReach(host)) return Promise.reject(new Private()) // no lookup is asked for a number
  return new Promise((done, failed) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const sent = (url.protocol === 'https:' ? secure : plain)(url, { method, headers: { ...headers, ...length }, lookup: judgedLookup(mayReach), signal }, (answer) => {
      const parts: Buffer[] = []
      let bytes = 0
      const told = () => done({ status: answer.statusCode ?? 500, headers: answer.headers, body: Buffer.concat(parts) })
      answer.on('error', failed)
      if (most === 0) {
        answer.destroy()
        return told()
      }
      answer.on('data', (part: Buffer) => {
        bytes += part.length
        if (bytes > most) answer.destroy(new TooLong())
        else parts.push(part)
      })
      answer.on('end', told)
    })
    sent.on('error', failed)
    sent.end(body)
  })
}
