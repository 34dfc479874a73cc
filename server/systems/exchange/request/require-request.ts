import { may, type Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { exchange, type ExchangeTables } from '../tables.ts'

export type RequestRow = ExchangeTables['exchange.request']

/** A request that the actor's unit made or answers, or any of them for the authority; others are as unknown as none. */
export async function requireRequest(deed: Deed, id: string): Promise<RequestRow> {
  const row = await exchange(deed.tx).selectFrom('exchange.request').selectAll().where('id', '=', id).executeTakeFirst()
  const unit = deed.actor.departmentId
  if (!row || !(may(deed.actor, 'exchange.request.read_all') || (unit !== null && (row.unit_id === unit || row.source_id === unit)))) throw notFound('exchange.request_unknown')
  return row
}
