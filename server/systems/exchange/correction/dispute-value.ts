import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { jobActor } from '#base/jobs'
import { personIdsOf } from '#primitives/party'
import { aboutValue, requireEntry } from './ask-correction.ts'
import { openAbout, openCorrection } from './open-correction.ts'

/** Two sources differ on one item: the source department's value holds, and a correction opens by itself, one at a time for a value. Answers its id. 两源不一致 */
export async function disputeValue(deed: Deed, { resource: code, field, key, otherUnitId, otherValue }: { resource: string; field: string; key: { field: string; value: string }; otherUnitId: string | null; otherValue: string }): Promise<string> {
  const about = aboutValue(code, field, key.value)
  const known = await openAbout(deed, about)
  if (known !== null) return known
  const resource = await requireEntry(deed, code)
  const personal = resource.fields.some((one) => one.field === key.field && one.personal === 'identity_number')
  const id = randomUUIDv7()
  await openCorrection({ ...deed, actor: jobActor('exchange.dispute_value') }, {
    id, resource, field, origin: 'difference', unitId: otherUnitId, personId: personal ? ((await personIdsOf(deed, [key.value])).get(key.value) ?? null) : null, grantId: null, said: { key, wrong: '', believed: otherValue }, about,
  })
  return id
}
