import { tables } from '#base/database'
import type { Box } from './blur-image.ts'

export type Variant = 'original' | 'work' | 'thumbnail' | 'public'
export type FileTables = {
  /** The copies of a picture on disk. All are sealed but the public one. */
  'file.copy': {
    /** The picture. */
    file_id: string
    /** original = full size, work = at most 1600 pixels, thumbnail = at most 320, public = at most 1600 with the blurred places. */
    variant: Variant
    /** Hash of the bytes as they lie on disk, which is their name there. */
    sha256: string
    /** Whether those bytes are sealed. */
    sealed: boolean
    /** Media type of the picture. */
    type: string
    /** Pixels. */
    width: number
    /** Pixels. */
    height: number
  }
  /** One row a picture; unattached ones are removed after 24 hours. */
  'file.file': {
    /** UUIDv7, made by the client where it was offline. */
    id: string
    /** Kind and id of who brought it. */
    uploader: string
    /** When it arrived. */
    uploaded_at: Date
    /** The part that refers to it, such as governance; null until one does. */
    home: string | null
    /** What it belongs to there, such as an incident. */
    subject_id: string | null
    /** What for, such as before, after or reply. */
    use: string | null
    /** Order among the files of one subject and use. */
    position: number
    /** When a part began to refer to it. */
    attached_at: Date | null
    /** When a copy without faces and plates was made public; null = not public. */
    published_at: Date | null
    /** Kind and id of who blurred it. */
    published_by: string | null
    /** The places that were blurred, in fractions of width and height. */
    boxes: readonly Box[] | string | null
  }
}
export const file = tables<FileTables>()
