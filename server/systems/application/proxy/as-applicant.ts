import type { Deed } from '#base/deed'
import { actFor, asAgentOf, requireOldEnough } from '#systems/account'
import { openApplicant } from '../filled.ts'
import { findApplication } from '../find-application.ts'
import { proxiesOf } from './find-proxies.ts'

type Step<A extends readonly unknown[], T> = (deed: Deed, id: string, ...rest: A) => Promise<T>

/** A step as the person whom the application is about takes it, or whoever acts for that person: their delegation is judged anew each time, and where it has ended, is over or covers another item, the step is refused and the draft stays.
 *  `counts` false: reading and saving are no use of the delegation that the person is told of one by one. 本人或代办人 */
export const asApplicant = <A extends readonly unknown[], T>(step: Step<A, T>, { counts = true } = {}): Step<A, T> => async (deed, id, ...rest) => {
  const row = await findApplication(deed, id)
  if (row?.person_id === deed.actor.id && counts) await requireOldEnough(deed, openApplicant(row).number)
  const proxies = row === undefined || row.person_id === deed.actor.id ? [] : ((await proxiesOf(deed, [id])).get(id) ?? [])
  if (row === undefined || !proxies.some((one) => one.id === deed.actor.id)) return step(deed, id, ...rest) // one's own, a counter's, or nobody's to see: the step says so
  return step(counts ? await actFor(deed, row.person_id, row.item_code, row.number) : await asAgentOf(deed, row.person_id, row.item_code), id, ...rest)
}
