import { keys } from '#base/keys'
import { filesHere } from './files-here.ts'
import { isDocument, judgeDocument } from './judge-document.ts'
import { reencodeImage, type Picture } from './reencode-image.ts'
import type { Variant } from './tables.ts'

export type StoredCopy = Readonly<{ variant: Variant; sha256: string; sealed: boolean; type: string; width: number; height: number }>
/** Copies that lie durably on disk and that no row refers to yet. */
export type StoredImage = Readonly<{ copies: readonly StoredCopy[] }>

/** Judges, re-encodes, seals and stores a picture. Comes before the transaction: when it returns, the bytes are on disk. 存图片 */
export async function storeImage(bytes: Buffer): Promise<StoredImage> {
  const { original, work, thumbnail } = await reencodeImage(bytes, filesHere().limits)
  return { copies: await Promise.all([storeCopy('original', original), storeCopy('work', work), storeCopy('thumbnail', thumbnail)]) }
}

/** A paper that somebody brings, scanned or taken: a picture is encoded anew as every picture; a PDF is kept as it came, once it is known to do nothing but show pages. Comes before the transaction. 存材料 */
export async function storePaper(bytes: Buffer): Promise<StoredImage> {
  if (!isDocument(bytes)) return storeImage(bytes)
  judgeDocument(bytes, filesHere().limits)
  return storeDocument(bytes)
}

/** Stores a document that the city itself made, sealed; it has one copy, for those whom its owner lets see it. Comes before the transaction. 存文书 */
export const storeDocument = async (bytes: Buffer, type = 'application/pdf'): Promise<StoredImage> => ({ copies: [await storeCopy('work', { bytes, type, width: 0, height: 0 })] })

export async function storeCopy(variant: Variant, { bytes, type, width, height }: Picture): Promise<StoredCopy> {
  const sealed = variant !== 'public'
  const sha256 = await filesHere().store.put(sealed ? keys().seal('file.copy', bytes) : bytes)
  return { variant, sha256, sealed, type, width, height }
}

/** Reads a copy from disk. Comes after the transaction that found it. */
export async function openCopy(copy: StoredCopy): Promise<{ bytes: Buffer; type: string }> {
  const lying = await filesHere().store.get(copy.sha256)
  return { bytes: copy.sealed ? keys().open('file.copy', lying) : lying, type: copy.type }
}
