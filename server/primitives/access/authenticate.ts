import type { Clock } from '#base/clock'
import type { Database, Tx } from '#base/database'
import { anonymous, type Actor } from '#base/deed'
import { cookieOf, sessionCookie } from './cookie.ts'
import { countRequest } from './key/key-rate.ts'
import { readKey } from './key/read-key.ts'
import { touchKey } from './key/touch-key.ts'
import { readSession } from './session/read-session.ts'
import { touchSession } from './session/touch-session.ts'
import { digestOf, looksLikeToken } from './token.ts'

/** What a request shows of who sends it. */
export type Shown = Readonly<{ cookie?: string | undefined; authorization?: string | undefined; apiKey?: string | undefined; ip?: string }>
export type RateClass = 'low' | 'normal' | 'high'
/** The actor, and what only access knows of a login. 身份 */
export type Known = Readonly<{ actor: Actor; until: Date; touch: boolean; rateClass: RateClass | null; aMinute?: number; stage: 'enrol' | 'full' }>

type Entry = Readonly<{ known: Known | null; readAt: number }>
const cacheMilliseconds = 5_000
const longest = 50_000
const caches = new WeakMap<Database, Map<string, Entry>>()
const living = new Set<WeakRef<Map<string, Entry>>>()
const details = new WeakMap<Actor, Known>()

/** Who sends this? No SQL within five seconds of the last answer, otherwise one SELECT by primary key (and once a minute an UPDATE of last use). 身份认证 */
export async function authenticate(shown: Shown, database: Database, clock: Clock): Promise<Actor> {
  const session = cookieOf(shown.cookie, sessionCookie)
  const key = shown.apiKey ?? /^Bearer\s+(hh_\S+)$/i.exec(shown.authorization ?? '')?.[1]
  if (key === undefined && (session === null || !looksLikeToken(session))) return anonymous
  if (key !== undefined && !(key.startsWith('hh_') && looksLikeToken(key.slice(3)))) return anonymous
  const digest = digestOf(key ?? session!)
  const name = digest.toString('base64')
  const now = clock()
  const cache = cacheOf(database)
  const entry = cache.get(name)
  const age = entry ? now.getTime() - entry.readAt : Infinity
  if (entry && age >= 0 && age < cacheMilliseconds) return actorOf(counted(entry.known, digest, now), now)
  const known = await database.read({}, (tx: Tx) => (key === undefined ? readSession({ tx, now }, digest) : readKey({ tx, now }, digest)))
  if (known?.touch) await database.write({}, (tx) => (key === undefined ? touchSession : touchKey)({ tx, now }, digest))
  if (cache.size >= longest) cache.clear()
  cache.set(name, { known, readAt: now.getTime() })
  if (known) details.set(known.actor, known)
  return actorOf(counted(known, digest, now), now)
}

/** A key may ask so much in a minute and no more; a session is not counted. */
function counted(known: Known | null, digest: Buffer, now: Date): Known | null {
  if (known?.aMinute !== undefined) countRequest(digest, known.aMinute, now)
  return known
}

const actorOf = (known: Known | null, now: Date): Actor => (known && known.until > now ? known.actor : anonymous)

/** What is known of an actor that authenticate gave. */
export const knownOf = (actor: Actor): Known | undefined => details.get(actor)

/** Forgets a session in this process at once; other processes follow within five seconds. */
export function forget(digest: Buffer): void {
  for (const reference of living) reference.deref()?.delete(digest.toString('base64')) ?? living.delete(reference)
}
/** Forgets all sessions in this process: a grant or an account changed. */
export function forgetAll(): void {
  for (const reference of living) reference.deref()?.clear()
}

function cacheOf(database: Database): Map<string, Entry> {
  const known = caches.get(database)
  if (known) return known
  const made = new Map<string, Entry>()
  caches.set(database, made)
  living.add(new WeakRef(made))
  return made
}
