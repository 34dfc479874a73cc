import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { keys } from '#base/keys'
import { counter, type CounterTables } from '../tables.ts'

export type VisitRow = Selectable<CounterTables['counter.visit']>
/** Name and number as the document shows them. */
export type Identity = Readonly<{ name: string; number: string }>

export const sealIdentity = (identity: Identity): Buffer => keys().seal('counter.identity', JSON.stringify(identity))
export const openIdentity = ({ identity }: Pick<VisitRow, 'identity'>): Identity => (identity === null ? { name: '', number: '' } : (JSON.parse(keys().open('counter.identity', identity).toString()) as Identity))

/** A visit at a window of the actor's unit. */
export async function requireVisit(deed: Deed, id: string): Promise<VisitRow> {
  const row = await counter(deed.tx).selectFrom('counter.visit').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row || row.unit_id !== deed.actor.departmentId) throw notFound('counter.visit_unknown')
  return row
}

/** One that lasts: the person is at the window of whoever asks. */
export async function requireOpen(deed: Deed, id: string): Promise<VisitRow> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`counter.visit:${id}`}, 0))`.execute(counter(deed.tx)) // ending waits for what is being done in it
  const row = await requireVisit(deed, id)
  if (row.ended_at !== null) throw conflict('counter.visit_over')
  if (row.clerk !== (deed.actor.postId ?? deed.actor.id)) throw conflict('counter.other_clerk')
  return row
}

/** Who stands at the actor's window now, and the name that their document says, for another home that serves them there. 窗口前的人 */
export async function personAtWindow(deed: Deed, visitId: string): Promise<Readonly<{ id: string; name: string }>> {
  const visit = await requireOpen(deed, visitId)
  return { id: visit.person_id, name: openIdentity(visit).name }
}
