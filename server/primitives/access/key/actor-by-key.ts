import type { Actor, Deed } from '#base/deed'
import { digestOf, looksLikeToken } from '../token.ts'
import { countRequest } from './key-rate.ts'
import { readKey } from './read-key.ts'

/** Who shows this key, for protocols that put it into the body of a request; null when it is unknown, revoked or past its time. 按密钥识别 */
export async function actorByKey(deed: Deed, key: string): Promise<Actor | null> {
  if (!key.startsWith('hh_') || !looksLikeToken(key.slice(3))) return null
  const digest = digestOf(key)
  const known = await readKey(deed, digest)
  if (!known) return null
  countRequest(digest, known.aMinute!, deed.now)
  return known.actor
}
