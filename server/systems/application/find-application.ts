import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
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

/** One that the actor's unit has to answer. */
export async function requireOfUnit(deed: Deed, id: string): Promise<ApplicationRow> {
  const row = await requireApplication(deed, id)
  if (row.submitted_at === null || (deed.actor.kind !== 'job' && row.unit_id !== deed.actor.departmentId)) throw notFound(unknown)
  return row
}
