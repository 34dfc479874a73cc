import type { JobRun } from '#base/home'
import { log } from '#base/log'
import { telephony } from '../telephony.ts'
import { hotline } from '../tables.ts'
import { numberOf } from './caller-of.ts'

/** Asks the exchange for each masked call that waits; marked before it is asked, so nobody is rung twice. 隐号拨打下发 */
export async function bridgeCalls(run: JobRun): Promise<void> {
  const waiting = await run.read((deed) => hotline(deed.tx).selectFrom('hotline.dial').innerJoin('hotline.order', 'hotline.order.id', 'hotline.dial.order_id')
    .select(['hotline.dial.id', 'extension', 'call_id']).where('tried_at', 'is', null).orderBy('asked_at').limit(50).execute())
  for (const { id, extension, call_id: callId } of waiting) {
    const set = (outcome: 'bridged' | 'refused' | 'unclear', middle_number: string | null = null) => run.perform((deed) =>
      hotline(deed.tx).updateTable('hotline.dial').set({ tried_at: deed.now, outcome, middle_number }).where('id', '=', id).execute())
    await set('unclear')
    try {
      const number = await run.read((deed) => numberOf(deed, callId))
      const { dialler } = telephony()
      const answer = dialler && number ? await dialler.bridge({ id, extension, number }) : 'refused'
      await (answer === 'refused' ? set('refused') : set('bridged', answer.middleNumber))
    } catch (error) {
      log.error({ err: { message: (error as Error).message }, dial: id }, 'the exchange did not answer')
    }
  }
}
