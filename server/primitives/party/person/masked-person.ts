import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, notFound, Refusal } from '#base/errors'
import { maskedField, openField } from './sealed-person.ts'
import { party, type NumberKind } from '../tables.ts'

export type MaskedPerson = {
  id: string, name: string, phone: string | null, number: string | null, address: string | null, numberKind: NumberKind | null
  divisionPath: string | null, marks: string[]
}

/** People as everyone at work sees them: 林*梅, 138****6021. Those outside one's reach are left out. 遮掩后的人员 */
export async function maskedPersons(deed: Deed, ids: readonly string[]): Promise<Map<string, MaskedPerson>> {
  if (ids.length === 0) return new Map()
  const rows = await party(deed.tx).selectFrom('party.person').selectAll().where('id', 'in', [...new Set(ids)]).execute()
  return new Map(rows.map((row) => [row.id, {
    id: row.id, name: maskedField('name', row.name)!, phone: maskedField('phone', row.phone), number: maskedField('number', row.number), address: maskedField('address', row.address),
    numberKind: row.number_kind, divisionPath: row.division_path, marks: row.marks,
  }]))
}

/** One person, masked; outside one's reach not found, as if unknown. 遮掩后的一人 */
export async function maskedPerson(deed: Deed, id: string): Promise<MaskedPerson> {
  const person = (await maskedPersons(deed, [id])).get(id)
  if (!person) throw notFound('party.person_unknown')
  return person
}

/** One's own data, open; it owes no leaf. 本人信息 */
export async function ownPerson(deed: Deed): Promise<{ id: string, name: string, phone: string | null, number: string | null, address: string | null, divisionPath: string | null }> {
  if (deed.actor.kind !== 'person' && deed.actor.kind !== 'staff') throw new Refusal(401, 'base.not_signed_in')
  const row = await party(deed.tx).selectFrom('party.person').selectAll().where('id', '=', deed.actor.id).executeTakeFirst()
  if (!row) throw notFound('party.person_unknown')
  const open = (field: 'phone' | 'number' | 'address'): string | null => (row[field] === null ? null : openField(field, row[field]))
  return { id: row.id, name: openField('name', row.name), phone: open('phone'), number: open('number'), address: open('address'), divisionPath: row.division_path }
}

/** Whom a document of record names: who writes it judges that it is theirs to write, gives it to nobody but the person and their own unit, and leaves the leaf. A person without a number cannot be named. 持证主体 */
export async function personOfRecord(deed: Deed, id: string): Promise<{ id: string, name: string, maskedName: string, number: string, bornOn: string, divisionPath: string | null }> {
  await sql`set local haihe.found = ${sql.lit(id)}`.execute(party(deed.tx)) // the policy lets this one row through
  const row = await party(deed.tx).selectFrom('party.person').select(['name', 'number', 'division_path']).where('id', '=', id).executeTakeFirst()
  await sql`set local haihe.found = ''`.execute(party(deed.tx))
  if (!row) throw notFound('party.person_unknown')
  if (row.number === null) throw conflict('party.person_unnumbered')
  const number = openField('number', row.number)
  return { id, name: openField('name', row.name), maskedName: maskedField('name', row.name)!, number, bornOn: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`, divisionPath: row.division_path }
}

/** Where a job of notices sends to. Nothing of it goes to anyone but the person. 通知用联系方式 */
export async function contactOf(deed: Deed, personId: string): Promise<{ name: string, phone: string | null } | null> {
  if (deed.actor.kind !== 'job') throw new Error('only a job may ask where to send')
  const row = await party(deed.tx).selectFrom('party.person').select(['name', 'phone']).where('id', '=', personId).executeTakeFirst()
  return row ? { name: openField('name', row.name), phone: row.phone && openField('phone', row.phone) } : null
}
