import { may, type Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { keys } from '#base/keys'
import { exchange, type ExchangeTables } from '../tables.ts'
import type { Said } from './open-correction.ts'

export type CorrectionRow = ExchangeTables['exchange.correction']

/** A correction that the actor's unit asked or answers, or any for the authority, which sees its course and not its content; others are as unknown as none. */
export async function requireCorrection(deed: Deed, id: string): Promise<CorrectionRow> {
  const row = await exchange(deed.tx).selectFrom('exchange.correction').selectAll().where('id', '=', id).executeTakeFirst()
  const unit = deed.actor.departmentId
  if (!row || !(may(deed.actor, 'exchange.request.read_all') || (unit !== null && (row.unit_id === unit || row.source_id === unit)))) throw notFound('exchange.correction_unknown')
  return row
}

/** One that the actor asked as a person, or that is about them. */
export async function requireOwnCorrection(deed: Deed, id: string): Promise<CorrectionRow> {
  const row = await exchange(deed.tx).selectFrom('exchange.correction').selectAll().where('id', '=', id).where('person_id', '=', deed.actor.id).executeTakeFirst()
  if (!row) throw notFound('exchange.correction_unknown')
  return row
}

/** What was said of the value; row-level security lets in the person, the asker and the source. */
export async function saidIn(deed: Deed, id: string): Promise<Said> {
  const row = await exchange(deed.tx).selectFrom('exchange.correction_content').select('sealed').where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('exchange.correction_unknown')
  return JSON.parse(keys().open('exchange.correction_content', row.sealed).toString()) as Said
}
