import type { Deed } from '#base/deed'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import type { Body } from '../request/request-steps.ts'
import { exchange } from '../tables.ts'
import { steps } from './change-steps.ts'
import { requireChange, type ChangeRow } from './require-change.ts'
import { usersOf } from './users-of.ts'

/** One step of a change that needs nothing of its own. 目录变更流转 */
export async function advanceChange(deed: Deed, id: string, action: string, { workingDays, ...body }: Body): Promise<Matter> {
  const change = await requireChange(deed, id)
  const matter = await advance(deed, id, action, { ...body, ...(workingDays ? { extension: { amount: workingDays, unit: 'working_days' as const } } : {}) })
  if (steps.find((step) => step.action === action)?.ends) await exchange(deed.tx).updateTable('exchange.change').set({ ended_at: deed.now }).where('id', '=', id).execute()
  if (action === 'call_off') await callOff(deed, change)
  return matter
}

/** Users who were told of a change that had passed are told that it does not come. 撤销告知 */
async function callOff(deed: Deed, { id, resource_code: code }: ChangeRow): Promise<void> {
  const live = await exchange(deed.tx).selectFrom('exchange.resource').select('name').where('code', '=', code).executeTakeFirst()
  for (const unit of new Set((await usersOf(deed, code)).map(({ unit_id }) => unit_id)))
    await tell(deed, { to: { unit }, template: 'exchange.change.called_off', facts: { resource: live?.name ?? code }, link: `/desk/resources?code=${code}`, also: ['webhook'] })
  await appendLeaf(deed, { kind: 'exchange.change_called_off', payload: { change: id, resource: code } })
}
