import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { application, type ApplicationTables } from './tables.ts'

export type ApplicationRow = ApplicationTables['application.application']
const unknown = 'application.unknown'

/** An application that the wall lets the actor read; another's is as unknown as one that is not there. 取办件 */
export async function requireApplication(deed: Deed, id: string): Promise<ApplicationRow> {
  const row = await findApplication(deed, id)
  if (!row) throw notFound(unknown)
  return row
}

export const findApplication = (deed: Deed, id: string): Promise<ApplicationRow | undefined> => application(deed.tx).selectFrom('application.application').selectAll().where('id', '=', id).executeTakeFirst()

/** One's own or of whom one acts for, or one that one's counter took in; locked, so that two tabs go one after another. */
export async function requireOwn(deed: Deed, id: string): Promise<ApplicationRow> {
  const row = await application(deed.tx).selectFrom('application.application').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row || !isOwn(deed, row)) throw notFound(unknown)
  return row
}

export const isOwn = ({ actor, subject }: Deed, row: ApplicationRow): boolean => row.person_id === (subject ?? actor.id) || (row.began_by_unit !== null && row.began_by_unit === actor.departmentId)

/** How it came in. 来源 */
export const sourceOf = ({ call_id: call, began_by_unit: unit }: ApplicationRow): 'online' | 'counter' | 'phone' => (call !== null ? 'phone' : unit === null ? 'online' : 'counter')

/** At the desk: the unit that answers, the counter that took it in and who was asked for an opinion; that somebody there applied, or acts or acted for whom it is about, is no way in. */
export async function requireAtDesk(deed: Deed, id: string): Promise<ApplicationRow> {
  const row = await requireApplication(deed, id)
  const unit = deed.actor.departmentId ?? ''
  if ((row.unit_id === unit && row.submitted_at !== null) || row.began_by_unit === unit) return row
  const asked = await application(deed.tx).selectFrom('application.joint').select('unit_id').where('application_id', '=', id).where('unit_id', '=', unit).executeTakeFirst()
  if (!asked) throw notFound(unknown)
  return row
}

/** One that the actor's unit has to answer, and not one that its own system decides: nobody types twice. `handsOut`: what was decided may be handed out wherever it was decided. */
export async function requireOfUnit(deed: Deed, id: string, { handsOut = false } = {}): Promise<ApplicationRow> {
  const row = await requireApplication(deed, id)
  if (row.submitted_at === null || (deed.actor.kind !== 'job' && row.unit_id !== deed.actor.departmentId)) throw notFound(unknown)
  if (deed.actor.kind !== 'job' && !handsOut && (await application(deed.tx).selectFrom('application.department_case').select('system_code').where('application_id', '=', id).executeTakeFirst())) throw conflict('application.decided_elsewhere')
  return row
}
