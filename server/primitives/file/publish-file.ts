import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { blurImage, type Box } from './blur-image.ts'
import { copyOf, type KeptFile } from './find-files.ts'
import { uploaderOf } from './keep-file.ts'
import { openCopy, storeCopy, type StoredCopy } from './store-image.ts'
import { file } from './tables.ts'

/** Makes the copy for the public, on disk, with these places blurred; no boxes says that a person looked and found neither face nor plate. Comes before the transaction. 脱敏制图 */
export async function makePublicCopy(kept: KeptFile, boxes: readonly Box[]): Promise<StoredCopy> {
  const { bytes } = await openCopy(copyOf(kept, 'original'))
  return await storeCopy('public', await blurImage(bytes, boxes))
}

/** Makes a picture public in its blurred copy; the unblurred ones stay sealed. Whoever calls has judged that the actor may. 公开图片 */
export async function publishFile(deed: Deed, fileId: string, copy: StoredCopy, boxes: readonly Box[]): Promise<void> {
  if (copy.variant !== 'public') throw new Error('only a public copy may be published')
  const db = file(deed.tx)
  const found = await db.updateTable('file.file').set({ published_at: deed.now, published_by: uploaderOf(deed), boxes: JSON.stringify(boxes) })
    .where('id', '=', fileId).where('home', 'is not', null).returning('id').executeTakeFirst()
  if (!found) throw conflict('file.not_attached')
  const { variant, ...rest } = copy
  await db.insertInto('file.copy').values({ file_id: fileId, variant, ...rest }).onConflict((row) => row.columns(['file_id', 'variant']).doUpdateSet(rest)).execute()
  await appendLeaf(deed, { kind: 'file.published', payload: { file: fileId, copy: copy.sha256, boxes: boxes.length } })
}

/** Takes a picture back from the public. 撤回公开 */
export async function withdrawFile(deed: Deed, fileId: string): Promise<void> {
  const db = file(deed.tx)
  const found = await db.updateTable('file.file').set({ published_at: null, published_by: null, boxes: null }).where('id', '=', fileId).where('published_at', 'is not', null).returning('id').executeTakeFirst()
  if (!found) throw notFound('file.not_found')
  await db.deleteFrom('file.copy').where('file_id', '=', fileId).where('variant', '=', 'public').execute()
  await appendLeaf(deed, { kind: 'file.withdrawn', payload: { file: fileId } })
}
