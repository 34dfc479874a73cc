import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { advance, type Input, type Matter } from '#primitives/matter'
import { requireUnit } from '#primitives/party'
import type { AdvancedOrder } from '../contract.ts'
import type { OrderStepBody } from './order-steps.ts'
import { requireOrder } from './require-order.ts'

/** One step of an order that needs nothing of its own. 工单流转 */
export async function advanceOrder(deed: Deed, orderId: string, action: string, body: OrderStepBody): Promise<AdvancedOrder> {
  await requireOrder(deed, orderId)
  for (const unitId of body.supporting ?? []) await requireUnit(deed, unitId)
  const matter = await advance(deed, orderId, action, stepInput(body))
  if (body.supporting) await record(deed, 'hotline.support_asked', orderId, { units: [...body.supporting] })
  return orderAdvanced(matter)
}

export const orderAdvanced = (matter: Matter): AdvancedOrder => ({
  id: matter.id, number: matter.number, state: matter.state, version: matter.version, unitId: matter.unitId,
  dueAt: matter.dueAt?.toISOString() ?? null, stateDueAt: matter.stateDueAt?.toISOString() ?? null,
})

const stepInput = ({ until, workingDays, supporting, ...rest }: OrderStepBody): Input => ({
  ...rest,
  ...(until ? { until: new Date(until) } : {}),
  ...(workingDays ? { extension: { amount: workingDays, unit: 'working_days' } } : {}),
  ...(supporting ? { supporting: supporting.map((unitId) => ({ unitId })) } : {}),
})
