import { tables } from '#base/database'
import type { Box } from './blur-image.ts'

export type Variant = 'original' | 'work' | 'thumbnail' | 'public'
export type FileTables = {
  'file.file': {
    id: string; uploader: string; uploaded_at: Date
    /** Null until a part refers to it. */
    home: string | null; subject_id: string | null; use: string | null; position: number; attached_at: Date | null
    published_at: Date | null; published_by: string | null; boxes: readonly Box[] | string | null
  }
  'file.copy': { file_id: string; variant: Variant; sha256: string; sealed: boolean; type: string; width: number; height: number }
}
export const file = tables<FileTables>()
