import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { Refusal } from '#base/errors'
import type { JobRun } from '#base/home'
import { log } from '#base/log'
import { storePaper, type StoredImage } from '#primitives/file'
import { requireMatter } from '#primitives/matter'
import { deadline } from '#primitives/rule'
import type { DepartmentStatus } from '../contract.ts'
import { waitsForPayment } from '../fee/await-payment.ts'
import { requireApplication } from '../find-application.ts'
import { acceptApplication } from '../review/accept-application.ts'
import { application, type ApplicationTables } from '../tables.ts'
import { openContent } from './message-content.ts'
import { departmentSystemHere } from './department-port.ts'
import { requireDecidedElsewhere } from './department-settings.ts'
import { heedStatus } from './heed-status.ts'

type Waiting = Readonly<{ id: string; application_id: string; unit_id: string; system_code: string }>
type Outcome = ApplicationTables['application.department_message']['outcome']
/** The result's document does not have the hash that the status says, or does more than show pages. */
class BadDocument extends Error {}
/** It cannot be had just now: the status waits. */
class NotNow extends Error {}

/** Takes what departments' systems said, of each application in its order; a status whose forerunner is not here yet waits for it. 落实状态 */
export async function takeStatuses(run: JobRun): Promise<void> {
  const failed: string[] = []
  for (let more = true; more && !run.stopping.aborted;) {
    const rows = await run.read((deed) => waiting(deed, failed))
    for (const one of rows) if (!(await takeOne(run, one))) failed.push(one.id)
    more = rows.length > 0
  }
}

/** Of each application the next one, without those. */
const waiting = (deed: Deed, but: readonly string[]): Promise<Waiting[]> => application(deed.tx).selectFrom('application.department_message as m').innerJoin('application.department_case as c', 'c.application_id', 'm.application_id')
  .select(['m.id', 'c.application_id', 'c.unit_id', 'c.system_code']).distinctOn('c.application_id').where('m.outcome', '=', 'waiting').where('m.direction', '=', 'in').whereRef('m.sequence', '<=', sql`c.last_sequence + 1`).where('m.id', '!=', sql<string>`all(${but}::uuid[])`)
  .orderBy('c.application_id').orderBy('m.sequence').orderBy('m.id').limit(200).execute()

/** False = it stays as it is for now. */
async function takeOne(run: JobRun, one: Waiting): Promise<boolean> {
  try {
    const status = await run.perform((deed) => statusOf(deed, one), one.unit_id)
    const document = await documentOf(one, status)
    return await run.perform((deed) => take(deed, one, { status, document }), one.unit_id)
  } catch (error) {
    if (error instanceof NotNow) { log.warn({ system: one.system_code, application: one.application_id, failure: error.message.slice(0, 100) }, 'a result could not be fetched'); return false }
    if (error instanceof BadDocument) { await run.perform((deed) => settle(deed, one, 'bad_document', error.message), one.unit_id); return true }
    if (error instanceof Refusal && error.code !== 'application.no_department_system') { await run.perform((deed) => passOver(deed, one, error.code), one.unit_id); return true } // a folder that lost a system is mended, and its statuses wait for that
    log.error({ err: { message: (error as Error).message, stack: (error as Error).stack }, message: one.id }, 'a status could not be taken')
    return false
  }
}

const statusOf = async (deed: Deed, { id }: Waiting): Promise<DepartmentStatus> =>
  openContent<DepartmentStatus>(await application(deed.tx).selectFrom('application.department_content').select('content').where('message_id', '=', id).executeTakeFirstOrThrow())

/** The result as that system gives it, fetched outside any transaction and kept only if it is what the status says. */
async function documentOf({ system_code: code }: Waiting, { result }: DepartmentStatus): Promise<StoredImage | null> {
  if (result?.document === undefined) return null
  const bytes = await (departmentSystemHere(code)?.document(result.document) ?? Promise.reject(new Error('no connector'))).catch((error: Error) => { throw new NotNow(error.message) })
  if (createHash('sha256').update(bytes).digest('hex') !== result.document) throw new BadDocument('hash')
  return storePaper(bytes).catch((error: unknown) => { throw error instanceof Refusal ? new BadDocument(error.code) : error })
}

async function take(deed: Deed, one: Waiting, said: Readonly<{ status: DepartmentStatus; document: StoredImage | null }>): Promise<boolean> {
  const db = application(deed.tx)
  const held = await db.selectFrom('application.department_case').selectAll().where('application_id', '=', one.application_id).forUpdate().executeTakeFirstOrThrow()
  const message = await db.selectFrom('application.department_message').selectAll().where('id', '=', one.id).where('outcome', '=', 'waiting').executeTakeFirst()
  if (!message) return true
  if (message.sequence! <= held.last_sequence) return settled(deed, one, 'out_of_order')
  const row = await requireApplication(deed, one.application_id)
  const { system, mapping } = await requireDecidedElsewhere(deed, row.item_code)
  const meaning = system.statuses.find(({ code }) => code === message.what)
  if ((meaning?.step === 'approved' || meaning?.step === 'refused') && (await waitsForPayment(deed, row, () => acceptApplication(deed, row.id, {})))) return false
  await heard(deed, one, message.sequence!)
  if (!meaning) return settled(deed, one, 'unknown_code')
  await heedStatus(deed, row, { ...said, messageId: one.id, meaning, system, mapping })
  return settled(deed, one, 'taken')
}

const settled = (...said: Parameters<typeof settle>): Promise<true> => settle(...said).then(() => true)

/** What it says cannot be, here and now: it is counted, so that what comes after it is heard, and changes nothing else. */
async function passOver(deed: Deed, one: Waiting, reason: string): Promise<void> {
  const { sequence } = await application(deed.tx).selectFrom('application.department_message').select('sequence').where('id', '=', one.id).executeTakeFirstOrThrow()
  await heard(deed, one, sequence!)
  await settle(deed, one, 'not_now', reason)
}

async function heard(deed: Deed, { application_id: id }: Waiting, sequence: number): Promise<void> {
  await application(deed.tx).updateTable('application.department_case').set({ heard_at: deed.now, last_sequence: sequence }).where('application_id', '=', id).execute()
}

/** What became of it; and until when the next word is owed, where the application is that system's to go on with. */
async function settle(deed: Deed, { id, application_id: applicationId }: Waiting, outcome: Outcome, reason: string | null = null): Promise<void> {
  await application(deed.tx).updateTable('application.department_message').set({ outcome, reason }).where('id', '=', id).execute()
  if (outcome !== 'taken') return
  const { item_code: item } = await requireApplication(deed, applicationId)
  const { state, final } = await requireMatter(deed, applicationId)
  const theirs = !final && !['supplementing', 'approved'].includes(state)
  const { system } = await requireDecidedElsewhere(deed, item)
  const promised = theirs ? (await deadline(deed, { from: deed.now, ...system.answered })).dueAt : null
  await application(deed.tx).updateTable('application.department_case').set({ promised_at: promised }).where('application_id', '=', applicationId).execute()
}
