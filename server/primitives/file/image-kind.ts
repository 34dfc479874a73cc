import { invalid } from '#base/errors'

export type ImageKind = 'jpeg' | 'png' | 'webp'

export const starts = (bytes: Buffer, hex: string, at = 0): boolean => bytes.subarray(at, at + hex.length / 2).toString('hex') === hex

/** What the bytes are; never what their name or their sender's header says. Whatever is no picture that we keep refuses with a reason. 图片类型 */
export function judgeImage(bytes: Buffer): ImageKind {
  if (bytes.length === 0) throw invalid('file.empty')
  if (starts(bytes, 'ffd8ff')) return 'jpeg'
  if (starts(bytes, '89504e470d0a1a0a')) return 'png'
  if (starts(bytes, '52494646') && bytes.toString('latin1', 8, 12) === 'WEBP') return 'webp'
  if (bytes.toString('latin1', 4, 8) === 'ftyp' && /^(hei|hev|mif1|msf1|avif)/.test(bytes.toString('latin1', 8, 12))) throw invalid('file.heic_not_taken')
  throw invalid('file.not_an_image')
}
