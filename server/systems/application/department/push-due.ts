import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { log } from '#base/log'
import { openCopy } from '#primitives/file'
import { application } from '../tables.ts'
import { departmentSystemHere, type DepartmentSystem, type PushAnswer } from './department-port.ts'
import { keepAnswer } from './keep-answer.ts'
import { hashed, papersOf, takeLeave, type Package } from './pack-push.ts'
import type { DepartmentCase } from './push-on.ts'

const AT_ONCE = 50
const [FIRST, LONGEST] = [30_000, 6 * 3_600_000]
export type DuePush = Pick<DepartmentCase, 'application_id' | 'version' | 'system_code' | 'unit_id' | 'number'>
/** What went wrong out there; everything else is a bug of ours. */
class Unreached extends Error {}

/** Pushes what is due: once by its number and version, however often it is tried; each try that fails waits longer, what is refused is parked. 推送部门系统 */
export async function pushDue(run: JobRun): Promise<void> {
  const due = await run.read((deed) => application(deed.tx).selectFrom('application.department_case').select(['application_id', 'version', 'system_code', 'unit_id', 'number'])
    .where('state', '=', 'due').where('next_at', '<=', run.now).orderBy('next_at').limit(AT_ONCE).execute())
  for (const one of due) {
    if (run.stopping.aborted) return
    await pushOne(run, one)
  }
}

async function pushOne(run: JobRun, one: DuePush): Promise<void> {
  const [system, about] = [departmentSystemHere(one.system_code), { system: one.system_code, application: one.application_id, version: one.version }]
  try {
    const papers = await hashed(await run.perform((deed) => papersOf(deed, one), one.unit_id))
    if (!system) throw new Unreached('no connector')
    const sent = await run.perform((deed) => takeLeave(deed, one, papers), one.unit_id)
    if (!sent) return // mended or taken back meanwhile
    const answer = await pushed(system, sent).catch((error: Error) => { throw new Unreached(error.message, { cause: error }) })
    await run.perform((deed) => keepAnswer(deed, one, answer), one.unit_id)
  } catch (error) {
    const { message, stack } = error as Error
    const failure = error instanceof Unreached ? message.slice(0, 100) : 'not ready'
    if (error instanceof Unreached) log.warn({ ...about, failure }, 'an application did not reach the system that decides it')
    else log.error({ ...about, err: { message, stack } }, 'an application could not be made ready for the system that decides it')
    await run.perform((deed) => keepFailure(deed, one, failure))
  }
}

async function pushed(system: DepartmentSystem, { sent, papers }: Package): Promise<PushAnswer> {
  for (const { sha256, copy } of papers) await system.paper({ sha256, ...(await openCopy(copy)) })
  return system.push(sent)
}

/** Tried again, each time after twice as long. */
async function keepFailure(deed: Deed, { application_id: id, version }: DuePush, failure: string): Promise<void> {
  const held = await application(deed.tx).selectFrom('application.department_case').select('tries').where('application_id', '=', id).where('version', '=', version).where('state', '=', 'due').forUpdate().executeTakeFirst()
  if (!held) return
  const wait = Math.min(LONGEST, FIRST * 2 ** Math.min(held.tries, 20))
  await application(deed.tx).updateTable('application.department_case').set({ tries: held.tries + 1, failure, next_at: new Date(deed.now.getTime() + wait) }).where('application_id', '=', id).execute()
}
