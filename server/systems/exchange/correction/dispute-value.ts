import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { canonicalJson } from '#base/crypto'
import type { Deed } from '#base/deed'
import { jobActor } from '#base/jobs'
import { keys } from '#base/keys'
import { personIdsOf } from '#primitives/party'
import { exchange } from '../tables.ts'
import { aboutValue, requireEntry } from './ask-correction.ts'
import { openAbout, openCorrection } from './open-correction.ts'

/** What one unit's own records say of a field, and what the source's row says. */
export type Difference = Readonly<{ resource: string; field: string; key: { field: string; value: string }; heldValue: string; otherUnitId: string | null; otherValue: string }>

/** Two sources differ on one item: the source department's value holds, and a correction opens by itself, one at a time for a value. The same difference opens none again, however it was answered. 两源不一致 */
export async function disputeValue(deed: Deed, { resource: code, field, key, heldValue, otherUnitId, otherValue }: Difference): Promise<{ id: string; opened: boolean }> {
  const about = aboutValue(code, field, key.value)
  await sql`select pg_advisory_xact_lock(hashtext(${`exchange.dispute_value ${about}`}))`.execute(exchange(deed.tx)) // of two at once the second finds the first
  const known = await openAbout(deed, about)
  if (known !== null) return { id: known, opened: false }
  const digests = keys().blind('exchange.difference', canonicalJson([code, field, key.value, heldValue, otherValue].map((text) => text.trim().toUpperCase()))).map(({ digest }) => digest)
  const judged = await exchange(deed.tx).selectFrom('exchange.correction').select('id').where('difference', 'in', digests).limit(1).executeTakeFirst()
  if (judged) return { id: judged.id, opened: false }
  const resource = await requireEntry(deed, code)
  const personal = resource.fields.some((one) => one.field === key.field && one.personal === 'identity_number')
  const id = randomUUIDv7()
  await openCorrection({ ...deed, actor: jobActor('exchange.dispute_value') }, {
    id, resource, field, origin: 'difference', unitId: otherUnitId, personId: personal ? ((await personIdsOf(deed, [key.value])).get(key.value) ?? null) : null, grantId: null, said: { key, wrong: '', believed: otherValue }, about, difference: digests[0]!,
  })
  return { id, opened: true }
}
