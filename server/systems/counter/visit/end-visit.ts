import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { record } from '#primitives/event'
import { endTicketIfCalled } from '#systems/booking'
import type { Visit } from '../contract.ts'
import { counter } from '../tables.ts'
import { requireOpen } from './find-visit.ts'
import { visitSaid } from './show-visit.ts'

/** The person leaves the window, or the worker the door: what the document said is erased, and the number is done with. 结束接待 */
export async function endVisit(deed: Deed, id: string): Promise<Visit> {
  const row = await requireOpen(deed, id)
  const ended = await counter(deed.tx).updateTable('counter.visit').set({ ended_at: deed.now, identity: null }).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
  if (row.ticket_id !== null) await endTicketIfCalled(deed, row.ticket_id)
  await record(deed, 'counter.visit_ended', id, row.division_path === null ? { hall: row.hall_code, counter: row.counter, window: row.window } : { door: row.division_path })
  return visitSaid(deed, ended)
}

const LONGEST = 4 * 3_600_000

/** A visit that nobody ended is over after four hours: nobody stands at a window that long, and nothing is done in a name that is not there. 清理接待 */
export async function endLeftVisits(run: JobRun): Promise<void> {
  await run.perform((deed) => counter(deed.tx).updateTable('counter.visit').set({ ended_at: deed.now, identity: null }).where('ended_at', 'is', null).where('begun_at', '<', new Date(deed.now.getTime() - LONGEST)).execute())
}
