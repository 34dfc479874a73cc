import { Value } from 'typebox/value'
import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { log } from '#base/log'
import { DepartmentStatus } from '../contract.ts'
import { application } from '../tables.ts'
import { departmentSystemHere, type DepartmentSystem } from './department-port.ts'
import { departmentSystems } from './department-settings.ts'
import { keepStatus } from './receive-status.ts'

const MOST_PAGES = 100

/** Asks each system what it has said since it was last asked: a call-back that was lost loses nothing. One that cannot be reached is shown, and asked again at the next turn. 查询状态 */
export async function askStatuses(run: JobRun): Promise<void> {
  for (const { code } of await run.read(departmentSystems)) {
    const system = departmentSystemHere(code)
    if (!system || run.stopping.aborted) continue
    await run.perform(async (deed) => { await application(deed.tx).insertInto('application.department_system').values({ code, cursor: null, met_at: null, failed_at: null, failure: null }).onConflict((old) => old.doNothing()).execute() })
    for (let page = 0; page < MOST_PAGES && (await nextPage(run, code, system)); page++);
  }
}

/** True = there is more. */
async function nextPage(run: JobRun, code: string, system: DepartmentSystem): Promise<boolean> {
  const after = await run.read(async (deed) => (await application(deed.tx).selectFrom('application.department_system').select('cursor').where('code', '=', code).executeTakeFirstOrThrow()).cursor)
  const asked = await system.statuses(after).catch((error: Error) => error)
  if (asked instanceof Error) {
    const failure = asked.message.slice(0, 100)
    log.warn({ system: code, failure }, 'a department\'s system did not answer')
    await run.perform((deed) => note(deed, code, { failed_at: deed.now, failure }))
    return false
  }
  const said = asked.statuses.filter((one): one is DepartmentStatus => Value.Check(DepartmentStatus, one))
  if (said.length < asked.statuses.length) log.warn({ system: code, malformed: asked.statuses.length - said.length }, 'statuses without the shape that was agreed')
  await run.perform(async (deed) => {
    for (const status of said) await keepStatus(deed, code, status)
    await note(deed, code, { ...(asked.next === null ? {} : { cursor: asked.next }), met_at: deed.now, failed_at: null, failure: null })
  })
  return asked.statuses.length > 0 && asked.next !== null && asked.next !== after
}

const note = async (deed: Deed, code: string, state: Readonly<{ cursor?: string; met_at?: Date; failed_at: Date | null; failure: string | null }>): Promise<void> => {
  await application(deed.tx).updateTable('application.department_system').set(state).where('code', '=', code).execute()
}
