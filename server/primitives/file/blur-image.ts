import sharp from 'sharp'
import { atMostTwo, smaller, type Picture } from './reencode-image.ts'

/** A place on a picture in fractions of its width and height, from its upper left corner. */
export type Box = Readonly<{ x: number; y: number; w: number; h: number }>

const PUBLIC_SIDE = 1600

/** A copy for the public: each box is reduced to a few specks of colour and smeared, so that no face and no plate can be won back. 脱敏 */
export function blurImage(original: Buffer, boxes: readonly Box[]): Promise<Picture> {
  return atMostTwo(async () => {
    const { width, height } = await sharp(original).metadata()
    const smears = await Promise.all(boxes.map(async (box) => {
      const left = Math.min(Math.floor(box.x * width), width - 1)
      const top = Math.min(Math.floor(box.y * height), height - 1)
      const area = { left, top, width: Math.max(1, Math.min(Math.ceil(box.w * width), width - left)), height: Math.max(1, Math.min(Math.ceil(box.h * height), height - top)) }
      const specks = await sharp(original).extract(area).resize({ width: Math.min(6, area.width), height: Math.min(6, area.height), fit: 'fill' }).png().toBuffer()
      const input = await sharp(specks).resize({ width: area.width, height: area.height, fit: 'fill', kernel: 'cubic' }).png().toBuffer()
      return { input, left, top }
    }))
    const covered = await sharp(original).composite(smears).png({ compressionLevel: 1 }).toBuffer()
    return await smaller(covered, PUBLIC_SIDE, 82)
  })
}
