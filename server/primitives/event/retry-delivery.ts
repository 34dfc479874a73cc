import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { event } from './tables.ts'

/** Takes a parked delivery up again; what waits behind it follows by itself. 重试搁置的消息 */
export async function retryDelivery(deed: Deed, eventId: string, listener: string): Promise<{ id: string }> {
  const { numUpdatedRows } = await event(deed.tx).updateTable('event.delivery').set({ parked_at: null, tries: 0, next_at: deed.now })
    .where('event_id', '=', eventId).where('listener', '=', listener).where('parked_at', 'is not', null).where('done_at', 'is', null).executeTakeFirst()
  if (numUpdatedRows === 0n) throw notFound('event.delivery_not_parked')
  return { id: eventId }
}
