import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { record } from '#primitives/event'
import { appendLeaf, linkSubject } from '#primitives/ledger'
import { party } from '../tables.ts'
import { openField } from './sealed-person.ts'

/** Two rows turned out to be one person: the first goes into the second, which keeps its id; what other homes hold follows by their listeners. False where that was done already. Whoever calls has judged that it is one person. 并号 */
export async function mergePersons(deed: Deed, from: string, to: string): Promise<boolean> {
  const lock = (id: string) => asFound(deed, id, () => party(deed.tx).selectFrom('party.person').selectAll().where('id', '=', id).forUpdate().executeTakeFirst())
  const [first, second] = [await lock(from < to ? from : to), await lock(from < to ? to : from)] // always in the order of ids: two merges at once do not wait for each other
  const [gone, kept] = from < to ? [first, second] : [second, first]
  if (!gone || !kept || from === to) throw notFound('party.person_unknown')
  if (gone.merged_into === to) return false
  if (gone.merged_into !== null || kept.merged_into !== null) throw conflict('party.merged_elsewhere')
  if (gone.number !== null && kept.number !== null) throw conflict('party.two_numbers')
  const filled = { phone: kept.phone ?? gone.phone, address: kept.address ?? gone.address, division_path: kept.division_path ?? gone.division_path, household_id: kept.household_id ?? gone.household_id }
  const identity = gone.number === null ? {} : { name: gone.name, number: gone.number, number_kind: gone.number_kind, birth_year: gone.birth_year, sex: gone.sex, marks: gone.marks, number_indexed: gone.number_indexed }
  if (gone.number !== null) await party(deed.tx).updateTable('party.person_number').set({ person_id: to }).where('person_id', '=', from).execute()
  await asFound(deed, from, () => party(deed.tx).updateTable('party.person').set({ merged_into: to, number: null, number_indexed: null, version: sql`version + 1`, changed_at: deed.now }).where('id', '=', from).execute())
  await asFound(deed, to, () => party(deed.tx).updateTable('party.person').set({ ...filled, ...identity, version: sql`version + 1`, changed_at: deed.now }).where('id', '=', to).execute())
  await linkSubject(deed, from, to)
  await appendLeaf(deed, { kind: 'party.person_merged', subjects: [from, to], payload: { from, to, by: deed.actor.id } })
  await record(deed, 'party.person_merged', from, { from, to })
  return true
}

/** Whether a person's phone, as it was registered, is this one: yes or no, to whoever proved to hold it. 是否登记的手机号 */
export async function phoneIsOf(deed: Deed, personId: string, phone: string): Promise<boolean> {
  const row = await asFound(deed, personId, () => party(deed.tx).selectFrom('party.person').select('phone').where('id', '=', personId).executeTakeFirst())
  return row?.phone != null && openField('phone', row.phone) === phone
}

/** The policy lets this one row through, whoever asks, and only meanwhile. */
async function asFound<R>(deed: Deed, id: string, work: () => Promise<R>): Promise<R> {
  await sql`set local haihe.found = ${sql.lit(id)}`.execute(party(deed.tx))
  const answer = await work() // a refusal ends the transaction, and with it the setting
  await sql`set local haihe.found = ''`.execute(party(deed.tx))
  return answer
}
