import { sql } from 'kysely'
import { cityDay } from '#base/clock'
import type { Deed } from '#base/deed'
import type { JobRun } from '#base/home'
import { drawDue, type Drawn } from '#primitives/file'
import { appendLeaf } from '#primitives/ledger'
import { cityOf } from '#primitives/place'
import { requireApplication } from '../find-application.ts'
import { application } from '../tables.ts'
import { packApplication, readToPack, type ToPack } from './pack-application.ts'

const BATCH = 5

/** Packs closed applications for the archives; one whose letter is still to be written or drawn, or whose licence is, waits and is a leak. 归档 */
export const archiveClosed = (run: JobRun): Promise<void> => drawDue(run, { of: 'archive', type: 'application/zip', due: findDue, draw: packApplication, keep: keepPackage })

async function findDue(deed: Deed, but: readonly string[]): Promise<ToPack[]> {
  const rows = await application(deed.tx).selectFrom('application.archive as r').selectAll().where('archived_at', 'is', null).where('due_at', '<=', deed.now).where('r.application_id', '!=', sql<string>`all(${but}::uuid[])`)
    .where((of) => of.not(of.exists(of.selectFrom('application.letter_owed as o').select('o.id').whereRef('o.application_id', '=', 'r.application_id')))).orderBy('due_at').limit(BATCH).execute()
  const ready: ToPack[] = []
  for (const row of rows) ready.push(await readToPack(deed, row.application_id, { closedAt: row.closed_at, keep: row.keep }))
  return ready
}

/** The package, its number and its leaf stand together or not at all. Numbers of a unit, year and time of keeping have no gap. 编件号 */
async function keepPackage(deed: Deed, { id, files }: ToPack, { sha256, bytes, keepAt }: Drawn): Promise<void> {
  const db = application(deed.tx)
  const row = await db.selectFrom('application.archive').selectAll().where('application_id', '=', id).where('archived_at', 'is', null).forUpdate().executeTakeFirst()
  if (!row) return
  const { zone } = await cityOf(deed)
  const year = Number(cityDay(row.closed_at, zone).slice(0, 4))
  await sql`select pg_advisory_xact_lock(hashtextextended(${`application.archive|${row.unit_id}|${year}|${row.keep}`}, 0))`.execute(db)
  const { last } = await db.selectFrom('application.archive').select((of) => of.fn.max('sequence').as('last')).where('unit_id', '=', row.unit_id).where('year', '=', year).where('keep', '=', row.keep).where('archived_at', 'is not', null).executeTakeFirstOrThrow()
  const sequence = (last ?? 0) + 1
  const fileId = await keepAt({ home: 'application', subjectId: id, use: 'archive' })
  await db.updateTable('application.archive').set({ archived_at: deed.now, year, sequence, sha256, bytes, files: files.length, file_id: fileId }).where('application_id', '=', id).execute()
  const about = await requireApplication(deed, id)
  await appendLeaf(deed, { kind: 'application.archived', subjects: [about.person_id], payload: { application: id, number: about.number, unit: row.unit_id, keep: row.keep, year, sequence, sha256: sha256.toString('hex') } })
}
