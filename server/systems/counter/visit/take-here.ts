import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { applicationsAtCounter } from '#systems/application'
import { payOut, takeMoney } from '#systems/payment'
import type { TakeMoney } from '#contracts/payment'
import type { Visit } from '../contract.ts'
import { requireOpen } from './find-visit.ts'
import { visitSaid } from './show-visit.ts'

/** Whoever stands here pays for an application of theirs, in cash or by card. 窗口收款 */
export const takeHere = (deed: Deed, id: string, applicationId: string, wish: TakeMoney): Promise<Visit> =>
  withCharge(deed, id, applicationId, (charge) => takeMoney(deed, charge, wish))

/** Cash that goes back is in the hand of whoever stands here. 窗口退现 */
export const payOutHere = (deed: Deed, id: string, applicationId: string): Promise<Visit> => withCharge(deed, id, applicationId, (charge) => payOut(deed, charge))

async function withCharge(deed: Deed, id: string, applicationId: string, work: (charge: { personId: string; chargeId: string }) => Promise<void>): Promise<Visit> {
  const row = await requireOpen(deed, id)
  const charge = (await applicationsAtCounter(deed, row.person_id, { id: applicationId })).find((one) => one.id === applicationId)?.charge
  if (!charge) throw notFound('counter.no_charge')
  await work({ personId: row.person_id, chargeId: charge.id })
  return visitSaid(deed, row, { id: applicationId })
}
