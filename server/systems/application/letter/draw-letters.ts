import { createHash } from 'node:crypto'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import type { JobRun } from '#base/home'
import { log } from '#base/log'
import { attachFiles, copyOf, fileFor, keepFile, storeDocument, type StoredCopy, type StoredImage } from '#primitives/file'
import { appendLeaf } from '#primitives/ledger'
import { application } from '../tables.ts'
import { drawLetter } from './draw-letter.ts'
import { requireLetter } from './find-letters.ts'
import { openLetter } from './write-letter.ts'

const BATCH = 20

/** Draws the letters that were just written, outside any transaction; one that cannot be drawn stays and is tried again. 制作文书 */
export async function drawLetters(run: JobRun): Promise<void> {
  const rows = await run.read((deed) => application(deed.tx).selectFrom('application.letter').select(['id', 'content']).where('document_hash', 'is', null).orderBy('written_at').limit(BATCH).execute())
  for (const { id, content } of rows) {
    if (run.stopping.aborted) return
    try {
      const pdf = await drawLetter(openLetter({ content }))
      const [stored, hash] = [await storeDocument(pdf), createHash('sha256').update(pdf).digest()]
      await run.perform((deed) => keepDocument(deed, id, stored, hash))
    } catch (error) { log.error({ err: { message: (error as Error).message, stack: (error as Error).stack }, letter: id }, 'a letter could not be drawn') }
  }
}

/** The document and its leaf stand together or not at all. 文书归档 */
async function keepDocument(deed: Deed, id: string, stored: StoredImage, hash: Buffer): Promise<void> {
  const row = await application(deed.tx).selectFrom('application.letter as l').innerJoin('application.application as a', 'a.id', 'l.application_id').select(['l.number', 'l.unit_id', 'a.person_id']).where('l.id', '=', id).where('l.document_hash', 'is', null).forUpdate('l').executeTakeFirst()
  if (!row) return
  const { id: fileId } = await keepFile(deed, stored)
  await attachFiles(deed, { home: 'application', subjectId: id, use: 'letter' }, [fileId])
  await application(deed.tx).updateTable('application.letter').set({ document_hash: hash, file_id: fileId }).where('id', '=', id).execute()
  await appendLeaf(deed, { kind: 'application.letter_drawn', subjects: [row.person_id], payload: { letter: id, number: row.number, unit: row.unit_id, sha256: hash.toString('hex') } })
}

/** The PDF of a letter, for whoever may read the application. 文书文件 */
export async function letterDocument(deed: Deed, applicationId: string, letterId: string): Promise<{ copy: StoredCopy; number: string }> {
  const row = await requireLetter(deed, applicationId, letterId)
  if (row.file_id === null) throw notFound('application.letter_not_drawn')
  const kept = await fileFor(deed, row.file_id)
  return { copy: copyOf(kept, 'work'), number: row.number }
}
