import piexif from 'piexifjs'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { blurImage } from './blur-image.ts'
import { standardLimits } from './limits.ts'
import { reencodeImage } from './reencode-image.ts'

const photo = (width = 800, height = 600) => sharp({ create: { width, height, channels: 3, background: '#8899aa' } })
const jpeg = await photo().jpeg().toBuffer()
const refusal = (bytes: Buffer, limits = standardLimits) => reencodeImage(bytes, limits).then(() => 'kept', (error: { code?: string }) => error.code)

/** A phone's photo: lying on its side, with its place, its maker and the owner's name. */
function phonePhoto(): Buffer {
  const exif = piexif.dump({
    '0th': { [piexif.ImageIFD.Make!]: 'SecretMaker', [piexif.ImageIFD.Model!]: 'SecretModel', [piexif.ImageIFD.Artist!]: 'Secret Owner', [piexif.ImageIFD.Orientation!]: 6 },
    Exif: { [piexif.ExifIFD.BodySerialNumber!]: 'SecretSerial' },
    GPS: { [piexif.GPSIFD.GPSLatitudeRef!]: 'N', [piexif.GPSIFD.GPSLatitude!]: [[39, 1], [7, 1], [2150, 100]] },
  })
  return Buffer.from(piexif.insert(exif, jpeg.toString('latin1')), 'latin1')
}

describe('what is no picture is refused with its reason', () => {
  const odd: [string, Buffer, string][] = [
    ['nothing', Buffer.alloc(0), 'file.empty'],
    ['a web page called photo.jpg', Buffer.from('<html><script>alert(1)</script>'), 'file.not_an_image'],
    ['a drawing that can run scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'file.not_an_image'],
    ['a GIF', Buffer.from('GIF89a'), 'file.not_an_image'],
    ['a HEIC from a phone', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(40)]), 'file.heic_not_taken'],
    ['only the first bytes of a JPEG', Buffer.from('ffd8ff', 'hex'), 'file.damaged'],
    ['a PNG signature before a JPEG', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), jpeg]), 'file.damaged'],
    ['half a JPEG', jpeg.subarray(0, jpeg.length / 2), 'file.damaged'],
  ]
  test.each(odd)('%s', async (_, bytes, code) => expect(await refusal(bytes)).toBe(code))
})

test('a small file that would swell to gigabytes is refused before it is decoded', async () => {
  const png = await photo(8, 8).png().toBuffer()
  png.writeUInt32BE(60_000, 16)
  png.writeUInt32BE(60_000, 20)
  const { crc32 } = await import('node:zlib')
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
  expect(await refusal(png)).toBe('file.too_many_pixels')
  expect(await refusal(await photo(300, 4).png().toBuffer(), { ...standardLimits, side: 200 })).toBe('file.too_many_pixels')
})

test('a file above the size limit is refused', async () => expect(await refusal(jpeg, { ...standardLimits, bytes: 100 })).toBe('file.too_large'))

test('a phone photo loses its place, its maker and its owner, and stands upright', async () => {
  const upload = phonePhoto()
  expect(upload.includes('SecretMaker')).toBe(true)
  const made = await reencodeImage(upload, standardLimits)
  expect([made.original.width, made.original.height]).toEqual([600, 800])
  for (const { bytes } of Object.values(made)) {
    expect(bytes.includes('Secret')).toBe(false)
    expect(bytes.includes('Exif')).toBe(false)
    const { exif, xmp, iptc, icc, orientation } = await sharp(bytes).metadata()
    expect({ exif, xmp, iptc, icc, orientation }).toEqual({ exif: undefined, xmp: undefined, iptc: undefined, icc: undefined, orientation: undefined })
  }
})

test('what hides behind or inside a picture does not survive', async () => {
  const script = '<?php system($_GET[0]) ?><script>alert(1)</script>'
  const behind = Buffer.concat([jpeg, Buffer.from(`PK\u0003\u0004${script}`)])
  const inside = await photo().withMetadata({ exif: { IFD0: { ImageDescription: script } } }).webp().toBuffer()
  for (const upload of [behind, inside]) {
    const made = await reencodeImage(upload, standardLimits)
    for (const { bytes } of Object.values(made)) expect(bytes.includes('system(') || bytes.includes('<script')).toBe(false)
  }
})

test('a PNG stays a PNG and a WebP a WebP; the small copies are small', async () => {
  for (const kind of ['png', 'webp'] as const) {
    const made = await reencodeImage(await photo(2000, 1000).toFormat(kind).toBuffer(), standardLimits)
    expect([made.original.type, made.original.width, made.work.width, made.thumbnail.width]).toEqual([`image/${kind}`, 2000, 1600, 320])
  }
})

test('a blurred place keeps its colour and loses its detail, and nothing else changes', async () => {
  const stripes = Buffer.from(Array.from({ length: 400 * 400 }, (_, at) => (Math.floor((at % 400) / 4) % 2) * 255))
  const picture = await sharp(stripes, { raw: { width: 400, height: 400, channels: 1 } }).png().toBuffer()
  const { bytes } = await blurImage(picture, [{ x: 0.5, y: 0.5, w: 0.4, h: 2 }])
  const contrast = async (left: number, top: number) => {
    const { channels } = await sharp(await sharp(bytes).extract({ left, top, width: 120, height: 120 }).greyscale().toBuffer()).stats()
    return channels[0]!.stdev
  }
  expect(await contrast(230, 230)).toBeLessThan(25)
  expect(await contrast(40, 40)).toBeGreaterThan(90)
})
