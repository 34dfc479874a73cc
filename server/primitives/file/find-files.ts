import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import type { StoredCopy } from './store-image.ts'
import { file, type Variant } from './tables.ts'

/** A file as the part that refers to it may show it; `copies` are for `openCopy`. */
export type KeptFile = Readonly<{ id: string; home: string | null; subjectId: string | null; use: string | null; published: boolean; uploadedAt: Date; width: number; height: number; copies: readonly StoredCopy[] }>

/** One file; whoever calls judges whether the actor may see it: only the part that refers to it knows. 查文件 */
export async function fileFor(deed: Deed, fileId: string): Promise<KeptFile> {
  const [found] = await load(deed, (query) => query.where('file.file.id', '=', fileId))
  if (!found) throw notFound('file.not_found')
  return found
}

/** The files of subjects, in their order; one query for a whole list. */
export async function filesOf(deed: Deed, home: string, subjectIds: readonly string[]): Promise<Map<string, KeptFile[]>> {
  const found = subjectIds.length === 0 ? [] : await load(deed, (query) => query.where('home', '=', home).where('subject_id', 'in', subjectIds))
  return Map.groupBy(found, ({ subjectId }) => subjectId!)
}

/** The copy of a file that is asked for; 404 where it has none, such as a public one before it was blurred. */
export function copyOf(kept: KeptFile, variant: Variant): StoredCopy {
  const copy = kept.copies.find((one) => one.variant === variant)
  if (!copy || (variant === 'public' && !kept.published)) throw notFound('file.not_found')
  return copy
}

const select = (deed: Deed) => file(deed.tx).selectFrom('file.file').innerJoin('file.copy', 'file_id', 'id')
  .select(['id', 'home', 'subject_id', 'use', 'published_at', 'uploaded_at', 'variant', 'sha256', 'sealed', 'type', 'width', 'height']).orderBy('use').orderBy('position').orderBy('id')

async function load(deed: Deed, narrow: (query: ReturnType<typeof select>) => ReturnType<typeof select>): Promise<KeptFile[]> {
  const rows = await narrow(select(deed)).execute()
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((copies) => {
    const { id, home, subject_id: subjectId, use, published_at, uploaded_at } = copies[0]!
    const original = copies.find(({ variant }) => variant === 'original')
    return {
      id, home, subjectId, use, published: published_at !== null, uploadedAt: uploaded_at, width: original?.width ?? 0, height: original?.height ?? 0,
      copies: copies.map(({ variant, sha256, sealed, type, width, height }) => ({ variant, sha256, sealed, type, width, height })),
    }
  })
}
