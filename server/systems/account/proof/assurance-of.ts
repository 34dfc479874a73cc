import type { Deed } from '#base/deed'
import { accountOf } from '#primitives/access'
import type { AssuranceLevel } from '../contract.ts'
import { account } from '../tables.ts'

/** How sure it is who acts: 0 nothing known, 1 a phone, 2 name and number as a register has them, 3 seen at a counter. Of a staff account it is the level of the person, as a resident. 实名等级 */
export const assuranceOf = (deed: Pick<Deed, 'tx' | 'actor'>): Promise<AssuranceLevel> =>
  deed.actor.kind === 'person' || deed.actor.kind === 'staff' ? assuranceOfPerson(deed, deed.actor.id) : Promise.resolve(0)

/** The same of another person: of whom one acts for. */
export async function assuranceOfPerson(deed: Pick<Deed, 'tx'>, personId: string): Promise<AssuranceLevel> {
  const { level } = await account(deed.tx).selectFrom('account.proof').select((of) => of.fn.max('level').as('level')).where('person_id', '=', personId).where('ended_at', 'is', null).executeTakeFirstOrThrow()
  if (level !== null) return level as 2 | 3
  return ((await accountOf(deed, personId))?.phoneProvenAt ?? null) === null ? 0 : 1
}
