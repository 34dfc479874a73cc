import type { Deed } from '#base/deed'
import { ledger } from './tables.ts'

/** A decision to withhold ended before its day: its leaves are shown from now on. 提前告知 */
export async function showWithheld(deed: Deed, decision: string): Promise<void> {
  await ledger(deed.tx).updateTable('ledger.withheld').set({ until: deed.now }).where('decision_id', '=', decision).where('until', '>', deed.now).execute()
}
