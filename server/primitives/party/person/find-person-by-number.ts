import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { byKey } from '#base/database'
import type { Deed } from '#base/deed'
import { forbidden } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { countSight } from './count-sight.ts'
import { requireIdentityNumber } from '../number/identity-rules.ts'
import { maskedPerson, type MaskedPerson } from './masked-person.ts'
import { requirePurpose } from './purposes.ts'
import { numberDigests } from './sealed-person.ts'
import { party } from '../tables.ts'
import { tiePerson } from './tie-person.ts'

/** Finds the one person with exactly this number, for a purpose that allows it; the leaf is written whether somebody was found or not. 按号查人 */
export async function findPersonByNumber(deed: Deed, text: string, purpose: string): Promise<MaskedPerson | null> {
  const { lookup } = await requirePurpose(deed, purpose, [])
  if (!lookup) throw forbidden('party.purpose_not_for_lookup', { purpose })
  const { number } = await requireIdentityNumber(deed, text)
  const id = await personIdOf(deed, number)
  await appendLeaf({ ...deed, purpose }, { kind: 'party.looked_up', subjects: id === null ? [] : [id], payload: { found: id !== null } })
  await countSight(deed, id ?? randomUUID()) // a guess that finds nobody counts like a person seen
  if (id === null) return null
  await sql`set local haihe.found = ${sql.lit(id)}`.execute(party(deed.tx)) // the policy lets this one row through
  const person = await maskedPerson(deed, id)
  const { departmentId } = deed.actor
  if (departmentId !== null) await tiePerson(deed, id, { departmentId, reason: 'party.lookup' })
  return person
}

/** Ids of the persons with these numbers, under every live key, in one statement; a number that nobody here has is left out. 批量盲索引查找 */
export async function personIdsOf(deed: Deed, numbers: readonly string[]): Promise<Map<string, string>> {
  const numberOf = new Map(numbers.flatMap((number) => numberDigests(number).map((one): [string, string] => [one.digest.toString('hex'), number])))
  if (numberOf.size === 0) return new Map()
  const rows = await party(deed.tx).selectFrom('party.person_number').modifyFront(byKey).select(['digest', 'person_id']).where('digest', '=', sql<Buffer>`any(${[...numberOf.keys()].map((hex) => Buffer.from(hex, 'hex'))}::bytea[])`).execute()
  return new Map(rows.map((row) => [numberOf.get(row.digest.toString('hex'))!, row.person_id]))
}

/** Tries the number under every live key. 盲索引查找 */
export const personIdOf = async (deed: Deed, number: string): Promise<string | null> => (await personIdsOf(deed, [number])).get(number) ?? null
