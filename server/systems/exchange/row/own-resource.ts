import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import type { Column } from '#base/spreadsheet'
import { exchange, type ExchangeTables } from '../tables.ts'

type Resource = ExchangeTables['exchange.resource']

/** The columns of an entry's sheet: its fields under their names. */
export const columnsOf = ({ fields }: Pick<Resource, 'fields'>): Column[] => fields.map(({ field, name, key, required }) => ({ field, heading: name, required: key || required }))

/** The entry that the actor's unit is the source of; another's is as unknown as none. */
export async function ownResource(deed: Deed, code: string): Promise<Resource> {
  const row = await exchange(deed.tx).selectFrom('exchange.resource').selectAll().where('code', '=', code).where('withdrawn_at', 'is', null).executeTakeFirst()
  if (!row || row.unit_id !== deed.actor.departmentId) throw notFound('exchange.resource_unknown')
  if (row.contribution !== null) throw conflict('exchange.kept_by_system')
  if (row.drawn_from !== null) throw conflict('exchange.asked_live_only')
  return row
}
