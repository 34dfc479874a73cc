import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { record } from '#primitives/event'
import { requireIdentityNumber } from '../number/identity-rules.ts'
import { party } from '../tables.ts'
import { claimNumber } from './create-person.ts'
import { personIdOf } from './find-person-by-number.ts'
import { sealField } from './sealed-person.ts'

/** Gives a person who had none the name and number that were proven; false where somebody else has the number. The caller's wall lets the row through: oneself, or a desk. 实名 */
export async function identifyPerson(deed: Deed, personId: string, proven: Readonly<{ name: string; number: string }>): Promise<boolean> {
  const identity = await requireIdentityNumber(deed, proven.number)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`party.number:${identity.number}`}, 0))`.execute(party(deed.tx)) // two at once: one claims, the other sees that it is taken
  const holder = await personIdOf(deed, identity.number)
  if (holder !== null && holder !== personId) return false
  const newest = holder === personId ? undefined : await claimNumber(deed, personId, identity.number)
  const kept = await party(deed.tx).selectFrom('party.person').select('number').where('id', '=', personId).forUpdate().executeTakeFirst()
  if (!kept) throw notFound('party.person_unknown')
  if (kept.number !== null && newest !== undefined) throw conflict('party.person_has_number')
  await party(deed.tx).updateTable('party.person').where('id', '=', personId).set({
    name: sealField('name', proven.name), number: sealField('number', identity.number), number_kind: identity.kind, birth_year: Number(identity.bornOn.slice(0, 4)), sex: identity.sex, marks: identity.marks,
    ...(newest !== undefined && { number_indexed: newest }), version: sql`version + 1`, changed_at: deed.now,
  }).execute()
  await record(deed, 'party.person_changed', personId, { fields: ['name', 'number'] })
  return true
}
