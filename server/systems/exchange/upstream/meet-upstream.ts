import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { log } from '#base/log'
import { exchange } from '../tables.ts'
import { registerUpward } from './register-upward.ts'
import { answerUpward, takeRequests } from './take-requests.ts'
import { upstreamHere, type Upstream } from './upstream-port.ts'

/** What went wrong out there; everything else is a bug of ours. */
class Unreached extends Error {}
const reached = <R>(call: Promise<R>): Promise<R> => call.catch((error: Error) => { throw new Unreached(error.message, { cause: error }) })
const told = (upstream: Upstream): Upstream => ({ name: upstream.name, register: (entries) => reached(upstream.register(entries)), requests: (after) => reached(upstream.requests(after)), answer: (answer) => reached(upstream.answer(answer)) })

/** Catalogue up, requests down, answers up; where the platform above cannot be reached, that is kept and shown, and all of it is tried again at the next turn. 级联对接 */
export async function meetUpstream(run: JobRun): Promise<void> {
  const here = upstreamHere()
  if (!here) return
  const upstream = told(here)
  await run.perform(async (deed) => { await exchange(deed.tx).insertInto('exchange.upstream_state').values({ one: true, cursor: null, met_at: null, failed_at: null, failure: null }).onConflict((old) => old.doNothing()).execute() })
  try {
    await registerUpward(run, upstream)
    await takeRequests(run, upstream)
    await answerUpward(run, upstream)
    await run.perform((deed) => note(deed, { met_at: deed.now, failed_at: null, failure: null }))
  } catch (error) {
    if (!(error instanceof Unreached)) throw error
    log.warn({ upstream: upstream.name, message: error.message }, 'the platform above was not reached')
    await run.perform((deed) => note(deed, { failed_at: deed.now, failure: error.message.slice(0, 200) }))
  }
}

const note = async (deed: Deed, state: { met_at?: Date; failed_at: Date | null; failure: string | null }): Promise<void> => {
  await exchange(deed.tx).updateTable('exchange.upstream_state').set(state).execute()
}
