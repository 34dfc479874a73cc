import type { JobRun } from '#base/home'
import { log } from '#base/log'
import { carrierHere, type CarrierCode, type Word } from '../carriers.ts'
import { deliverySettings } from '../delivery-settings.ts'
import { delivery } from '../tables.ts'
import { hearWord, keepWord } from './hear-word.ts'

const MOST = 200

/** Asks each carrier about what is on its way, so that a call that was lost loses nothing, and tells it which labels are void. A carrier that is silent is asked again at the next turn. 查询运单 */
export async function askCarriers(run: JobRun): Promise<void> {
  for (const code of ['post', 'locker'] as const) {
    const carrier = carrierHere(code)
    if (!carrier) continue
    try {
      for (const tracking of await run.read(async (deed) => (await delivery(deed.tx).selectFrom('delivery.label').select('tracking').where('carrier', '=', code).where('void_at', 'is not', null).where('cancelled_at', 'is', null).limit(MOST).execute()).map((one) => one.tracking))) {
        await carrier.cancel(tracking)
        await run.perform((deed) => delivery(deed.tx).updateTable('delivery.label').set({ cancelled_at: deed.now }).where('tracking', '=', tracking).execute())
      }
      const due = await run.read(async (deed) => (await delivery(deed.tx).selectFrom('delivery.label').select('tracking').where('carrier', '=', code).where('ask_at', '<=', deed.now).orderBy('ask_at').limit(MOST).execute()).map((one) => one.tracking))
      if (due.length > 0) await hearAll(run, code, due, await carrier.ask(due))
    } catch (error) {
      log.warn({ carrier: code, err: { message: (error as Error).message } }, 'a carrier does not answer')
    }
  }
}

/** Word by word in the carrier's order, each in a transaction of its own; then the numbers are asked about after the next interval. */
async function hearAll(run: JobRun, code: CarrierCode, due: readonly string[], words: readonly Word[]): Promise<void> {
  for (const word of words.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    if (run.stopping.aborted) return
    await run.perform(async (deed) => {
      const refused = await hearWord(deed, code, word, 'asked')
      if (refused !== null) await keepWord(deed, code, word, 'asked', refused)
    })
  }
  await run.perform(async (deed) => {
    const { ask_minutes: minutes } = await deliverySettings(deed)
    await delivery(deed.tx).updateTable('delivery.label').set({ ask_at: new Date(deed.now.getTime() + minutes * 60_000) }).where('tracking', 'in', [...due]).where('ask_at', 'is not', null).execute()
  })
}
