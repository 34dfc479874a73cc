import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import type { JobRun } from '#base/home'
import { copyOf, drawDue, fileFor, type Drawn, type StoredCopy } from '#primitives/file'
import { appendLeaf } from '#primitives/ledger'
import { application } from '../tables.ts'
import { drawLetter } from './draw-letter.ts'
import { requireLetter } from './find-letters.ts'
import { openLetter } from './write-letter.ts'

const BATCH = 20

/** Draws the letters that were just written. 制作文书 */
export const drawLetters = (run: JobRun): Promise<void> => drawDue(run, {
  of: 'letter',
  due: (deed, but) => application(deed.tx).selectFrom('application.letter_owed as o').innerJoin('application.letter as l', 'l.id', 'o.id').select(['l.id', 'l.content']).where('l.id', '!=', sql<string>`all(${but}::uuid[])`).orderBy('o.since').limit(BATCH).execute(),
  draw: ({ content }) => drawLetter(openLetter({ content })),
  keep: keepDocument,
})

/** The document and its leaf stand together or not at all. 文书归档 */
async function keepDocument(deed: Deed, { id }: { id: string }, { sha256, keepAt }: Drawn): Promise<void> {
  const owed = await application(deed.tx).deleteFrom('application.letter_owed').where('id', '=', id).returning('id').executeTakeFirst()
  if (!owed) return
  const row = await application(deed.tx).selectFrom('application.letter as l').innerJoin('application.application as a', 'a.id', 'l.application_id').select(['l.number', 'l.unit_id', 'a.person_id']).where('l.id', '=', id).executeTakeFirstOrThrow()
  const fileId = await keepAt({ home: 'application', subjectId: id, use: 'letter' })
  await application(deed.tx).updateTable('application.letter').set({ document_hash: sha256, file_id: fileId }).where('id', '=', id).execute()
  await appendLeaf(deed, { kind: 'application.letter_drawn', subjects: [row.person_id], payload: { letter: id, number: row.number, unit: row.unit_id, sha256: sha256.toString('hex') } })
}

/** The PDF of a letter, for whoever may read the application. 文书文件 */
export async function letterDocument(deed: Deed, applicationId: string, letterId: string): Promise<{ copy: StoredCopy; number: string }> {
  const row = await requireLetter(deed, applicationId, letterId)
  if (row.file_id === null) throw notFound('application.letter_not_drawn')
  const kept = await fileFor(deed, row.file_id)
  return { copy: copyOf(kept, 'work'), number: row.number }
}
