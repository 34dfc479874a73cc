import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

let detector: BarcodeDetector | undefined
/** The reader of codes, one megabyte of it: fetched when it is first needed, then kept on the device for when there is no network. */
const reader = (): BarcodeDetector => {
  if (detector !== undefined) return detector
  prepareZXingModule({ overrides: { locateFile: (path: string, prefix: string) => path.endsWith('.wasm') ? wasm : prefix + path } })
  return detector = new BarcodeDetector({ formats: ['qr_code'] })
}
export const keepReader = async (): Promise<void> => {
  const kept = await caches.open('haihe-code-reader')
  if (await kept.match(wasm) !== undefined) return
  for (const old of await kept.keys()) await kept.delete(old)
  await kept.add(wasm)
}

/** The text of the first QR code in a picture; null where there is none (识码). */
export const readPicture = async (picture: ImageBitmapSource): Promise<string | null> => (await reader().detect(picture))[0]?.rawValue ?? null
