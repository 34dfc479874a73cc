import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { record } from '#primitives/event'
import type { EndCall } from '../contract.ts'
import { hotline } from '../tables.ts'
import { requireCall } from './caller-of.ts'

/** Wraps a call up: when it ended and what came of it. 挂断小结 */
export async function endCall(deed: Deed, callId: string, { outcome, note }: Static<typeof EndCall>): Promise<{ id: string }> {
  await requireCall(deed, callId)
  await hotline(deed.tx).updateTable('hotline.call').set({ ended_at: deed.now, outcome, note: note ?? '' }).where('id', '=', callId).execute()
  await record(deed, 'hotline.call_ended', callId, { outcome })
  return { id: callId }
}
