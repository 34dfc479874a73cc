import type { Deed } from '#base/deed'
import { invalid } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { copyOf, fileFor } from './find-files.ts'
import type { StoredCopy } from './store-image.ts'

/** Hands out the unblurred full size, for a purpose that the deed names, and owes a leaf for it. Whoever calls has judged that the actor may. 调取原图 */
export async function unlockOriginal(deed: Deed, fileId: string): Promise<StoredCopy> {
  if (!deed.purpose) throw invalid('file.purpose_required')
  const kept = await fileFor(deed, fileId)
  const copy = copyOf(kept, 'original')
  await appendLeaf(deed, { kind: 'file.original_opened', payload: { file: fileId, home: kept.home, subject: kept.subjectId } })
  return copy
}
