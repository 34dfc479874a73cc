import { afterCommit } from './database.ts'
import type { Deed } from './deed.ts'

/** Rows of which there are few, that change seldom and are asked for all the time, kept whole in each process. 进程内索引
 *  A stamp in the database, random and new with every change, says which state they are in: a change that was rolled back is never taken for one that stands. */
export type Stamped<T> = Readonly<{
  /** The rows as this deed must see them; no SQL while the connection's last look is fresh. `lookAgain` looks at the stamp at once. */
  read(deed: Deed, lookAgain?: boolean): Promise<T>
  /** Says that this deed changed the rows: it reads them again itself, and the others do when it stands. */
  changed(deed: Deed): Promise<void>
}>

/** How long a connection may trust what it saw. */
const trustMilliseconds = 500
const kept = 4

export function stamped<T>(rows: { stampOf(deed: Deed): Promise<string>; restamp(deed: Deed, stamp: string): Promise<void>; load(deed: Deed): Promise<T> }): Stamped<T> {
  const states = new Map<string, T>()
  const seen = new WeakMap<object, { stamp: string; until: number; changes: number }>() // by connection
  const changers = new WeakSet<Deed>()
  let changes = 0 // made and committed here: whoever made one and asks again, on whatever connection, sees it
  return {
    async read(deed, lookAgain = false) {
      const known = seen.get(deed.tx)
      if (!lookAgain && !changers.has(deed) && known && known.changes === changes && known.until > performance.now()) {
        const state = states.get(known.stamp)
        if (state) return state
      }
      const stamp = await rows.stampOf(deed)
      seen.set(deed.tx, { stamp, until: changers.has(deed) ? 0 : performance.now() + trustMilliseconds, changes })
      const state = states.get(stamp)
      if (state) return state
      const loaded = await rows.load(deed)
      states.set(stamp, loaded)
      if (states.size > kept) states.delete(states.keys().next().value!)
      return loaded
    },
    async changed(deed) {
      changers.add(deed)
      afterCommit(deed.tx, () => { changes += 1 })
      await rows.restamp(deed, crypto.randomUUID())
    },
  }
}
