import { may, type Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { exchange, type ExchangeTables } from '../tables.ts'
import type { Entry } from '../resource/entry.ts'

export type ChangeRow = Omit<ExchangeTables['exchange.change'], 'content'> & { content: Entry | null }

/** A change of the actor's own unit, or any of them for the authority; others are as unknown as none. */
export async function requireChange(deed: Deed, id: string): Promise<ChangeRow> {
  const row = await exchange(deed.tx).selectFrom('exchange.change').selectAll().where('id', '=', id).executeTakeFirst()
  const unit = deed.actor.departmentId
  if (!row || !(may(deed.actor, 'exchange.change.review') || (unit !== null && row.unit_id === unit))) throw notFound('exchange.change_unknown')
  return row as ChangeRow
}
