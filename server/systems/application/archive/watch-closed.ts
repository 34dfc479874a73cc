import type { Deed } from '#base/deed'
import type { EventMessage } from '#base/home'
import { itemOfVersion } from '#systems/service-item'
import { requireApplication } from '../find-application.ts'
import { application } from '../tables.ts'
import { archiveSettings, keepOf } from './archive-settings.ts'

/** Steps after which nothing more is done; a draft that was thrown away is no file. */
export const closing = ['deliver', 'refuse', 'decline', 'withdraw', 'lapse']

/** A closed application is to be filed: by when, and for how long. 办结待归档 */
export async function watchClosed(deed: Deed, { subjectId, at }: EventMessage): Promise<void> {
  const row = await requireApplication(deed, subjectId)
  const [settings, { act }] = [await archiveSettings(deed), await itemOfVersion(deed, row.item_code, row.item_version)]
  await application(deed.tx).insertInto('application.archive').values({
    application_id: row.id, unit_id: row.unit_id, item_code: row.item_code, closed_at: at, due_at: new Date(at.getTime() + settings.after_days * 86_400_000), keep: keepOf(settings, act),
    archived_at: null, year: null, sequence: null, sha256: null, bytes: null, files: null, file_id: null,
  }).onConflict((old) => old.column('application_id').doNothing()).execute()
}
