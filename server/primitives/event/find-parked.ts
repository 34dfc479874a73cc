import type { Deed } from '#base/deed'
import { sql } from 'kysely'
import type { ParkedDelivery } from './contract.ts'
import { event } from './tables.ts'

/** Deliveries that failed five times, and how many later ones wait behind each. 搁置的消息 */
export async function findParked(deed: Deed): Promise<{ items: ParkedDelivery[] }> {
  const { rows } = await sql<Omit<ParkedDelivery, 'parkedAt'> & { parkedAt: Date }>`
    select d.event_id as "eventId", d.listener, e.name, d.subject_id as "subjectId", d.tries, d.parked_at as "parkedAt", d.fault,
      (select count(*)::int from event.delivery w where w.lane = d.lane and w.listener = d.listener and w.subject_id = d.subject_id and w.done_at is null and w.seq > d.seq) as waiting
    from event.delivery d join event.event e on e.subject_id = d.subject_id and e.id = d.event_id
    where d.parked_at is not null and d.done_at is null order by d.seq limit 200`.execute(event(deed.tx))
  return { items: rows.map((row) => ({ ...row, parkedAt: row.parkedAt.toISOString() })) }
}
