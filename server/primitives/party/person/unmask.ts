import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { countSight } from './count-sight.ts'
import { requirePurpose } from './purposes.ts'
import { openField, type Field } from './sealed-person.ts'
import { party } from '../tables.ts'

export type Unmasked = { fields: Partial<Record<Field, string | null>>, purpose: string, showFor: number, seenToday: number, dailyLimit: number }

/** How long a screen shows an open field, in seconds. */
export const showForSeconds = 60

/** Shows masked fields of a person for a purpose from the closed list, for 60 seconds; one leaf in the ledger says who, whom, which and why. 看号码 */
export async function unmask(deed: Deed, personId: string, fields: readonly Field[], purpose: string, about?: string): Promise<Unmasked> {
  await requirePurpose(deed, purpose, fields)
  const row = await party(deed.tx).selectFrom('party.person').select([...fields]).where('id', '=', personId).executeTakeFirst()
  if (!row) throw notFound('party.person_unknown')
  const seen = await countSight(deed, personId)
  await appendLeaf({ ...deed, purpose }, { kind: 'party.unmasked', subjects: [personId], payload: { fields: [...fields], about: about ?? null } })
  const open = row as Partial<Record<Field, Buffer | null>>
  const opened = fields.map((field) => [field, open[field] ? openField(field, open[field]) : null])
  return { fields: Object.fromEntries(opened) as Unmasked['fields'], purpose, showFor: showForSeconds, ...seen }
}
