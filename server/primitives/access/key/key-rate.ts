import { tooMany } from '#base/errors'

/** Requests of one key in the minute that began then. */
type Minute = { from: number; requests: number }
const MINUTE = 60_000
const MOST_KEYS = 10_000
const minutes = new Map<string, Minute>()

/** Counts a request of a key and refuses those beyond what its class may ask in a minute; each process counts for itself. 密钥限速 */
export function countRequest(digest: Buffer, aMinute: number, now: Date): void {
  const name = digest.toString('base64')
  const at = now.getTime()
  const known = minutes.get(name)
  if (!known || at - known.from >= MINUTE || at < known.from) {
    if (minutes.size >= MOST_KEYS) minutes.clear()
    minutes.set(name, { from: at, requests: 1 })
    return
  }
  known.requests += 1
  if (known.requests > aMinute) throw tooMany('access.key_too_fast', { limit: aMinute, seconds: Math.ceil((known.from + MINUTE - at) / 1000) })
}
