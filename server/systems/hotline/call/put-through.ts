import type { JobRun } from '#base/home'
import { log } from '#base/log'
import { telephony } from '../telephony.ts'
import { hotline } from '../tables.ts'

/** Asks the switch for each transfer that waits. Marked before it is asked: a process killed between asks never twice, and the desk sees "unclear". 转接下发 */
export async function putThrough(run: JobRun): Promise<void> {
  const waiting = await run.read((deed) => hotline(deed.tx).selectFrom('hotline.transfer').select(['id', 'call_id', 'number']).where('tried_at', 'is', null).orderBy('asked_at').limit(50).execute())
  for (const { id, call_id: callId, number } of waiting) {
    const set = (outcome: 'put_through' | 'refused' | 'unclear') => run.perform((deed) =>
      hotline(deed.tx).updateTable('hotline.transfer').set({ tried_at: deed.now, outcome }).where('id', '=', id).execute())
    await set('unclear')
    try {
      const { switchboard } = telephony()
      await set(switchboard ? await switchboard.putThrough({ id, callId, number }) : 'refused')
    } catch (error) {
      log.error({ err: { message: (error as Error).message }, transfer: id }, 'the switch did not answer')
    }
  }
}
