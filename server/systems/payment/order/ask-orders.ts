import type { Deed } from '#base/deed'
import { Refusal } from '#base/errors'
import type { JobRun } from '#base/home'
import { log } from '#base/log'
import { nextTry } from '../next-try.ts'
import { payment } from '../tables.ts'
import { platformHere, type OrderSaid } from './payment-platform.ts'
import { settleOrder } from './take-notice.ts'

const BATCH = 50
type Due = { id: string; asks: number; over: boolean }

/** Asks the platform how each open order stands, so that a lost call loses nothing; one that nobody should pay any more is closed there first, and what was paid after all is told by that. 主动查单 */
export async function askOrders(run: JobRun): Promise<void> {
  const platform = platformHere()
  if (!platform) return
  for (const { id, asks, over } of await run.read(dueOrders)) {
    if (run.stopping.aborted) return
    const said = await (over ? platform.closeOrder(id) : platform.askOrder(id)).catch((error: unknown): null => { log.warn({ order: id, err: { message: (error as Error).message } }, 'the collection platform did not answer'); return null })
    await keepSaid(run, { id, asks, over }, said)
  }
}

/** `over`: its time has passed, the charge is settled or ended, or its amount is another by now. */
async function dueOrders(deed: Deed): Promise<Due[]> {
  const rows = await payment(deed.tx).selectFrom('payment.order as o').innerJoin('payment.charge as c', 'c.id', 'o.charge_id').select(['o.id', 'o.asks', 'o.expires_at', 'o.amount', 'c.amount as owed', 'c.paid_at', 'c.cancelled_at', 'c.lapsed_at'])
    .where('o.closed_at', 'is', null).where('o.paid_at', 'is', null).where('o.ask_at', '<=', deed.now).orderBy('o.ask_at').limit(BATCH).execute()
  return rows.map(({ id, asks, expires_at: expires, amount, owed, paid_at: paid, cancelled_at: cancelled, lapsed_at: lapsed }) => ({ id, asks, over: expires <= deed.now || paid !== null || cancelled !== null || lapsed !== null || amount !== owed }))
}

async function keepSaid(run: JobRun, { id, asks, over }: Due, said: OrderSaid | null): Promise<void> {
  if (said?.state === 'paid') {
    try {
      return await run.perform((deed) => settleOrder(deed, { order: id, ...said }))
    } catch (error) {
      if (!(error instanceof Refusal) || !error.keep) throw error
      await run.perform(error.keep) // the platform says something else than was asked of it: kept, and asked again
    }
  }
  const closed = said?.state === 'closed' || (said?.state === 'unknown' && over)
  await run.perform(async (deed) => { await payment(deed.tx).updateTable('payment.order').set(closed ? { closed_at: deed.now } : { ask_at: nextTry(deed.now, asks), asks: asks + 1 }).where('id', '=', id).where('paid_at', 'is', null).execute() })
}
