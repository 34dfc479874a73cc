import type { Deed } from '#base/deed'
import { forbidden } from '#base/errors'
import { assuranceOf, assuranceOfPerson } from '#systems/account'
import type { ItemSaid } from '#systems/service-item'

export const levels = { phone: 1, register: 2, counter: 3 } as const

/** What an item asks of whoever applies, for themselves or for another; the refusal says how to get there. `personId`: the one who is on the telephone, for whom a post types. 实名要求 */
export async function requireAssurance(deed: Deed, { assurance, name }: Pick<ItemSaid, 'assurance' | 'name'>, personId?: string): Promise<void> {
  if (assurance !== undefined && deed.actor.kind !== 'job' && (await (personId === undefined ? assuranceOf(deed) : assuranceOfPerson(deed, personId))) < levels[assurance]) throw forbidden(`application.needs_${assurance}`, { item: name })
}
