import { afterCommit } from '#base/database'
import type { Deed } from '#base/deed'
import { sql } from 'kysely'
import { randomUUIDv7 } from 'node:crypto'
import { announce } from './announce.ts'
import { laneOf, listenersOf } from './bind-listeners.ts'
import { event } from './tables.ts'

/** Writes an event in the caller's transaction: it exists if and only if the change exists. Call it after the subject's row is locked. 记下消息 */
export async function record(deed: Deed, name: string, subjectId: string, detail: object): Promise<void> {
  const listeners = listenersOf(name, detail)
  const id = randomUUIDv7()
  const row = sql`insert into event.event (id, name, subject_id, actor_id, at, detail)
    values (${id}, ${name}, ${subjectId}, ${deed.actor.id}, ${deed.now}, ${JSON.stringify(detail)})`
  if (listeners.length === 0) await row.execute(event(deed.tx))
  else
    await sql`with happened as (${row} returning seq)
      insert into event.delivery (event_id, listener, seq, subject_id, lane, next_at)
      select ${id}, listener, seq, ${subjectId}, ${laneOf(subjectId)}, ${deed.now} from happened, unnest(${sql.val(listeners)}::text[]) as listener`.execute(event(deed.tx))
  afterCommit(deed.tx, () => announce({ topic: name, id: subjectId }, listeners.length > 0))
}
