import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import type { EventMessage, Listener } from '#base/home'
import { push } from '#primitives/notice'
import { governance } from '../tables.ts'

/** Moves an incident to the end of the list of every unit that has or had it, and tells their systems: ids only. 单位派单流水 */
async function noteOrders(deed: Deed, events: readonly EventMessage[]): Promise<void> {
  const ids = events.map((event) => event.subjectId)
  const known = Map.groupBy(await governance(deed.tx).selectFrom('governance.unit_order').select(['unit_id', 'incident_id']).where('incident_id', 'in', ids).execute(), (row) => row.incident_id)
  const changes = events.flatMap((event) => {
    const { unit, unitBefore, supporting } = event.detail as { unit: string | null; unitBefore: string | null; supporting: readonly string[] | null }
    const units = new Set([unit, unitBefore, ...(supporting ?? []), ...(known.get(event.subjectId) ?? []).map((row) => row.unit_id)].filter((one) => one !== null))
    return [...units].map((unitId) => ({ unitId, event }))
  })
  // one order of locks for all: two that share two units must not wait for each other
  for (const [unitId, mine] of [...Map.groupBy(changes, (one) => one.unitId)].toSorted(([a], [b]) => (a < b ? -1 : 1))) await append(deed, unitId, mine.map((one) => one.event))
}

async function append(deed: Deed, unitId: string, events: readonly EventMessage[]): Promise<void> {
  const { rows } = await sql<{ last: bigint }>`insert into governance.unit_feed (unit_id, last) values (${unitId}, ${events.length}) on conflict (unit_id) do update set last = unit_feed.last + ${events.length} returning last`
    .execute(governance(deed.tx))
  const first = BigInt(rows[0]!.last) - BigInt(events.length) + 1n
  for (const [at, event] of events.entries()) {
    const row = { seq: first + BigInt(at), action: String(event.detail.action), at: event.at }
    await governance(deed.tx).insertInto('governance.unit_order').values({ unit_id: unitId, incident_id: event.subjectId, ...row })
      .onConflict((old) => old.columns(['unit_id', 'incident_id']).doUpdateSet(row)).execute()
    await push(deed, unitId, { type: 'governance.order_changed', incidentId: event.subjectId, action: row.action, version: Number(event.detail.version), cursor: String(row.seq) })
  }
}

export const orderListener: Listener = { name: 'governance.note_orders', on: 'matter.advanced', where: { kind: ['incident'], atUnit: [true] }, performAll: noteOrders }
