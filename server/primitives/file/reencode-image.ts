import sharp, { type Sharp } from 'sharp'
import { invalid, Refusal } from '#base/errors'
import { judgeImage, type ImageKind } from './image-kind.ts'
import type { FileLimits } from './limits.ts'

export type Picture = Readonly<{ bytes: Buffer; type: string; width: number; height: number }>
/** What is made of one upload: the full size, a working copy and a thumbnail. The uploaded bytes themselves end here. */
export type Pictures = Readonly<{ original: Picture; work: Picture; thumbnail: Picture }>

const WORK_SIDE = 1600
const THUMBNAIL_SIDE = 320

/** Decodes a picture and encodes it anew: upright, in sRGB, without any metadata, so that nothing but its pixels survives. 重新编码 */
export async function reencodeImage(bytes: Buffer, limits: FileLimits): Promise<Pictures> {
  if (bytes.length > limits.bytes) throw invalid('file.too_large', { limit: limits.bytes })
  const kind = judgeImage(bytes)
  return await atMostTwo(async () => {
    const upright = await load(bytes, kind, limits)
    const original = await finish(encode(upright, kind), kind)
    return { original, work: await smaller(original.bytes, WORK_SIDE, 80), thumbnail: await smaller(original.bytes, THUMBNAIL_SIDE, 72) }
  }).catch((error: unknown) => {
    throw error instanceof Refusal ? error : invalid('file.damaged')
  })
}

async function load(bytes: Buffer, kind: ImageKind, limits: FileLimits): Promise<Sharp> {
  const picture = sharp(bytes, { limitInputPixels: limits.pixels, failOn: 'error', sequentialRead: true }).timeout({ seconds: 30 })
  // The header alone is read first, without the pixel limit, so that a bomb is told from a damaged file.
  const { format, width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
  if (format !== kind) throw invalid('file.not_an_image')
  if (width * height > limits.pixels || Math.max(width, height) > limits.side) throw invalid('file.too_many_pixels', { limit: limits.pixels })
  return picture.autoOrient()
}

const encode = (picture: Sharp, kind: ImageKind): Sharp =>
  kind === 'jpeg' ? picture.jpeg({ quality: 88 }) : kind === 'png' ? picture.png({ compressionLevel: 7 }) : picture.webp({ quality: 88 })

async function finish(picture: Sharp, kind: ImageKind): Promise<Picture> {
  const { data, info } = await picture.toBuffer({ resolveWithObject: true })
  return { bytes: data, type: `image/${kind}`, width: info.width, height: info.height }
}

export const smaller = (bytes: Buffer, side: number, quality: number): Promise<Picture> =>
  finish(sharp(bytes).resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true }).webp({ quality }), 'webp')

/** Pictures are large in memory: two at a time, the others wait their turn. */
let running = 0
const waiting: (() => void)[] = []
export async function atMostTwo<T>(work: () => Promise<T>): Promise<T> {
  if (running >= 2) await new Promise<void>((go) => waiting.push(go))
  else running++
  try { return await work() } finally { const next = waiting.shift(); if (next) next(); else running-- }
}
