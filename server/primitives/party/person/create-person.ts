import { sql } from 'kysely'
import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import { record } from '#primitives/event'
import { requireDivision } from '#primitives/place'
import { requireIdentityNumber } from '../number/identity-rules.ts'
import { numberDigests, sealField } from './sealed-person.ts'
import { party } from '../tables.ts'

export type NewPerson = {
  /** Made by the caller where a record must come out the same however often it is sent. */
  id?: string
  name: string, number?: string | undefined, phone?: string | undefined, address?: string | undefined, divisionCode?: string | undefined, householdId?: string | undefined
}

/** Registers a person; a number that somebody has already is refused: one number, one person. 登记自然人 */
export async function createPerson(deed: Deed, person: NewPerson): Promise<{ id: string, marks: string[] }> {
  const id = person.id ?? randomUUIDv7()
  const identity = person.number === undefined ? null : await requireIdentityNumber(deed, person.number)
  if (person.phone !== undefined && !phonePattern.test(person.phone)) throw invalid('party.phone_impossible')
  const division = person.divisionCode === undefined ? null : await requireDivision(deed, person.divisionCode)
  const newest = identity && await claimNumber(deed, id, identity.number)
  await party(deed.tx).insertInto('party.person').values({
    id, name: sealField('name', person.name), number: identity && sealField('number', identity.number), number_kind: identity?.kind ?? null,
    phone: person.phone === undefined ? null : sealField('phone', person.phone), address: person.address === undefined ? null : sealField('address', person.address),
    birth_year: identity ? Number(identity.bornOn.slice(0, 4)) : null, sex: identity?.sex ?? null, division_path: division?.path ?? null, household_id: person.householdId ?? null,
    marks: identity?.marks ?? [], number_indexed: newest, changed_at: deed.now,
  }).execute()
  await record(deed, 'party.person_registered', id, { division: division?.path ?? null })
  return { id, marks: identity?.marks ?? [] }
}

/** A mobile number, or a line with its area code. */
export const phonePattern = /^(1\d{10}|0\d{9,11}|\d{5,8})$/

/** Takes the number under every live key at once, so that two people cannot take it under different keys. Returns the newest key's version. */
export async function claimNumber(deed: Deed, personId: string, number: string): Promise<number> {
  const digests = numberDigests(number)
  const taken = await sql<{ digest: Buffer }>`
    insert into party.person_number (digest, key_version, person_id)
    select digest, version, ${personId} from unnest(${digests.map((one) => one.digest)}::bytea[], ${digests.map((one) => one.version)}::smallint[]) as line(digest, version)
    on conflict (digest) do nothing returning digest`.execute(party(deed.tx))
  if (taken.rows.length < digests.length) throw conflict('party.number_taken')
  return digests[0]!.version
}
