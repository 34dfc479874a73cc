import type { Deed } from '#base/deed'
import { invalid, notFound } from '#base/errors'
import { copyOf, fileFor, type StoredCopy } from '#primitives/file'
import { appendLeaf } from '#primitives/ledger'
import { itemNames } from '#systems/service-item'
import type { Application, ArchivedApplications, ArchiveFilter } from '../contract.ts'
import { findApplication } from '../find-application.ts'
import { application, type ApplicationTables } from '../tables.ts'
import { archiveSettings } from './archive-settings.ts'

type ArchiveRow = ApplicationTables['application.archive']
const short: Readonly<Record<ArchiveRow['keep'], string>> = { permanent: 'Y', years_30: 'D30', years_10: 'D10' } // DA/T 22—2015
const numberOf = ({ year, keep, sequence }: ArchiveRow): string | null => (sequence === null ? null : `${year}-${short[keep]}-${String(sequence).padStart(5, '0')}`)

/** What the actor's unit has filed, the last first; and how many wait. 归档目录 */
export async function findArchive(deed: Deed, { limit = 50, after, year }: ArchiveFilter): Promise<ArchivedApplications> {
  const unit = deed.actor.departmentId ?? ''
  const db = application(deed.tx)
  let query = db.selectFrom('application.archive as r').innerJoin('application.application as a', 'a.id', 'r.application_id').selectAll('r').select('a.number').where('r.unit_id', '=', unit).where('r.archived_at', 'is not', null)
  if (year !== undefined) query = query.where('r.year', '=', year)
  if (after !== undefined) query = query.where('r.application_id', '<', after)
  const rows = await query.orderBy('r.application_id', 'desc').limit(limit + 1).execute()
  const names = await itemNames(deed, rows.map(({ item_code: code }) => code))
  const { waiting } = await db.selectFrom('application.archive').select((of) => of.fn.countAll<bigint>().as('waiting')).where('unit_id', '=', unit).where('archived_at', 'is', null).executeTakeFirstOrThrow()
  return {
    waiting: Number(waiting), next: rows.length > limit ? rows[limit - 1]!.application_id : null, uses: (await archiveSettings(deed)).uses.map(({ code, name, name_en: english }) => ({ code, name, english })),
    items: rows.slice(0, limit).map((row) => ({ id: row.application_id, number: row.number, archiveNumber: numberOf(row)!, item: { code: row.item_code, name: names.get(row.item_code) ?? row.item_code }, closedAt: row.closed_at.toISOString(), archivedAt: row.archived_at!.toISOString(), keep: row.keep, files: row.files!, bytes: row.bytes!, sha256: row.sha256!.toString('hex') })),
  }
}

/** The package, for a reason that the city knows; the person sees who opened it and for what. 调档 */
export async function openArchived(deed: Deed, id: string, use: string): Promise<{ copy: StoredCopy; number: string }> {
  const why = (await archiveSettings(deed)).uses.find(({ code }) => code === use)
  if (!why) throw invalid('application.no_such_use')
  const [row, about] = [await application(deed.tx).selectFrom('application.archive').selectAll().where('application_id', '=', id).where('unit_id', '=', deed.actor.departmentId ?? '').where('archived_at', 'is not', null).executeTakeFirst(), await findApplication(deed, id)]
  if (!row || !about) throw notFound('application.unknown')
  await appendLeaf({ ...deed, purpose: use }, { kind: 'application.archive_opened', subjects: [about.person_id], payload: { application: id, number: about.number, archive: numberOf(row), use: why.name, unit: row.unit_id } })
  return { copy: copyOf(await fileFor(deed, row.file_id!), 'work'), number: `${about.number}-${numberOf(row)!}` }
}

/** What became of the file of an application, as its person is told. 归档情况 */
export async function archivedOf(deed: Deed, id: string): Promise<Application['archived']> {
  const row = await application(deed.tx).selectFrom('application.archive').selectAll().where('application_id', '=', id).where('archived_at', 'is not', null).executeTakeFirst()
  return row ? { at: row.archived_at!.toISOString(), number: numberOf(row)!, keep: row.keep } : null
}
