import type { Deed } from '#base/deed'
import { conflict, invalid } from '#base/errors'
import { filesHere } from './files-here.ts'
import { uploaderOf } from './keep-file.ts'
import { file } from './tables.ts'

/** What files belong to: a subject of a home, for one use ('before', 'after', 'reply'). */
export type Place = Readonly<{ home: string; subjectId: string; use: string }>

/** Makes files belong to a subject, in this order after those that are there. Only whoever brought a file may attach it, and only once; the same call again changes nothing. 关联文件
 *  What was brought without a login belongs to whoever knows its id: people upload first and sign in after.
 *  `from` names another uploader whom the caller vouches for (a device, an importing job). `papers`: documents are taken too, where otherwise only pictures are. */
export async function attachFiles(deed: Deed, place: Place, fileIds: readonly string[], options: { atMost?: number; from?: string; papers?: true } = {}): Promise<void> {
  if (fileIds.length === 0) return
  const db = file(deed.tx)
  const { home, subjectId, use } = place
  const uploader = options.from ?? uploaderOf(deed)
  const wanted = [...new Set(fileIds)]
  const found = await db.selectFrom('file.file').select(['id', 'uploader', 'home', 'subject_id', 'use']).where('id', 'in', wanted).forUpdate().execute()
  const here = (row: { home: string | null; subject_id: string | null; use: string | null }): boolean => row.home === home && row.subject_id === subjectId && row.use === use
  // a file that somebody else brought is as unknown as one that does not exist
  if (found.length < wanted.length || found.some((row) => row.uploader !== uploader && !row.uploader.startsWith('anonymous:') && !here(row))) throw invalid('file.not_found')
  if (found.some((row) => row.home !== null && !here(row))) throw conflict('file.attached_elsewhere')
  if (!options.papers && (await db.selectFrom('file.copy').select('file_id').where('file_id', 'in', wanted).where('type', '=', 'application/pdf').executeTakeFirst())) throw invalid('file.not_an_image')
  const fresh = wanted.filter((id) => !found.some((row) => row.id === id && here(row)))
  const { count } = await db.selectFrom('file.file').select((is) => is.fn.countAll<bigint>().as('count'))
    .where('home', '=', home).where('subject_id', '=', subjectId).where('use', '=', use).executeTakeFirstOrThrow()
  const atMost = options.atMost ?? filesHere().limits.perSubject
  if (Number(count) + fresh.length > atMost) throw invalid('file.too_many', { limit: atMost })
  for (const [at, id] of fresh.entries())
    await db.updateTable('file.file').set({ home, subject_id: subjectId, use, position: Number(count) + at, attached_at: deed.now }).where('id', '=', id).execute()
}

/** Lets go of the files of a subject and use that are not among these. 只留这些文件 */
export async function keepOnly(deed: Deed, { home, subjectId, use }: Place, fileIds: readonly string[]): Promise<void> {
  await file(deed.tx).deleteFrom('file.file').where('home', '=', home).where('subject_id', '=', subjectId).where('use', '=', use).$if(fileIds.length > 0, (query) => query.where('id', 'not in', [...fileIds])).execute()
}

/** Lets go of every file of a subject, as a purge does; their bytes leave the disk with the next sweep. 解除关联 */
export async function removeFiles(deed: Deed, { home, subjectId }: Pick<Place, 'home' | 'subjectId'>): Promise<number> {
  const gone = await file(deed.tx).deleteFrom('file.file').where('home', '=', home).where('subject_id', '=', subjectId).returning('id').execute()
  return gone.length
}
