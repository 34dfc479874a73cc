import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { actFor, asAgentOf, mayActFor, openFirms, requireOldEnough } from '#systems/account'
import { openApplicant } from '../filled.ts'
import { findApplication } from '../find-application.ts'
import { keepProxy, proxiesOf } from './find-proxies.ts'

type Step<A extends readonly unknown[], T> = (deed: Deed, id: string, ...rest: A) => Promise<T>

/** A step as the person whom the application is about takes it, or whoever acts for that person: their delegation is judged anew each time, and where it has ended, is over or covers another item, the step is refused and the draft stays.
 *  `counts` false: reading and saving are no use of the delegation that the person is told of one by one. A firm's is anybody's of the firm whose delegation covers it. 本人或代办人 */
export const asApplicant = <A extends readonly unknown[], T>(step: Step<A, T>, { counts = true } = {}): Step<A, T> => async (deed, id, ...rest) => {
  const seen = await findApplication(deed, id)
  const row = seen ?? ((await openFirms(deed)).length > 0 ? await findApplication(deed, id) : undefined)
  if (row?.person_id === deed.actor.id && counts) await requireOldEnough(deed, openApplicant(row).number)
  const proxies = row === undefined || row.person_id === deed.actor.id ? [] : ((await proxiesOf(deed, [id])).get(id) ?? [])
  const colleague = row?.subject_kind === 'firm' && !proxies.some((one) => one.id === deed.actor.id) && (await mayActFor(deed, row.person_id, row.item_code)) // begun by another of the firm
  if (row !== undefined && seen === undefined && !colleague) throw notFound('application.unknown') // of a firm for which one may do other things
  if (row === undefined || !(colleague || proxies.some((one) => one.id === deed.actor.id))) return step(deed, id, ...rest) // one's own, a counter's, or nobody's to see: the step says so
  const acting = counts ? await actFor(deed, row.person_id, row.item_code, row.number) : await asAgentOf(deed, row.person_id, row.item_code)
  if (colleague && counts) await keepProxy(acting, id)
  return step(acting, id, ...rest)
}
