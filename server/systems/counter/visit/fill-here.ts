import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { disputeAtCounter, keepPaperAtCounter, openAtCounter, prefillAtCounter, printFormAtCounter, saveAtCounter, submitAtCounter, supplyAtCounter } from '#systems/application'
import type { Application } from '#contracts/application'
import { counter } from '../tables.ts'
import { requireOpen } from './find-visit.ts'

/** Goes on with what the person at the window has begun, wherever and through whomever; they are told once a visit. 接着办 */
export async function openHere(deed: Deed, id: string, applicationId: string): Promise<Application> {
  const { person_id: personId, opened } = await requireOpen(deed, id)
  const first = !opened.includes(applicationId)
  const shown = await openAtCounter(deed, personId, applicationId, { tell: first })
  if (first) await counter(deed.tx).updateTable('counter.visit').set({ opened: sql`opened || ${applicationId}::uuid` }).where('id', '=', id).execute()
  return shown
}

type Served<A extends readonly unknown[], T> = (deed: Deed, personId: string, applicationId: string, ...rest: A) => Promise<T>
/** A step for the person at the window of whoever asks: over with the visit. */
const here = <A extends readonly unknown[], T>(step: Served<A, T>) => async (deed: Deed, id: string, applicationId: string, ...rest: A): Promise<T> => step(deed, (await requireOpen(deed, id)).person_id, applicationId, ...rest)

/** Filled in and handed in with the person at the window; the city is asked with the person's word. 窗口代填、代交 */
export const [saveHere, prefillHere, disputeHere, submitHere, supplyHere] = [here(saveAtCounter), here(prefillAtCounter), here(disputeAtCounter), here(submitAtCounter), here(supplyAtCounter)] as const

/** The form on paper, with what is known of the person at the window; and the sheet that they wrote on, scanned into the draft. 纸质申请表 */
export const [printFormHere, keepPaperHere] = [here(printFormAtCounter), here(keepPaperAtCounter)] as const
