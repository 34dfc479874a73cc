import { uuidv7 } from '../api/uuid.ts'

export type Photo = { id: string, blob: Blob, url: string, width: number, height: number }
export type PhotoRefusal = 'not_an_image' | 'unreadable' | 'heic' | 'too_many' | 'too_large'

const longest = 2048
const kinds = /^image\/(jpeg|png|webp|heic|heif)$/

/** Redraws a picture in the browser: smaller, upright, JPEG, without place or device in any byte (去除位置). */
export const preparePhoto = async (file: File): Promise<Photo | PhotoRefusal> => {
  const heic = /hei[cf]$/i.test(file.type) || /\.hei[cf]$/i.test(file.name)
  if (!kinds.test(file.type) && !heic) return 'not_an_image'
  if (file.size > 40 * 1024 * 1024) return 'too_large'
  let bitmap: ImageBitmap
  try { bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }) } catch { return heic ? 'heic' : 'unreadable' }
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height))
  const [width, height] = [Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale))]
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  const blob = await new Promise<Blob | null>(resolve => { canvas.toBlob(resolve, 'image/jpeg', 0.86) })
  return blob === null ? 'unreadable' : { id: uuidv7(), blob, url: URL.createObjectURL(blob), width, height }
}
