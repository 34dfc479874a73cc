import type { Deed } from '#base/deed'
import { advance, type Matter } from '#primitives/matter'
import type { Body } from '../request/request-steps.ts'
import { exchange } from '../tables.ts'
import { steps } from './change-steps.ts'
import { requireChange } from './require-change.ts'

/** One step of a change that needs nothing of its own. 目录变更流转 */
export async function advanceChange(deed: Deed, id: string, action: string, { workingDays, ...body }: Body): Promise<Matter> {
  await requireChange(deed, id)
  const matter = await advance(deed, id, action, { ...body, ...(workingDays ? { extension: { amount: workingDays, unit: 'working_days' as const } } : {}) })
  if (steps.find((step) => step.action === action)?.ends) await exchange(deed.tx).updateTable('exchange.change').set({ ended_at: deed.now }).where('id', '=', id).execute()
  return matter
}
