import { afterCommit } from '#base/database'
import type { Deed } from '#base/deed'
import { sql, type RawBuilder } from 'kysely'
import { randomUUIDv7 } from 'node:crypto'
import { announce } from './announce.ts'
import { laneOf, listenersOf } from './bind-listeners.ts'
import { event } from './tables.ts'

/** Writes an event in the caller's transaction: it exists if and only if the change exists; where somebody acts for another, it says for whom. Call it after the subject's row is locked. 记下消息 */
export async function record(deed: Deed, name: string, subjectId: string, detail: object): Promise<void> {
  const { parts, written } = recording(deed, name, subjectId, detail)
  await sql`with ${parts} select 1`.execute(event(deed.tx))
  written()
}

/** The same as parts of a `with` clause, for a change that is one statement itself; `from` makes the event hang on another part's row. Call `written` when the statement stands. */
export function recording(deed: Deed, name: string, subjectId: string, detail: object, from: RawBuilder<unknown> = sql``): { parts: RawBuilder<unknown>; written(): void } {
  const listeners = listenersOf(name, detail)
  const id = randomUUIDv7()
  const happened = sql`happened as (insert into event.event (id, name, subject_id, actor_id, at, detail)
    select ${id}::uuid, ${name}, ${subjectId}, ${deed.actor.id}, ${deed.now}::timestamptz, ${JSON.stringify(deed.subject === null ? detail : { ...detail, for: deed.subject })}::jsonb ${from} returning seq)`
  const told = sql`, told as (insert into event.delivery (event_id, listener, seq, subject_id, lane, next_at)
    select ${id}::uuid, listener, seq, ${subjectId}, ${laneOf(subjectId)}::smallint, ${deed.now}::timestamptz from happened, unnest(${sql.val(listeners)}::text[]) as listener)`
  return {
    parts: listeners.length === 0 ? happened : sql`${happened}${told}`,
    written: () => afterCommit(deed.tx, () => announce({ topic: name, id: subjectId }, listeners.length > 0)),
  }
}
