import type { Deed } from '#base/deed'
import type { Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { findUnits } from '#primitives/party'
import type { RatingRow } from '../find-rating.ts'
import { openPhone } from './call-back.ts'

/** Tells whoever rated how it goes on, in the inbox and by text message; where only a telephone is known, by that. 告知评价人 */
export async function tellRater(deed: Deed, row: RatingRow, template: string, { number }: Pick<Matter, 'number'>, more: Record<string, string> = {}): Promise<void> {
  const unit = (await findUnits(deed, [row.unit_id])).get(row.unit_id)?.name ?? row.unit_id
  const facts = { number, unit, ...more }
  const party = row.rated_by ?? row.person_id
  if (party !== null) return tell(deed, { to: { party }, template, facts, link: `/rate/${row.id}`, also: ['sms'] })
  if (row.phone !== null) await tell(deed, { to: { phone: openPhone(row.phone) }, template, facts })
}
