import type { Deed } from '#base/deed'

const SECONDS = 5
type Held = { at: number; value: unknown }
/** By connection: two databases in one process must not share what they know. */
const held = new WeakMap<object, Map<string, Held>>()

/** What is read so often and changed so seldom that five seconds of age do no harm. 短时缓存 */
export async function heldForAWhile<T>(deed: Deed, key: string, read: () => Promise<T>): Promise<T> {
  const mine = held.get(deed.tx) ?? new Map<string, Held>()
  held.set(deed.tx, mine)
  const known = mine.get(key)
  if (known && Math.abs(deed.now.getTime() - known.at) < SECONDS * 1000) return known.value as T
  const value = await read()
  mine.set(key, { at: deed.now.getTime(), value })
  return value
}

/** After a change in this transaction. */
export function forget(deed: Deed, key: string): void {
  held.get(deed.tx)?.delete(key)
}
