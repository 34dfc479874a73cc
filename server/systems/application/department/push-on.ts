import type { Selectable } from 'kysely'
import type { Deed } from '#base/deed'
import type { ApplicationRow } from '../find-application.ts'
import { application, type ApplicationTables } from '../tables.ts'
import { decidedElsewhere } from './department-settings.ts'
import type { PushKind } from './department-port.ts'

export type DepartmentCase = Selectable<ApplicationTables['application.department_case']>

export const caseOf = (deed: Deed, applicationId: string): Promise<DepartmentCase | undefined> => application(deed.tx).selectFrom('application.department_case').selectAll().where('application_id', '=', applicationId).executeTakeFirst()

/** What was handed in goes to the system that decides it, where the item has one; pushed after this transaction, whether that system answers or not. True = it is decided there. 转部门系统 */
export async function pushToDepartment(deed: Deed, row: ApplicationRow): Promise<boolean> {
  const known = await decidedElsewhere(deed, row.item_code)
  if (!known) return false
  await application(deed.tx).insertInto('application.department_case').values({
    application_id: row.id, number: row.number, system_code: known.system.code, item_code: row.item_code, unit_id: row.unit_id, version: 1, kind: 'apply', ...fresh(deed),
    tries: 0, receipt: null, heard_at: null, last_sequence: 0, result_id: null, document_hash: null, file_id: null,
  }).execute()
  return true
}

/** The same again, as it is now: mended by whoever applied, or taken back. What never left needs no taking back there. 补推 */
export async function pushAgain(deed: Deed, { id }: Pick<ApplicationRow, 'id'>, kind: PushKind): Promise<void> {
  const before = await application(deed.tx).selectFrom('application.department_case').selectAll().where('application_id', '=', id).forUpdate().executeTakeFirst()
  if (!before) return
  const here = kind === 'withdraw' && before.version === 1 && before.left_at === null
  const next = here ? { ...fresh(deed), state: 'pushed' as const, next_at: null } : { ...fresh(deed), version: before.version + 1 }
  await application(deed.tx).updateTable('application.department_case').set({ ...next, kind, tries: 0 }).where('application_id', '=', id).execute()
}

const fresh = ({ now }: Deed) => ({ state: 'due' as const, due_since: now, next_at: now, failure: null, left_at: null, pushed_at: null, promised_at: null })
