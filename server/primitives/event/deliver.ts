import type { Database } from '#base/database'
import type { Deed } from '#base/deed'
import type { EventMessage, Listener } from '#base/home'
import { jobActor } from '#base/jobs'
import { log } from '#base/log'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { listenerNamed } from './bind-listeners.ts'
import { event } from './tables.ts'

const TRIES = 5
type Due = { event_id: string; listener: string; seq: bigint; tries: number; name: string; subject_id: string; actor_id: string; at: Date; detail: Record<string, unknown> }

/** Delivers what is due in these lanes, the first undone event of each (listener, subject); returns how many were done. */
export async function deliverDue(database: Database, lanes: readonly number[], now: Date): Promise<number> {
  const due = await database.read({ job: 'event.deliver' }, (tx) => sql<Due>`
    select d.event_id, d.listener, d.seq, d.tries, e.name, e.subject_id, e.actor_id, e.at, e.detail
    from (select distinct on (listener, subject_id) event_id, listener, seq, subject_id, tries, next_at, parked_at
          from event.delivery where lane = any(${lanes}::smallint[]) and done_at is null order by listener, subject_id, seq) d
    join event.event e on e.subject_id = d.subject_id and e.id = d.event_id
    where d.parked_at is null and d.next_at <= ${now} order by d.seq limit 200`.execute(event(tx)).then((result) => result.rows))
  let done = 0
  for (const [name, some] of Map.groupBy(due, (one) => one.listener)) {
    const listener = listenerNamed(name)
    if (listener && 'performAll' in listener && some.length > 1 && (await deliver(database, listener, some, now).then(() => true, () => false))) done += some.length
    else for (const one of some) if (await deliverOne(database, listener, one, now)) done++
  }
  return done
}

/** One transaction: marked done and done. Only those still undone are performed, so that nothing happens twice. */
async function deliver(database: Database, listener: Listener, some: readonly Due[], now: Date): Promise<void> {
  await database.write({ job: listener.name }, async (tx) => {
    const deed: Deed = { tx, actor: jobActor(listener.name), subject: null, purpose: null, requestId: randomUUID(), now }
    const mine = await event(tx).updateTable('event.delivery').set({ done_at: now })
      .where('event_id', 'in', some.map((one) => one.event_id)).where('listener', '=', listener.name).where('done_at', 'is', null).returning('event_id').execute()
    const ids = new Set(mine.map((row) => row.event_id))
    const events = some.filter((one) => ids.has(one.event_id)).map(messageOf)
    if (events.length === 0) return
    if ('performAll' in listener) await listener.performAll(deed, events)
    else for (const one of events) await listener.perform(deed, one)
  })
}

const messageOf = (due: Due): EventMessage => ({ id: due.event_id, seq: BigInt(due.seq), name: due.name, subjectId: due.subject_id, actorId: due.actor_id, at: due.at, detail: due.detail })

async function deliverOne(database: Database, listener: Listener | undefined, due: Due, now: Date): Promise<boolean> {
  try {
    if (!listener) throw new Error(`no listener is named ${due.listener}`)
    await deliver(database, listener, [due], now)
    return true
  } catch (error) {
    const tries = due.tries + 1
    const fault = (error as Error).message.slice(0, 500)
    log.error({ err: { message: fault, stack: (error as Error).stack }, listener: due.listener, eventId: due.event_id, tries }, 'delivery failed')
    await database.write({ job: 'event.deliver' }, (tx) => event(tx).updateTable('event.delivery')
      .set({ tries, fault, next_at: new Date(now.getTime() + 1000 * 4 ** due.tries), parked_at: tries >= TRIES ? now : null })
      .where('event_id', '=', due.event_id).where('listener', '=', due.listener).execute())
    return false
  }
}
