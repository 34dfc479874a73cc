import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import type { BeganApplication, BeginApplication } from '../contract.ts'
import { beginOnCall as begin } from '../draft/begin-application.ts'
import { disputeField } from '../draft/dispute-field.ts'
import { prefillDraft } from '../draft/prefill.ts'
import { saveDraft } from '../draft/save-draft.ts'
import { submitApplication } from '../draft/submit-application.ts'
import { openFilled, valuesOf, type Applicant } from '../filled.ts'
import { findApplication } from '../find-application.ts'
import { showApplication } from '../show-application.ts'
import { application } from '../tables.ts'

/** The call on which it was begun, and who is on the line now. Whoever calls judged both: the call is open and theirs, and the person proved who they are. */
export type OnCall = Readonly<{ callId: string; personId: string }>
type Step<A extends readonly unknown[], T> = (deed: Deed, id: string, ...rest: A) => Promise<T>

/** The wall opens for what was begun on these calls, and only meanwhile. */
async function during<T>(deed: Deed, calls: readonly string[], work: () => Promise<T>): Promise<T> {
  await sql`set local haihe.call = ${sql.lit(calls.join(','))}`.execute(application(deed.tx))
  const done = await work() // a refusal ends the transaction, and with it the setting
  await sql`set local haihe.call = ''`.execute(application(deed.tx))
  return done
}

/** A step as the caller takes it: a post types, the caller is the subject. 通话中办理 */
const onCall = <A extends readonly unknown[], T>(step: Step<A, T>) => (deed: Deed, { callId, personId }: OnCall, id: string, ...rest: A): Promise<T> => during(deed, [callId], async () => {
  const row = await findApplication(deed, id)
  if (row?.person_id !== personId || row.call_id !== callId || row.began_by_unit !== null) throw notFound('application.unknown')
  return step({ ...deed, subject: personId }, id, ...rest)
})

/** `earlier`: calls of this caller before, of which a draft may be left. */
export const beginOnCall = (deed: Deed, wish: Omit<BeginApplication, 'person' | 'subject'>, whom: OnCall & Readonly<{ applicant: Applicant; earlier: readonly string[] }>): Promise<BeganApplication> =>
  during(deed, [whom.callId, ...whom.earlier], () => begin(deed, wish, whom))
/** What the city said is masked for whoever types. */
export const showOnCall = onCall(showApplication)
export const saveOnCall = onCall(saveDraft)
export const prefillOnCall = onCall(prefillDraft)
export const disputeOnCall = onCall(disputeField)
export const submitOnCall = onCall(submitApplication)

/** What was filled in, open, to be read aloud to the caller who asks for it; one leaf a look. 念给来电人听 */
export const openOnCall = onCall(async (deed, id): Promise<Record<string, unknown>> => {
  const row = (await findApplication(deed, id))!
  await appendLeaf({ ...deed, purpose: 'read_to_caller' }, { kind: 'application.opened_on_call', subjects: [row.person_id], payload: { application: id, number: row.number, call: row.call_id, unit: deed.actor.departmentId } })
  return valuesOf(openFilled(row))
})
