import { afterCommit } from '#base/database'
import type { Deed } from '#base/deed'

/** What happened in this process since the last batch: for the dispatcher's NOTIFY, and to wake it at once. */
export type Announcement = Readonly<{ topic: string; id: string }>

let batch: Announcement[] = []
let wake: () => void = () => {}

export function announce(what: Announcement, deliver: boolean): void {
  if (batch.length < 10_000) batch.push(what) // beyond that clients refetch on their next look; events themselves are safe in the database
  if (deliver) wake()
}
/** Tells open screens that something of this kind changed, and not what: for what is nobody else's business. */
export const hint = (deed: Deed, topic: string): void => afterCommit(deed.tx, () => announce({ topic, id: '' }, false))
export const takeAnnouncements = (): Announcement[] => {
  const taken = batch
  batch = []
  return taken
}
export const onAnnounce = (act: () => void): void => { wake = act }
