import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { contributedOutside, type OutsideEntry } from '#primitives/registry'
import type { EntryFault } from '../change/entry-faults.ts'
import type { Entry } from '../resource/entry.ts'
import { exchange } from '../tables.ts'

/** What the existing platform lists under an id. 既有目录条目 */
export async function requireOutside(deed: Deed, id: string): Promise<OutsideEntry> {
  const listed = (await contributedOutside()?.entries(deed, [id]))?.get(id)
  if (!listed) throw notFound('exchange.outside_unknown')
  if (listed.goneAt !== null) throw conflict('exchange.outside_gone')
  return listed
}

/** One of the actor's own unit that can be drawn from; another's is as unknown as none: nothing in it is unreadable, and no entry here is drawn from it or is on its way. Asked after the lock of `nextCode`, so that of two at once the second finds the first. */
export async function requireDrawable(deed: Deed, id: string): Promise<OutsideEntry> {
  const listed = await requireOutside(deed, id)
  if (listed.unitId === null || listed.unitId !== deed.actor.departmentId) throw notFound('exchange.outside_unknown')
  if (!listed.whole) throw conflict('exchange.outside_faulty')
  const { rows: [taken] } = await sql<{ code: string }>`select code from exchange.resource where drawn_from = ${id} and withdrawn_at is null
    union all select resource_code from exchange.change where content ->> 'drawn_from' = ${id} and kind = 'new' and ended_at is null limit 1`.execute(exchange(deed.tx))
  if (taken) throw conflict('exchange.outside_drawn', { resource: taken.code })
  return listed
}

/** Every field is one that the platform gives, of the same type; otherwise nothing could be answered. */
export const drawnFaults = ({ fields }: Entry, listed: OutsideEntry): EntryFault[] => {
  const given = new Map(listed.fields.map(({ field, type }) => [field, type]))
  return fields.filter(({ field, type }) => given.get(field) !== type).map(({ name }) => ({ field: name, code: 'not_at_platform' }))
}
