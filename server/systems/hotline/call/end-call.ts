import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import { inviteToRate } from '#systems/rating'
import type { EndCall } from '../contract.ts'
import { endFiling } from '../filing/find-filing.ts'
import { hotline } from '../tables.ts'
import { numberOf, requireCall } from './caller-of.ts'

/** Wraps a call up: when it ended and what came of it. 挂断小结 */
export async function endCall(deed: Deed, callId: string, { outcome, note }: Static<typeof EndCall>): Promise<{ id: string }> {
  const call = await requireCall(deed, callId)
  await hotline(deed.tx).updateTable('hotline.call').set({ ended_at: deed.now, outcome, note: note ?? '' }).where('id', '=', callId).execute()
  await endFiling(deed, callId)
  await record(deed, 'hotline.call_ended', callId, { outcome })
  // what became an order is called back by the hotline itself
  if (outcome === 'answered') await inviteToRate(deed, { source: 'call', contactId: callId, personId: null, phone: await numberOf(deed, callId), unitId: call.department_id, divisionPath: '', item: { code: 'hotline-call', name: '' }, channel: 'phone' })
  return { id: callId }
}
